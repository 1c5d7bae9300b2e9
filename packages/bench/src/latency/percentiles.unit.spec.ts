import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentilesOf } from './percentiles.ts';

test('percentiles are those of the sorted latencies, to three digits', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 2_000 }), (latencies) => {
      const ascending = latencies.toSorted((one, other) => one - other);
      const nearestRank = (share: number) => ascending[Math.ceil(share * ascending.length) - 1] as number;
      const { p50, p99, p999, max } = percentilesOf(latencies);
      for (const [found, exact] of [
        [p50, nearestRank(0.5)],
        [p99, nearestRank(0.99)],
        [p999, nearestRank(0.999)],
        [max, ascending.at(-1) as number],
      ] as const) {
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.001 * exact + 0.002);
      }
    }),
  );
});
