import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frame, unframe } from './wire.ts';

test('a frame is a zero byte, the schema id big-endian, and the payload', () => {
  expect(frame(258, Buffer.from([9]))).toEqual(Buffer.from([0, 0, 0, 1, 2, 9]));
});

test('what was framed comes out again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.uint8Array(), (schemaId, payload) => {
      expect(unframe(frame(schemaId, payload))).toEqual({ schemaId, payload: Buffer.from(payload) });
    }),
  );
});

test('what is no frame is told by its fault', () => {
  expect(unframe(Buffer.alloc(0))).toBe('too-short');
  expect(unframe(Buffer.from([0, 0, 0, 1]))).toBe('too-short');
  expect(unframe(Buffer.from([1, 0, 0, 0, 1, 9]))).toBe('wrong-magic-byte');
});
