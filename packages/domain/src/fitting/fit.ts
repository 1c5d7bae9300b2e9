import { type Minimum, minimise } from './minimise.ts';

/** Why a model could not be fitted. */
export const fitProblems = [
  'no-customer',
  'no-time-passed',
  'nobody-repeats',
  /** One distinct history, also that of one customer: it can't tell several parameters. */
  'all-the-same',
  /** The likelihood still grows where a parameter is a million times greater or smaller than where it started. */
  'runs-away',
  'not-converged',
  /** Spend whose mean over all customers is infinite (q at most 1) predicts nothing. */
  'mean-is-infinite',
] as const;

export type FitProblem = (typeof fitProblems)[number];

/** What a fit rests on. */
export interface FitData {
  readonly customers: number;
  /** Distinct ones, with counts. */
  readonly points: number;
}

/** One search for the greatest likelihood. */
export interface FitAttempt<Parameters> {
  readonly from: Parameters;
  readonly to: Parameters;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly ended: Minimum['ended'] | 'ran-away';
}

export interface Fit<Parameters> extends FitData {
  readonly converged: true;
  readonly parameters: Parameters;
  readonly logLikelihood: number;
  readonly iterations: number;
}

export interface FitFailure<Parameters> extends FitData {
  readonly converged: false;
  readonly problem: FitProblem;
  readonly tried: readonly FitAttempt<Parameters>[];
}

export type FitResult<Parameters> = Fit<Parameters> | FitFailure<Parameters>;

/** Log-likelihood of all customers, and its derivatives by each parameter. */
export interface Likelihood<Name extends string> {
  readonly logLikelihood: number;
  readonly gradient: Readonly<Record<Name, number>>;
}

/** Parameters by their names. */
type Named<Name extends string> = Readonly<Record<Name, number>>;

/** Of the mean log-likelihood of a customer, by the logs of the parameters. */
const gradientMax = 1e-7;
const iterationsMax = 150;
const logFactorMax = Math.log(1e6);
const outOfBounds = { value: Number.POSITIVE_INFINITY, gradient: [] };

/**
 * The parameters of the greatest likelihood, all above 0, searched for in their logs, from one start after the other until
 * a search converges.
 */
export function fit<Name extends string>(
  data: FitData,
  likelihoodOf: (parameters: Named<Name>) => Likelihood<Name>,
  starts: readonly Named<Name>[],
): FitResult<Named<Name>> {
  const tried: FitAttempt<Named<Name>>[] = [];
  for (const start of starts) {
    const attempt = search(data, likelihoodOf, start);
    const { to: parameters, logLikelihood, iterations, ended } = attempt;
    if (ended === 'converged') return { converged: true, parameters, logLikelihood, iterations, ...data };
    tried.push(attempt);
  }
  const ranAway = tried.every(({ ended }) => ended === 'ran-away');
  return { converged: false, problem: ranAway ? 'runs-away' : 'not-converged', tried, ...data };
}

function search<Name extends string>(
  { customers }: FitData,
  likelihoodOf: (parameters: Named<Name>) => Likelihood<Name>,
  start: Named<Name>,
): FitAttempt<Named<Name>> {
  const names = Object.keys(start) as Name[];
  // A point holds the logs of the factors to the start, so that the same bounds do for all parameters and units.
  const at = (point: readonly number[]) =>
    Object.fromEntries(names.map((name, index) => [name, start[name] * Math.exp(point[index]!)])) as Named<Name>;
  const objective = (point: readonly number[]) => {
    if (point.some((logFactor) => Math.abs(logFactor) > logFactorMax)) return outOfBounds;
    const parameters = at(point);
    const { logLikelihood, gradient } = likelihoodOf(parameters);
    return {
      value: -logLikelihood / customers,
      gradient: names.map((name) => (-gradient[name] * parameters[name]) / customers),
    };
  };
  const { point, value, iterations, ended } = minimise(
    objective,
    names.map(() => 0),
    { gradientMax, iterationsMax },
  );
  const ranAway = ended !== 'converged' && point.some((logFactor) => Math.abs(logFactor) > logFactorMax - 1);
  return { from: start, to: at(point), logLikelihood: -value * customers, iterations, ended: ranAway ? 'ran-away' : ended };
}
