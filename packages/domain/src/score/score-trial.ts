import type { Day } from '../time/calendar.ts';
import type { AucDifference } from './auc.ts';

/** How a score, learnt from what had been before, ranked customers, less how the rhythm did. */
export interface ScoreTrial {
  /** The last day that was known. */
  readonly asOfDay: Day;
  readonly customers: number;
  /** Over all. */
  readonly all: AucDifference;
  /** Over those with at least 4 purchase days; null where they are too few to tell. */
  readonly core: AucDifference | null;
}

/** Days of which a trial asks who bought in them: the last ones before its day. */
export const trialDays = 56;
/** Trials that are looked at together. */
const trialsMax = 3;
/** Of a normal distribution: 95 % lie within. */
const quantile = 1.96;

/** What speaks against a score by its own trial and those before it; null where it ranks better than the rhythm. */
export function reasonToDrop(trial: ScoreTrial, before: readonly ScoreTrial[]): string | null {
  const trials = apart(trial, before);
  const all = pooled(trials.map((one) => one.all));
  if (all.difference - quantile * all.standardError <= 0) return 'It does not rank customers better than the rhythm.';
  const ofCore = trials.flatMap(({ core }) => (core === null ? [] : [core]));
  const core = pooled(ofCore);
  return ofCore.length > 0 && core.difference + quantile * core.standardError < 0
    ? 'It ranks customers with at least 4 purchase days worse than the rhythm.'
    : null;
}

/** The latest trials whose days do not overlap, so that each says something new. */
export function apart(trial: ScoreTrial, before: readonly ScoreTrial[]): readonly ScoreTrial[] {
  const kept = [trial];
  for (const one of before.toSorted((a, b) => b.asOfDay - a.asOfDay)) {
    if (kept.length === trialsMax) break;
    if (one.asOfDay <= kept.at(-1)!.asOfDay - trialDays) kept.push(one);
  }
  return kept;
}

/** The mean of independent differences. */
export function pooled(differences: readonly AucDifference[]): AucDifference {
  const [sum, squares] = differences.reduce(
    ([total, variance], { difference, standardError }) => [total + difference, variance + standardError ** 2],
    [0, 0],
  );
  const count = Math.max(differences.length, 1);
  return { difference: sum / count, standardError: Math.sqrt(squares) / count };
}
