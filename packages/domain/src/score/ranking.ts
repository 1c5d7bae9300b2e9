import { rhythmOf } from '../lifecycle/deadlines.ts';
import type { Calibration } from '../lifecycle/parameters.ts';
import { returnDays, rhythmReturnChance } from '../lifecycle/return-chance.ts';
import { countedDaysOf } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { expectedPurchases } from '../rhythm/expected-purchases.ts';
import { corrected, type IsotonicTable } from '../rhythm/isotonic-table.ts';
import type { Rhythm, RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { Day } from '../time/calendar.ts';
import { type ChanceReason, reasonsOf } from './reasons.ts';
import { contributionsOf, probabilityOf, type Score, scoreOf } from './score.ts';
import { scoreStandingAt } from './score-standing.ts';

/** What orders customers by how likely they are to buy, and the chance that goes with each place in that order. */
export interface Ranking {
  /** Null: the rhythm's expected purchases rank, as no learnt score was shown to rank better. */
  readonly score: Score | null;
  /** From the rank to P(buys within 180 days). */
  readonly chances: IsotonicTable;
}

/**
 * Orders customers by how likely they are to buy: by the learnt score, else by the rhythm.
 *
 * @param history of who has bought
 * @param day of whose end, not before the last purchase
 * @returns between 0 and 1; null where the score tells nothing, as of who has given back all that was bought
 */
export function rankOf(
  history: PurchaseHistory,
  day: Day,
  calibration: Pick<Calibration, 'rhythm' | 'pmgEdges'>,
  score: Score | null,
): number | null {
  if (score !== null) return scoreOf(history, day, calibration, score);
  const days = countedDaysOf(history);
  return rhythmRank(calibration.rhythm, rhythmOf(days), (day - days.firstDay) / 7);
}

/**
 * The purchases to be expected within 180 days, as the chance of one if they came at random. They rank better than the chance of one that
 * the rhythm foretells (docs/evaluation.md).
 *
 * @param T weeks since the first purchase day
 */
export function rhythmRank(parameters: RhythmParameters, rhythm: Rhythm, T: number): number {
  return -Math.expm1(-expectedPurchases(parameters, rhythm, T, returnDays / 7));
}

/** How likely a purchase is if nothing is done. */
export interface ChanceToBuy {
  /** P(buys within 180 days): what is shown, ranked and explained. As the rhythm and its table have it, on average of those who rank alike. */
  readonly pBuysWithin180Days: number;
  /** What that rests on, the weightiest first; none where no learnt score ranks. */
  readonly reasons: readonly ChanceReason[];
}

/**
 * @param history of who has bought
 * @param day of whose end, not before the last purchase
 */
export function chanceToBuy(calibration: Omit<Calibration, 'version'>, history: PurchaseHistory, day: Day): ChanceToBuy {
  const { ranking } = calibration;
  const score = ranking?.score ?? null;
  const standing = score === null ? null : scoreStandingAt(history, day, score.lookBackDays);
  if (ranking === null || score === null || standing === null) {
    return { pBuysWithin180Days: returnChance(calibration, history, day), reasons: [] };
  }
  const contributions = contributionsOf(standing, calibration, score);
  return {
    pBuysWithin180Days: corrected(ranking.chances, probabilityOf(contributions, score)),
    reasons: reasonsOf(contributions, standing),
  };
}

/** The chance alone: as `chanceToBuy` has it. */
export function returnChance(calibration: Omit<Calibration, 'version'>, history: PurchaseHistory, day: Day): number {
  const { ranking } = calibration;
  const rank = ranking === null ? null : rankOf(history, day, calibration, ranking.score);
  if (ranking !== null && rank !== null) return corrected(ranking.chances, rank);
  const days = countedDaysOf(history);
  return rhythmReturnChance(calibration, rhythmOf(days), (day - days.firstDay) / 7);
}
