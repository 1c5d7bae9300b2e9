import type { PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';
import { type FeatureName, featuresOf, type ScoreScale } from './features.ts';
import { type ScoreStanding, scoreStandingAt } from './score-standing.ts';

/** One feature of a score: by how much each standard deviation above the mean raises the log-odds. */
interface ScoreTerm {
  readonly feature: FeatureName;
  readonly mean: number;
  /** Above 0. */
  readonly deviation: number;
  readonly weight: number;
}

/** A learnt score: logistic in the features, each standardised; what is not known of a customer counts as the mean. */
export interface Score {
  /** Days within which a purchase was looked for. */
  readonly labelDays: number;
  /** Days back to which single purchase days are looked at. */
  readonly lookBackDays: number;
  readonly intercept: number;
  /** One for each of `featureNames`, in their order. */
  readonly terms: readonly ScoreTerm[];
}

/**
 * P(buys within the label days), as the score has it: between 0 and 1. It ranks customers; what is said of a customer's chance is
 * `returnChance`, which ranks as it does.
 *
 * @param day of whose end, not before the last purchase
 * @param scale the calibration that the score was learnt with
 * @returns null for who has not bought, or of whom no purchase day counts
 */
export function scoreOf(history: PurchaseHistory, day: Day, scale: ScoreScale, score: Score): number | null {
  const standing = scoreStandingAt(history, day, score.lookBackDays);
  return standing === null ? null : scoreOfStanding(standing, scale, score);
}

export function scoreOfStanding(standing: ScoreStanding, scale: ScoreScale, score: Score): number {
  return probabilityOf(contributionsOf(standing, scale, score), score);
}

/** What each feature adds to the log-odds of somebody average in everything, in the order of `featureNames`. */
export function contributionsOf(standing: ScoreStanding, scale: ScoreScale, { terms }: Score): readonly number[] {
  const values = featuresOf(standing, scale);
  return terms.map((term, index) => contributionOf(term, values[index]!));
}

export function probabilityOf(contributions: readonly number[], { intercept }: Score): number {
  let logOdds = intercept;
  for (const contribution of contributions) logOdds += contribution;
  return 1 / (1 + Math.exp(-logOdds));
}

function contributionOf({ mean, deviation, weight }: ScoreTerm, value: number | null): number {
  return value === null ? 0 : (weight * (value - mean)) / deviation;
}
