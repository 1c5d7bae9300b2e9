import { corrected } from '../rhythm/isotonic-table.ts';
import { pBuysWithin, type Rhythm } from '../rhythm/mbg-nbd.ts';
import type { Calibration } from './parameters.ts';

/** Days within which a purchase counts as a return; the chance of one is what is shown, ranked and explained. */
export const returnDays = 180;

/**
 * P(buys within 180 days) as the rhythm alone has it, corrected by what came of such chances before.
 *
 * @param T weeks since the first purchase day
 */
export function rhythmReturnChance(
  { rhythm: parameters, returnTable }: Pick<Calibration, 'rhythm' | 'returnTable'>,
  rhythm: Rhythm,
  T: number,
): number {
  const chance = pBuysWithin(parameters, rhythm, T, returnDays / 7);
  return returnTable === null ? chance : corrected(returnTable, chance);
}
