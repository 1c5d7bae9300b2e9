import type { SpendParameters } from '../purchases/spend.ts';
import { type FitData, type FitProblem, type FitResult, fit } from './fit.ts';
import { gammaGammaOfSample } from './gamma-gamma-sample.ts';
import type { SpendSample } from './spend-sample.ts';

/** The gamma-gamma model by maximum likelihood: Fader & Hardie (2013), "The gamma-gamma model of monetary value". */
export function fitSpend(sample: SpendSample): FitResult<SpendParameters> {
  const data = { customers: sample.customers, points: sample.days.length };
  const problem = problemOf(data);
  if (problem !== null) return { converged: false, problem, tried: [], ...data };
  const meanMinor = meanOf(sample);
  const starts = shapes.map(([p, q]) => ({ p, q, gammaMinor: (meanMinor * (q - 1)) / p }));
  const result = fit(data, (parameters) => gammaGammaOfSample(sample, parameters), starts);
  if (!result.converged || result.parameters.q > 1) return result;
  const { parameters: to, logLikelihood, iterations } = result;
  const attempt = { from: starts[0]!, to, logLikelihood, iterations, ended: 'converged' } as const;
  return { converged: false, problem: 'mean-is-infinite', tried: [attempt], ...data };
}

/** Where searches start; γ such that the mean is that of the sample. */
const shapes = [
  [5, 3],
  [1, 2],
  [30, 10],
] as const;

function problemOf({ customers, points }: FitData): FitProblem | null {
  if (customers === 0) return 'no-customer';
  return points === 1 ? 'all-the-same' : null;
}

/** Of a purchase day, over all of them. */
function meanOf({ days, totalMinor, count }: SpendSample): number {
  let [allDays, allMinor] = [0, 0];
  for (const [point, number] of count.entries()) {
    allDays += number * days[point]!;
    allMinor += number * totalMinor[point]!;
  }
  return allMinor / allDays;
}
