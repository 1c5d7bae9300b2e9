import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BetaGeometricParameters } from '../rhythm/beta-geometric-likelihood.ts';
import { bgNbd } from '../rhythm/bg-nbd.ts';
import { mbgNbd } from '../rhythm/mbg-nbd-model.ts';
import { paretoNbd } from '../rhythm/pareto-nbd.ts';
import type { RhythmModel } from '../rhythm/rhythm-model.ts';
import { betaGeometricOfSample } from './beta-geometric-sample.ts';
import { type Fit, type FitResult, fit, fitProblems } from './fit.ts';
import { fitBgNbd, fitMbgNbd, fitParetoNbd } from './fit-rhythm.ts';
import { paretoOfSample } from './pareto-sample.ts';
import type { RhythmSample } from './rhythm-sample.ts';
import { anyHistory, cdnowSample, golden, type History, rhythmOf, slopeOf } from './spec-support.ts';

const { rhythm: cdnow } = cdnowSample();
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyBetaGeometric = fc.record({ r: between(0.05, 5), alpha: between(0.1, 50), a: between(0.05, 5), b: between(0.05, 5) });
const anyPareto = fc.record({ r: between(0.05, 5), alpha: between(0.1, 50), s: between(0.05, 5), beta: between(0.1, 50) });
const anySample = fc.array(anyHistory, { minLength: 1, maxLength: 30 }).map(rhythmOf);

function logLikelihoodOf<Parameters>(
  model: RhythmModel<Parameters>,
  parameters: Parameters,
  { x, tx, T, count }: RhythmSample,
): number {
  return x.reduce((sum, repeats, point) => {
    const one = model.logLikelihood(parameters, { x: repeats, tx: tx[point]! }, T[point]!);
    return sum + count[point]! * one;
  }, 0);
}

