import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectedSpendMinor, type SpendParameters, spendLogLikelihood } from './spend.ts';

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

describe('the likelihood of a mean', () => {
  it.each([1, 2, 7, 40])('over %d days is a density, and its customers spend what is expected of who is not known', (days) => {
    // In steps of log(mean), so that the tails on both sides fall off exponentially; the right one with q - 1.
    const step = 0.02;
    let [total, mean] = [0, 0];
    for (let y = -30; y < 40; y += step) {
      const density = Math.exp(spendLogLikelihood(spend, Math.exp(y), days) + y) * step;
      total += density;
      mean += density * Math.exp(y);
    }
    expect(total).toBeCloseTo(1, 10);
    expect(mean / expectedSpendMinor(0, 0, spend)).toBeCloseTo(1, 8);
  });

  it('is that of gamma distributed days whose rate is gamma distributed itself', () => {
    const [days, meanMinor] = [3, 2_500];
    const step = 0.01;
    let likelihood = 0;
    for (let y = -30; y < 5; y += step) {
      const rate = Math.exp(y) / v / 100;
      const prior = gammaDensity(rate, q, 100 * v);
      likelihood += prior * gammaDensity(meanMinor, p * days, days * rate) * rate * step;
    }
    expect(spendLogLikelihood(spend, meanMinor, days)).toBeCloseTo(Math.log(likelihood), 9);
  });

  it('stays finite for 10,000 days of the smallest and of the largest amounts', () => {
    for (const meanMinor of [1e-6, 1, 1e12]) {
      expect(Number.isFinite(spendLogLikelihood(spend, meanMinor, 10_000))).toBe(true);
    }
  });
});

/** Its gamma function after Stirling's series, which is exact to 1e-12 above 20, and the recurrence below. */
function gammaDensity(value: number, shape: number, rate: number): number {
  return Math.exp(shape * Math.log(rate * value) - rate * value - logGamma(shape)) / value;
}

function logGamma(x: number): number {
  if (x < 20) return logGamma(x + 1) - Math.log(x);
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1_260 * x ** 5);
}
