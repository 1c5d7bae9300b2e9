import type { BetaGeometricParameters } from '../rhythm/beta-geometric-likelihood.ts';
import type { ParetoNbdParameters } from '../rhythm/pareto-nbd.ts';
import { betaGeometricOfSample } from './beta-geometric-sample.ts';
import { type FitData, type FitProblem, type FitResult, fit } from './fit.ts';
import { paretoOfSample } from './pareto-sample.ts';
import type { RhythmSample } from './rhythm-sample.ts';

/** BG/NBD by maximum likelihood. */
export function fitBgNbd(sample: RhythmSample): FitResult<BetaGeometricParameters> {
  return fitBetaGeometric(sample, (x) => x);
}

/** MBG/NBD by maximum likelihood. */
export function fitMbgNbd(sample: RhythmSample): FitResult<BetaGeometricParameters> {
  return fitBetaGeometric(sample, (x) => x + 1);
}

/** Pareto/NBD by maximum likelihood. */
export function fitParetoNbd(sample: RhythmSample): FitResult<ParetoNbdParameters> {
  const { data, problem, weeksPerPurchase, weeks } = summaryOf(sample);
  if (problem !== null) return { converged: false, problem, tried: [], ...data };
  const starts = shapes.map(([r, s]) => ({ r, alpha: r * weeksPerPurchase, s, beta: s * weeks }));
  return fit(data, (parameters) => paretoOfSample(sample, parameters), starts);
}

/** Where searches start: customers of widely different rates first, as they mostly are. */
const shapes = [
  [0.5, 0.7],
  [1, 1],
  [3, 0.3],
] as const;

function fitBetaGeometric(sample: RhythmSample, occasionsOf: (x: number) => number): FitResult<BetaGeometricParameters> {
  const { data, problem, weeksPerPurchase } = summaryOf(sample);
  if (problem !== null) return { converged: false, problem, tried: [], ...data };
  const starts = shapes.map(([r, a]) => ({ r, alpha: r * weeksPerPurchase, a, b: 2 }));
  return fit(data, (parameters) => betaGeometricOfSample(sample, parameters, occasionsOf), starts);
}

interface Summary {
  readonly data: FitData;
  readonly problem: FitProblem | null;
  /** Of all customers together: what it would be if all bought at the same rate and none dropped out. */
  readonly weeksPerPurchase: number;
  /** That a customer has been known for, on average. */
  readonly weeks: number;
}

function summaryOf({ customers, x, T, count }: RhythmSample): Summary {
  let [purchases, weeks] = [0, 0];
  for (const [point, number] of count.entries()) {
    purchases += number * x[point]!;
    weeks += number * T[point]!;
  }
  const data = { customers, points: x.length };
  return { data, problem: problemOf(data, purchases, weeks), weeksPerPurchase: weeks / purchases, weeks: weeks / customers };
}

function problemOf({ customers, points }: FitData, purchases: number, weeks: number): FitProblem | null {
  if (customers === 0) return 'no-customer';
  if (weeks === 0) return 'no-time-passed';
  if (purchases === 0) return 'nobody-repeats';
  return points === 1 ? 'all-the-same' : null;
}
