import type { PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';
import type { FeatureName, ScoreScale } from './features.ts';
import { contributionsOf, type Score } from './score.ts';
import { type ScoreStanding, scoreStandingAt } from './score-standing.ts';

/** Why a customer is ranked so. */
export interface ScoreReason {
  readonly feature: FeatureName;
  /** Added to the log-odds of buying of somebody average in everything: above 0 speaks for buying. */
  readonly contribution: number;
  readonly text: string;
}

/** Less than this changes a chance by less than one part in twenty. */
const contributionMin = 0.05;

/**
 * What the score rests on for a customer, the weightiest first.
 *
 * @returns none for who has not bought
 */
export function reasonsOf(history: PurchaseHistory, day: Day, scale: ScoreScale, score: Score): readonly ScoreReason[] {
  const standing = scoreStandingAt(history, day, score.lookBackDays);
  if (standing === null) return [];
  return [...contributionsOf(standing, scale, score)]
    .filter(([, contribution]) => Math.abs(contribution) >= contributionMin)
    .toSorted(([, one], [, other]) => Math.abs(other) - Math.abs(one))
    .map(([feature, contribution]) => ({ feature, contribution, text: textOf[feature](standing) }));
}

const textOf: Readonly<Record<FeatureName, (standing: ScoreStanding) => string>> = {
  chance: () => 'the buying rhythm as a whole',
  repeats: ({ x }) => `has bought on ${days(x + 1)}`,
  silence: ({ TDays, txDays }) => `silent for ${days(TDays - txDays)}`,
  age: ({ TDays }) => `customer for ${days(TDays)}`,
  silenceOverGap: ({ x, txDays, TDays }) =>
    `silent for ${days(TDays - txDays)}, usually buys every ${days(Math.round(txDays / Math.max(x, 1)))}`,
  spend: () => 'spend on a purchase day',
  days90: ({ days90 }) => `bought on ${days(days90)} of the last 90`,
  days28: ({ days28 }) => `bought on ${days(days28)} of the last 28`,
  lastGap: ({ lastGapDays }) => `the last two purchases were ${days(lastGapDays ?? 0)} apart`,
  unevenness: () => 'how even the gaps between purchases are',
};

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
