import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpendParameters, spendLogLikelihood } from '../purchases/spend.ts';
import { type Fit, fitProblems } from './fit.ts';
import { fitSpend } from './fit-spend.ts';
import { gammaGammaOfSample } from './gamma-gamma-sample.ts';
import { cdnowSample, golden, slopeOf } from './spec-support.ts';
import { SpendCounts, type SpendSample } from './spend-sample.ts';

type Spend = readonly [days: number, totalMinor: number];

function spendOf(customers: readonly Spend[]): SpendSample {
  const counts = new SpendCounts();
  for (const customer of customers) counts.add(...customer);
  return counts.sample();
}

const anySpend: fc.Arbitrary<Spend> = fc.tuple(
  fc.oneof(fc.nat(5), fc.nat(10_000)),
  fc.oneof(fc.nat(50), fc.integer({ min: -1e6, max: 1e12 })),
);
const anyParameters = fc.record({
  p: fc.double({ min: 0.1, max: 20, noNaN: true }),
  q: fc.double({ min: 0.1, max: 20, noNaN: true }),
  gammaMinor: fc.double({ min: 1, max: 1e6, noNaN: true }),
});

describe('on the repeat purchase days of the CDNOW sample', () => {
  const { spend } = cdnowSample();

  it('946 customers give the parameters of an independent implementation, and those published', () => {
    const { p, q, v } = golden.gamma_gamma.params;
    const result = fitSpend(spend);
    expect(result).toMatchObject({ converged: true, customers: 946 });
    const { parameters, logLikelihood } = result as Fit<SpendParameters>;
    expect(parameters.p / p).toBeCloseTo(1, 3);
    expect(parameters.q / q).toBeCloseTo(1, 3);
    expect(parameters.gammaMinor / 100 / v).toBeCloseTo(1, 3);
    const known = gammaGammaOfSample(spend, { p, q, gammaMinor: 100 * v });
    expect(Math.abs(logLikelihood - known.logLikelihood)).toBeLessThan(0.01);
  });
});

describe('the likelihood of a sample', () => {
  it('is the sum of those of its customers, and has the derivatives it says', () => {
    const customers = fc.array(anySpend, { minLength: 1, maxLength: 30 }).map(spendOf);
    fc.assert(
      fc.property(anyParameters, customers, (parameters, sample) => {
        const along = (other: typeof parameters) =>
          sample.days.reduce((sum, days, point) => {
            const meanMinor = sample.totalMinor[point]! / days;
            return sum + sample.count[point]! * spendLogLikelihood(other, meanMinor, days);
          }, 0);
        const { logLikelihood, gradient } = gammaGammaOfSample(sample, parameters);
        const scale = 1 + sample.days.reduce((sum, days) => sum + 50 * days, 0);
        expect(Math.abs(logLikelihood - along(parameters))).toBeLessThan(1e-9 * scale);
        for (const name of ['p', 'q', 'gammaMinor'] as const) {
          const slope = slopeOf((value) => along({ ...parameters, [name]: value }), parameters[name]);
          expect(Math.abs(gradient[name] - slope)).toBeLessThan(1e-4 * (scale / parameters[name]));
        }
      }),
    );
  });
});

describe('spend can tell nothing', () => {
  it.each<readonly [string, readonly Spend[], string]>([
    ['without a customer', [], 'no-customer'],
    [
      'of customers without a repeat day, or with a total of 0 or less',
      [
        [0, 500],
        [2, 0],
        [3, -700],
      ],
      'no-customer',
    ],
    ['of one customer', [[3, 4_000]], 'all-the-same'],
    [
      'where all have spent the same on as many days',
      [
        [2, 900],
        [2, 900],
        [2, 900],
      ],
      'all-the-same',
    ],
  ])('%s', (_, customers, problem) => {
    expect(fitSpend(spendOf(customers))).toMatchObject({ converged: false, problem, tried: [] });
  });

  it('where every day costs the same: the likelihood grows without end', () => {
    const customers = Array.from({ length: 50 }, (_, index): Spend => [1 + index, 700 * (1 + index)]);
    expect(fitSpend(spendOf(customers))).toMatchObject({ converged: false, problem: 'runs-away' });
  });

  it('where the mean over all customers is infinite', () => {
    // One day each, evenly spread over the distribution for p = 1, q = 0.7: its tail falls with the power 0.7 of the total.
    const quantile = (share: number) => 10_000 * ((1 - share) ** (-1 / 0.7) - 1);
    const customers = Array.from({ length: 400 }, (_, index): Spend => [1, Math.ceil(quantile((index + 0.5) / 400))]);
    expect(fitSpend(spendOf(customers))).toMatchObject({ converged: false, problem: 'mean-is-infinite' });
  });

  it('or has finite parameters, whatever was spent', () => {
    fc.assert(
      fc.property(fc.array(anySpend, { maxLength: 12 }), (customers) => {
        const result = fitSpend(spendOf(customers));
        const numbers = result.converged
          ? [...Object.values(result.parameters), result.logLikelihood]
          : result.tried.flatMap(({ from, to, logLikelihood }) => [...Object.values(from), ...Object.values(to), logLikelihood]);
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(result.converged || fitProblems.includes(result.problem)).toBe(true);
      }),
    );
  });
});
