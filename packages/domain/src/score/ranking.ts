import { rhythmOf } from '../lifecycle/deadlines.ts';
import type { Calibration } from '../lifecycle/parameters.ts';
import { returnDays, rhythmReturnChance } from '../lifecycle/return-chance.ts';
import { countedDaysOf } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { expectedPurchases } from '../rhythm/expected-purchases.ts';
import { corrected, type IsotonicTable } from '../rhythm/isotonic-table.ts';
import type { Rhythm, RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { Day } from '../time/calendar.ts';
import { type Score, scoreOf } from './score.ts';

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

/**
 * P(buys within 180 days): what is shown, ranked and explained. As the rhythm and its table have it, on average of those who rank alike.
 *
 * @param history of who has bought
 * @param day of whose end, not before the last purchase
 */
export function returnChance(calibration: Omit<Calibration, 'version'>, history: PurchaseHistory, day: Day): number {
  const { ranking } = calibration;
  const rank = ranking === null ? null : rankOf(history, day, calibration, ranking.score);
  if (ranking !== null && rank !== null) return corrected(ranking.chances, rank);
  const days = countedDaysOf(history);
  return rhythmReturnChance(calibration, rhythmOf(days), (day - days.firstDay) / 7);
}
