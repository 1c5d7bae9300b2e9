import { describe, expect, it } from 'vitest';
import { type CompatibilityLevel, incompatibilities } from './compatibility.ts';

const field = (name: string, type: unknown, rest: object = {}) => ({ name, type, ...rest });
const customer = (...fields: unknown[]) => ({ type: 'record', name: 'Customer', namespace: 'shop', fields });
const holding = (type: unknown, rest: object = {}) => customer(field('value', type, rest));
const stage = (symbols: string[], rest: object = {}) => ({ type: 'enum', name: 'Stage', symbols, ...rest });
const fixed = (size: number) => ({ type: 'fixed', name: 'Digest', size });

/** Whether a reader with the first schema can read what was written with the second. */
const canRead = (reader: unknown, writer: unknown) => reasons('BACKWARD', reader, writer).length === 0;

function reasons(level: CompatibilityLevel, proposed: unknown, ...earlier: unknown[]): string[] {
  return incompatibilities(
    level,
    JSON.stringify(proposed),
    earlier.map((schema, index) => ({ version: index + 1, schema: JSON.stringify(schema) })),
  );
}

describe('A reader', () => {
  it.each<[string, unknown, unknown]>([
    ['with the same schema', holding('int'), holding('int')],
    [
      'with a further field that has a default',
      customer(field('a', 'int'), field('b', 'int', { default: 0 })),
      customer(field('a', 'int')),
    ],
    ['with a further optional field', customer(field('b', ['null', 'string'], { default: null })), customer()],
    ['without a field that was written', customer(field('a', 'int')), customer(field('a', 'int'), field('b', 'int'))],
    [
      'with a field in another place',
      customer(field('b', 'int'), field('a', 'int')),
      customer(field('a', 'int'), field('b', 'int')),
    ],
    ['with a renamed field under its alias', customer(field('b', 'int', { aliases: ['a'] })), customer(field('a', 'int'))],
    ['with a renamed record under its alias', { ...holding('int'), name: 'Client', aliases: ['Customer'] }, holding('int')],
    ['with long for int', holding('long'), holding('int')],
    ['with double for int', holding('double'), holding('int')],
    ['with float for long', holding('float'), holding('long')],
    ['with double for float', holding('double'), holding('float')],
    ['with bytes for string', holding('bytes'), holding('string')],
    ['with string for bytes', holding('string'), holding('bytes')],
    ['with a union that holds the former type', holding(['null', 'int']), holding('int')],
    ['with a union that holds a wider type', holding(['null', 'long']), holding('int')],
    ['with a further branch in a union', holding(['null', 'int', 'string']), holding(['null', 'int'])],
    ['with a union in another order', holding(['int', 'null']), holding(['null', 'int'])],
    ['with one type for a union of types that it can hold', holding('long'), holding(['int', 'long'])],
    ['with a further symbol', holding(stage(['new', 'core', 'gone'])), holding(stage(['new', 'core']))],
    [
      'without a symbol but with a default',
      holding(stage(['new', 'none'], { default: 'none' })),
      holding(stage(['new', 'core'])),
    ],
    ['with an array of a wider type', holding({ type: 'array', items: 'long' }), holding({ type: 'array', items: 'int' })],
    ['with a map of a wider type', holding({ type: 'map', values: 'long' }), holding({ type: 'map', values: 'int' })],
    ['with a fixed of the same size', holding(fixed(16)), holding(fixed(16))],
    ['that sees a moment in a long', holding({ type: 'long', logicalType: 'timestamp-millis' }), holding('long')],
    ['that sees a long in a moment', holding('long'), holding({ type: 'long', logicalType: 'timestamp-millis' })],
    [
      'that sees a moment in an optional moment of another kind',
      holding(['null', { type: 'long', logicalType: 'timestamp-micros' }]),
      holding(['null', { type: 'long', logicalType: 'timestamp-millis' }]),
    ],
    [
      'that sees an amount in bytes',
      holding({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }),
      holding({ type: 'bytes', logicalType: 'decimal', precision: 12, scale: 4 }),
    ],
    ['with a recursive type', holding(['null', 'shop.Customer'], { default: null }), holding(['null', 'shop.Customer'])],
  ])('%s can read', (_what, reader, writer) => {
    expect(canRead(reader, writer)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['with a further field that has no default', customer(field('a', 'int'), field('b', 'int')), customer(field('a', 'int'))],
    ['with a renamed field without alias', customer(field('b', 'int')), customer(field('a', 'int'))],
    ['with a renamed record without alias', { ...holding('int'), name: 'Client' }, holding('int')],
    ['with int for long', holding('int'), holding('long')],
    ['with long for float', holding('long'), holding('float')],
    ['with int for string', holding('int'), holding('string')],
    ['with boolean for int', holding('boolean'), holding('int')],
    ['with one type for a union that holds null', holding('int'), holding(['null', 'int'])],
    ['without a branch that was written', holding(['null', 'int']), holding(['null', 'int', 'string'])],
    ['without a symbol and without default', holding(stage(['new'])), holding(stage(['new', 'core']))],
    ['with a renamed enum', holding({ ...stage(['new']), name: 'Phase' }), holding(stage(['new']))],
    ['with an array of a narrower type', holding({ type: 'array', items: 'int' }), holding({ type: 'array', items: 'long' })],
    ['with a map for an array', holding({ type: 'map', values: 'int' }), holding({ type: 'array', items: 'int' })],
    ['with a fixed of another size', holding(fixed(8)), holding(fixed(16))],
    [
      'that finds two fields under name and alias',
      customer(field('b', 'int', { aliases: ['a'] })),
      customer(field('a', 'int'), field('b', 'int')),
    ],
  ])('%s can not read', (_what, reader, writer) => {
    expect(canRead(reader, writer)).toBe(false);
  });
});

describe('Stricter than the checker of Java Avro', () => {
  it('a record in another namespace is another record, as Ebb itself reads (avsc issue 361)', () => {
    expect(canRead({ ...holding('int'), namespace: 'store' }, holding('int'))).toBe(false);
    expect(canRead({ ...holding('int'), namespace: 'store', aliases: ['shop.Customer'] }, holding('int'))).toBe(true);
  });

  it('a default that is not of its type, or beyond what JavaScript counts exactly, makes a schema invalid', () => {
    expect(() => reasons('BACKWARD', holding('int', { default: 'none' }), customer())).toThrow(/default/);
    expect(() => reasons('BACKWARD', holding('long', { default: 2 ** 53 }), customer())).toThrow(/default/);
  });
});

describe('Laxer than the checker of Java Avro', () => {
  it('avsc forgets that a record failed as a branch of a union when the same pair comes again', () => {
    const written = { type: 'record', name: 'W', fields: [] };
    const failing = { type: 'record', name: 'A', aliases: ['shop.W'], fields: [field('needed', 'int')] };
    const fitting = { type: 'record', name: 'B', aliases: ['shop.W'], fields: [] };
    const writer = customer(field('either', written), field('again', 'W'));
    expect(canRead(customer(field('either', [failing, fitting]), field('again', 'A')), writer)).toBe(true);
    expect(canRead(customer(field('again', failing)), customer(field('again', written)))).toBe(false);
  });
});

describe('A level', () => {
  const narrow = holding('int');
  const wide = holding('long');
  const withDefault = customer(field('value', 'int'), field('more', 'int', { default: 0 }));
  const withoutDefault = customer(field('value', 'int'), field('more', 'int'));

  it('NONE allows anything', () => {
    expect(reasons('NONE', holding('string'), narrow)).toEqual([]);
  });

  it('BACKWARD asks the new schema to read the old one, not the reverse', () => {
    expect(reasons('BACKWARD', wide, narrow)).toEqual([]);
    expect(reasons('BACKWARD', narrow, wide)).toHaveLength(1);
  });

  it('FORWARD asks the old schema to read the new one, not the reverse', () => {
    expect(reasons('FORWARD', narrow, wide)).toEqual([]);
    expect(reasons('FORWARD', wide, narrow)).toHaveLength(1);
  });

  it('FULL asks both', () => {
    expect(reasons('FULL', withDefault, narrow)).toEqual([]);
    expect(reasons('FULL', withoutDefault, narrow)).toHaveLength(1);
    expect(reasons('FULL', wide, narrow)).toHaveLength(1);
  });

  it.each(['BACKWARD', 'FORWARD', 'FULL'] as const)(
    '%s compares with the last version, its transitive form with all',
    (level) => {
      const [first, last] = [holding('string'), narrow];
      expect(reasons(level, narrow, first, last)).toEqual([]);
      expect(reasons(`${level}_TRANSITIVE`, narrow, first, last)).not.toEqual([]);
    },
  );

  it('has nothing against the first version of a subject', () => {
    expect(reasons('FULL_TRANSITIVE', narrow)).toEqual([]);
  });
});

describe('A reason', () => {
  it('names the direction, the version and the field', () => {
    expect(reasons('BACKWARD', customer(field('a', 'int')), customer())).toEqual([
      "the new schema can't read version 1: no matching field for default-less shop.Customer.a",
    ]);
  });

  it('says when an earlier version, left by another registry, is not understood', () => {
    expect(reasons('BACKWARD', holding('int'), { type: 'nonsense' })).toEqual([
      'version 1 can\'t be compared: unknown type: "nonsense"',
    ]);
  });
});