describe('on the CDNOW sample', () => {
  it('there are 2,357 customers of 1,016 different histories, 38.86 weeks long at most', () => {
    expect([cdnow.customers, cdnow.x.length]).toEqual([2_357, 1_016]);
    expect(Math.max(...cdnow.T)).toBeCloseTo(38.86, 2);
  });

  it.each([
    ['BG/NBD', fitBgNbd(cdnow), golden.bg_nbd],
    ['MBG/NBD', fitMbgNbd(cdnow), golden.mbg_nbd],
    ['Pareto/NBD', fitParetoNbd(cdnow), golden.pareto_nbd],
  ] as const)(
    '%s reaches the likelihood and the parameters of an independent implementation',
    (_, result: FitResult<object>, known) => {
      expect(result).toMatchObject({ converged: true, customers: 2_357, points: 1_016 });
      const { logLikelihood, parameters } = result as Fit<object>;
      expect(Math.abs(logLikelihood - known.log_likelihood)).toBeLessThan(0.01);
      for (const [name, value] of Object.entries(parameters)) {
        expect(value / (known.params as Record<string, number>)[name]!).toBeCloseTo(1, 3);
      }
    },
  );

  it('the search ends at the same likelihood, wherever it starts', () => {
    const data = { customers: cdnow.customers, points: cdnow.x.length };
    const shape = between(0.1, 10);
    const anyStart = fc.record({ r: shape, alpha: between(0.5, 50), a: shape, b: shape });
    fc.assert(
      fc.property(anyStart, (start) => {
        const result = fit(data, (parameters) => betaGeometricOfSample(cdnow, parameters, (x) => x + 1), [start]);
        expect(result.converged).toBe(true);
        expect((result as Fit<BetaGeometricParameters>).logLikelihood).toBeCloseTo(-9_582.1357, 3);
      }),
      { numRuns: 30 },
    );
  });

  it('no other parameters of MBG/NBD are likelier', () => {
    const fitted = fitMbgNbd(cdnow) as Fit<BetaGeometricParameters>;
    fc.assert(
      fc.property(anyBetaGeometric, (other) => {
        expect(logLikelihoodOf(mbgNbd, other, cdnow)).toBeLessThan(fitted.logLikelihood);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the likelihood of a sample', () => {
  const likelihoods = [
    ['BG/NBD', bgNbd, (x: number) => x],
    ['MBG/NBD', mbgNbd, (x: number) => x + 1],
  ] as const;

  it.each(likelihoods)('by %s is the sum of those of its customers, and has the derivatives it says', (_, model, occasionsOf) => {
    fc.assert(
      fc.property(anyBetaGeometric, anySample, (parameters, sample) => {
        const { logLikelihood, gradient } = betaGeometricOfSample(sample, parameters, occasionsOf);
        const sum = logLikelihoodOf(model, parameters, sample);
        expect(Math.abs(logLikelihood - sum)).toBeLessThan(1e-9 * (1 + Math.abs(sum)));
        for (const name of ['r', 'alpha', 'a', 'b'] as const) {
          const along = (value: number) => logLikelihoodOf(model, { ...parameters, [name]: value }, sample);
          const slope = slopeOf(along, parameters[name]);
          expect(Math.abs(gradient[name] - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope) + Math.abs(sum) / parameters[name]));
        }
      }),
    );
  });

  it('by Pareto/NBD is that sum too', () => {
    fc.assert(
      fc.property(anyPareto, anySample, (parameters, sample) => {
        expect(paretoOfSample(sample, parameters).logLikelihood).toBe(logLikelihoodOf(paretoNbd, parameters, sample));
      }),
    );
  });

  it('counts customers of the same history as often as there are', () => {
    const history: History = [3, 40, 90];
    const sample = rhythmOf([history, [0, 0, 7], history, history]);
    expect(sample).toEqual({
      customers: 4,
      x: Float64Array.of(0, 3),
      tx: Float64Array.of(0, 40 / 7),
      T: Float64Array.of(1, 90 / 7),
      count: Float64Array.of(1, 3),
    });
  });
});

describe.each([
  ['BG/NBD', fitBgNbd, 60],
  ['MBG/NBD', fitMbgNbd, 60],
  // Its likelihood is slow where parameters run away, as they do for a few made-up customers.
  ['Pareto/NBD', fitParetoNbd, 5],
] as const)('%s is refused, with the reason', (_, fitModel: (sample: RhythmSample) => FitResult<object>, runs) => {
  it.each<readonly [string, readonly History[], string]>([
    ['without a customer', [], 'no-customer'],
    ['of one customer', [[3, 40, 90]], 'all-the-same'],
    ['where all have the same history', Array.from({ length: 500 }, (): History => [2, 30, 60]), 'all-the-same'],
    ['where nobody has bought again', [0, 0, 0].map((_x, index): History => [0, 0, 30 + index]), 'nobody-repeats'],
    [
      'where all have bought on one day, today',
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      'no-time-passed',
    ],
  ])('%s', (_case, histories, problem) => {
    expect(fitModel(rhythmOf(histories))).toEqual({
      converged: false,
      problem,
      tried: [],
      customers: histories.length,
      points: new Set(histories.map(String)).size,
    });
  });

  it('or has finite parameters, whatever the histories, also with gaps of years', () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 12 }), (histories) => {
        const result = fitModel(rhythmOf(histories));
        const numbers = result.converged
          ? [...Object.values(result.parameters), result.logLikelihood]
          : result.tried.flatMap(({ from, to, logLikelihood }) => [...Object.values(from), ...Object.values(to), logLikelihood]);
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(result.converged || fitProblems.includes(result.problem)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

describe('a likelihood that grows without end', () => {
  it('is a failure that says what was tried', () => {
    // Everybody buys again every tenth day until today: the likelier, the less rates differ, and nobody drops out.
    const clockwork = Array.from({ length: 40 }, (_, index): History => [index + 1, 10 * (index + 1), 10 * (index + 1)]);
    const result = fitMbgNbd(rhythmOf(clockwork));
    expect(result).toMatchObject({ converged: false, problem: 'runs-away', customers: 40 });
    expect(result.converged ? [] : result.tried.map(({ ended }) => ended)).toEqual(['ran-away', 'ran-away', 'ran-away']);
  });
});
