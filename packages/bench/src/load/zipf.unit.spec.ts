import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Zipf } from './zipf.ts';

const exponent = 0.8;
const weight = (rank: number) => (rank + 1) ** -exponent;
const sumUpTo = (count: number) => Array.from({ length: count }, (_, rank) => weight(rank)).reduce((sum, one) => sum + one, 0);

test('a rank is drawn by those random numbers, and only those, whose share is its own', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }).chain((count) => fc.tuple(fc.constant(count), fc.nat({ max: count - 1 }))),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      ([count, rank], within) => {
        const random = (sumUpTo(rank) + within * weight(rank)) / sumUpTo(count);
        expect(new Zipf(count, exponent).rank(random)).toBe(rank);
      },
    ),
  );
});
