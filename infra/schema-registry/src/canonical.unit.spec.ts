import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avroType } from './avro.ts';
import { canonicalForm } from './canonical.ts';

const canonical = (schema: unknown, normalize = false) => canonicalForm(JSON.stringify(schema), normalize);

describe('The canonical form', () => {
  it('is the one of Java Avro: type, name, namespace, doc, fields, unknown attributes, aliases', () => {
    const schema = {
      fields: [
        {
          order: 'ascending',
          default: 0,
          doc: 'in cents',
          type: { type: 'long' },
          name: 'amount',
          aliases: ['sum'],
          unit: 'cent',
        },
        { type: ['null', { name: 'shop.Kind', symbols: ['A', 'B'], type: 'enum', default: 'A' }], name: 'kind' },
        { type: { items: 'shop.Kind', type: 'array' }, name: 'kinds' },
      ],
      aliases: ['shop.Buy', 'old.Buy'],
      owner: 'sales',
      doc: 'A purchase',
      name: 'shop.Purchase',
      type: 'record',
    };
    expect(canonical(schema)).toBe(
      '{"type":"record","name":"Purchase","namespace":"shop","doc":"A purchase","fields":[' +
        '{"name":"amount","type":"long","doc":"in cents","default":0,"aliases":["sum"],"unit":"cent"},' +
        '{"name":"kind","type":["null",{"type":"enum","name":"Kind","symbols":["A","B"],"default":"A"}]},' +
        '{"name":"kinds","type":{"type":"array","items":"Kind"}}' +
        '],"owner":"sales","aliases":["Buy","old.Buy"]}',
    );
  });

  it('keeps numbers as they were written', () => {
    expect(canonicalForm('{"type": "double", "ebb.limit": 1.0}')).toBe('{"type":"double","ebb.limit":1.0}');
  });

  it('tells schemas apart by documentation, defaults, symbols and logical types', () => {
    const forms = [
      { type: 'long' },
      { type: 'long', logicalType: 'timestamp-millis' },
      { type: 'enum', name: 'E', symbols: ['A'] },
      { type: 'enum', name: 'E', symbols: ['A', 'B'] },
      { type: 'enum', name: 'E', symbols: ['A'], doc: 'one' },
    ].map((schema) => canonical(schema));
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('normalized, does not depend on the order of unknown attributes and aliases', () => {
    const one = { type: 'enum', name: 'E', symbols: ['A'], aliases: ['G', 'F'], b: 1, a: 2 };
    const other = { type: 'enum', name: 'E', symbols: ['A'], aliases: ['F', 'G'], a: 2, b: 1 };
    expect(canonical(one, true)).toBe(canonical(other, true));
    expect(canonical(one)).not.toBe(canonical(other));
  });
});

describe('Laws of the canonical form', () => {
  it('describes the same type, is its own canonical form, and does not depend on the order of attributes', () => {
    fc.assert(
      fc.property(avroSchema, ({ schema, shuffled }) => {
        const form = canonical(schema);
        expect(avroType(form).schema({ exportAttrs: true })).toEqual(
          avroType(JSON.stringify(schema)).schema({ exportAttrs: true }),
        );
        expect(canonicalForm(form)).toBe(form);
        expect(canonical(shuffled)).toBe(form);
      }),
    );
  });
});

const namespaces = fc.constantFrom(undefined, '', 'a', 'a.b');

/** Schemas with distinct names, and the same with the attributes of every object reversed. */
const avroSchema = fc
  .letrec<{ type: (next: () => string) => unknown }>((tie) => ({
    type: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('null', 'int', 'long', 'string', 'bytes').map((name) => () => name),
      fc.constantFrom('date', 'unknown').map((logicalType) => () => ({ type: 'int', logicalType })),
      namespaces.map((namespace) => (next: () => string) => ({
        type: 'enum',
        name: next(),
        ...space(namespace),
        symbols: ['A', 'B'],
        default: 'A',
      })),
      namespaces.map((namespace) => (next: () => string) => ({
        type: 'fixed',
        name: next(),
        ...space(namespace),
        size: 4,
        aliases: ['Was', 'x.Was'],
      })),
      tie('type').map((inner) => (next: () => string) => ({ type: 'array', items: inner(next) })),
      tie('type').map((inner) => (next: () => string) => ({ type: 'map', values: inner(next) })),
      fc.tuple(namespaces, fc.array(tie('type'), { maxLength: 3 })).map(([namespace, inner]) => (next: () => string) => {
        const name = next();
        const fields = inner.map((type, index) => ({ name: `f${index}`, doc: 'why', type: type(next) }));
        return {
          type: 'record',
          name,
          ...space(namespace),
          fields: [...fields, { name: 'self', type: ['null', name], default: null }],
        };
      }),
    ),
  }))
  .type.map((build) => {
    let named = 0;
    const schema = build(() => `T${named++}`);
    return { schema, shuffled: reversed(schema) };
  });

const space = (namespace: string | undefined) => (namespace === undefined ? {} : { namespace });

function reversed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reversed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .map(([key, value]) => [key, reversed(value)])
      .toReversed(),
  );
}
