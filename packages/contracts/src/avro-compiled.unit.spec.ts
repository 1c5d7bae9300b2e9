import { daysFrom } from '@ebb/domain';
import { describe, expect, it } from 'vitest';
import { compileReader, compileWriter, Unfit } from './avro-compiled.ts';
import { typeOf } from './avro-types.ts';
import { schemas } from './generated/records.ts';

const room = 1 << 20;

/** avsc makes up any bytes, also where days are packed in them: then these. */
const someDays = daysFrom([
  { day: 9_930, bought: true, grossMinor: 2_933, refundedMinor: 0 },
  { day: 9_950, bought: true, grossMinor: 6_300, refundedMinor: 6_300 },
  { day: 10_100, bought: false, grossMinor: 0, refundedMinor: 1 },
  { day: 10_101, bought: true, grossMinor: 1_277, refundedMinor: 0 },
]);

function anyOf(schema: object): unknown {
  const text = JSON.stringify(schema).replaceAll(',"logicalType":"day-buckets"', '');
  const value: unknown = typeOf(JSON.parse(text) as object).random();
  return text === JSON.stringify(schema) ? value : withSomeDays(value);
}

function withSomeDays(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, name === 'buckets' ? someDays : withSomeDays(inner)]);
  return Array.isArray(value) ? fields.map(([, inner]) => inner) : Object.fromEntries(fields);
}

describe.each(Object.entries(schemas))('compiled code for %s', (_, schema) => {
  const type = typeOf(schema);
  const write = compileWriter(schema);
  const read = compileReader(schema);

  it('writes what avsc writes, and reads it back', () => {
    for (let tries = 0; tries < 20; tries += 1) {
      const value = anyOf(schema);
      const expected = type.toBuffer(value);
      const buffer = Buffer.alloc(room);
      const written = buffer.subarray(0, write(value, buffer, 0));
      expect(written.equals(expected)).toBe(true);
      expect(type.compare(read(expected, 0), value)).toBe(0);
    }
  });

  it('refuses bytes that are cut off, or too many', () => {
    const bytes = type.toBuffer(anyOf(schema));
    for (let length = 0; length < bytes.length; length += 1) expect(() => read(bytes.subarray(0, length), 0)).toThrow(Unfit);
    expect(() => read(Buffer.concat([bytes, Buffer.alloc(1)]), 0)).toThrow(Unfit);
  });
});

describe('compiled code', () => {
  const write = compileWriter(schemas.Marker);
  const marker = { source: 'replayer', partition: 3, watermark: 1, madeAt: null };

  it('says how much room it needs where there is too little', () => {
    const needed = write(marker, Buffer.alloc(room), 0);
    expect(write(marker, Buffer.alloc(4), 0)).toBe(needed);
  });

  it.each([
    ['a number that is none', { watermark: Number.NaN }],
    ['a number that Avro does not hold', { watermark: 2 ** 52 }],
    ['a fraction', { partition: 0.5 }],
    ['another type', { source: 7 }],
    ['nothing', { madeAt: undefined }],
  ])('leaves %s to avsc', (_, change) => {
    expect(() => write({ ...marker, ...change }, Buffer.alloc(room), 0)).toThrow(Unfit);
  });
});
