import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packZeros, unpackZeros } from './packed-zeros.ts';

const bytes = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 255 })), { maxLength: 100 }).map((numbers) => Buffer.from(numbers));

test('what is packed is unpacked as it was, and its head is left alone', () => {
  fc.assert(
    fc.property(bytes, fc.nat({ max: 3 }), (plain, head) => {
      const from = Math.min(head, plain.length);
      const packed = packZeros(plain, from);
      expect(packed.subarray(0, from)).toEqual(plain.subarray(0, from));
      expect(unpackZeros(packed, from)).toEqual(plain);
    }),
  );
});

test('what is packed and cut short is a beginning of what it was', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), (plain, cut) => {
      const packed = packZeros(plain, 0);
      fc.pre(packed.length > 0);
      const cutShort = unpackZeros(packed.subarray(0, cut % packed.length), 0);
      expect(cutShort.length).toBeLessThan(plain.length);
      expect(plain.subarray(0, cutShort.length)).toEqual(cutShort);
    }),
  );
});

test('eight zeros take one byte, eight others nine, and any number of bytes can be packed', () => {
  expect(packZeros(Buffer.alloc(8), 0)).toHaveLength(1);
  expect(packZeros(Buffer.alloc(8, 1), 0)).toHaveLength(9);
  expect(unpackZeros(packZeros(Buffer.alloc(1_000_000, 7), 0), 0)).toEqual(Buffer.alloc(1_000_000, 7));
});
