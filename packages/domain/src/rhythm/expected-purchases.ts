import { expectedPurchasesOfLiving } from './beta-geometric.ts';
import { livingAt, pAlive, type Rhythm, type RhythmParameters } from './mbg-nbd.ts';

/**
 * How many purchase days the MBG/NBD model expects: Wagner & Hoppe (2008), "Erratum on the MBG/NBD model", International
 * Journal of Research in Marketing 25(3), 225-226, equation (11).
 *
 * @param T weeks since the first purchase day, at least `tx`
 * @param horizon weeks
 */
export function expectedPurchases(parameters: RhythmParameters, rhythm: Rhythm, T: number, horizon: number): number {
  return pAlive(parameters, rhythm, T) * expectedPurchasesIfAlive(parameters, rhythm, T, horizon);
}

/** The same of somebody of whom it is known that he is alive after T weeks. */
export function expectedPurchasesIfAlive(parameters: RhythmParameters, rhythm: Rhythm, T: number, horizon: number): number {
  return expectedPurchasesOfLiving(livingAt(parameters, rhythm, T), horizon);
}
