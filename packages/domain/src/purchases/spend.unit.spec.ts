import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectedSpendMinor, type SpendParameters } from './spend.ts';

interface Golden {
  readonly params: { readonly p: number; readonly q: number; readonly v: number };
  readonly points_x_mean: readonly (readonly [number, number])[];
  readonly expected_spend: readonly number[];
}

const goldenFile = new URL('../../../../infra/cdnow/golden.json', import.meta.url);
const { gamma_gamma: golden } = JSON.parse(readFileSync(goldenFile, 'utf8')) as { gamma_gamma: Golden };
const { p, q, v } = golden.params;
const spend: SpendParameters = { p, q, gammaMinor: 100 * v };

describe('the expected spend of a purchase day', () => {
  it.each(golden.points_x_mean.map((point, index) => [...point, golden.expected_spend[index]!] as const))(
    'of %d days with a mean of %d on CDNOW is %d, as an independent implementation has it',
    (days, mean, expected) => {
      expect(Math.abs(expectedSpendMinor(100 * mean, days, spend) / 100 - expected)).toBeLessThan(1e-5);
    },
  );

  it('is that of all customers where no day is known', () => {
    expect(expectedSpendMinor(0, 0, spend)).toBeCloseTo((p * 100 * v) / (q - 1), 9);
  });

  it('comes closer to the mean of the customer with each day', () => {
    const distances = [1, 4, 16, 64].map((days) => Math.abs(expectedSpendMinor(10_000, days, spend) - 10_000));
    expect(distances).toEqual(distances.toSorted((one, other) => other - one));
    expect(expectedSpendMinor(10_000, 100_000, spend)).toBeCloseTo(10_000, 0);
  });

  it('is that mean itself while nothing is known of how customers spend', () => {
    expect(expectedSpendMinor(1_234, 3, null)).toBe(1_234);
  });
});
