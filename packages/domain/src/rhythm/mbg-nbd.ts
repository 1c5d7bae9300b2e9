/**
 * The MBG/NBD model of how a customer buys and dies: Batislam, Denizel & Filiztekin (2007), "Empirical validation and
 * comparison of models for customer base analysis", International Journal of Research in Marketing 24(3), 201-209.
 */
import { type Living, pLivingBuysWithin } from './beta-geometric.ts';
import type { BetaGeometricParameters } from './beta-geometric-likelihood.ts';

/** MBG/NBD parameters. */
export type RhythmParameters = BetaGeometricParameters;

/** What the model looks at: days counted once each, time in weeks since the first of them. */
export interface Rhythm {
  /** Repeat purchase days (all but the first). */
  readonly x: number;
  /** From the first purchase day to the last, in weeks. */
  readonly tx: number;
}

/**
 * P(alive) after T weeks: appendix A, equation (5).
 *
 * @param T weeks since the first purchase day, at least `tx`
 */
export function pAlive({ r, alpha, a, b }: RhythmParameters, { x, tx }: Rhythm, T: number): number {
  return 1 / (1 + (a / (b + x)) * ((alpha + T) / (alpha + tx)) ** (r + x));
}

/**
 * P(alive) of somebody who has just made the first purchase, the least that P(alive) is on any purchase day: whoever
 * buys again has it at (b + x) / (a + b + x).
 */
export function pAliveAtFirstPurchase({ a, b }: RhythmParameters): number {
  return b / (a + b);
}

/**
 * When P(alive) falls to the threshold: `pAlive` solved for T. May be beyond all bounds, even Infinity, with a small r.
 *
 * @param threshold above 0 and below `pAliveAtFirstPurchase`
 * @returns weeks since the first purchase day, more than `tx`
 */
export function crossing({ r, alpha, a, b }: RhythmParameters, { x, tx }: Rhythm, threshold: number): number {
  return (alpha + tx) * ((1 / threshold - 1) * ((b + x) / a)) ** (1 / (r + x)) - alpha;
}

/** What is known after T weeks of somebody who is still alive: the first purchase, too, is survived. */
export function livingAt({ r, alpha, a, b }: RhythmParameters, { x }: Rhythm, T: number): Living {
  return { shape: r + x, rate: alpha + T, a, survived: b + x + 1 };
}

/** P(buys at least once within the next `horizon` weeks). */
export function pBuysWithin(parameters: RhythmParameters, rhythm: Rhythm, T: number, horizon: number): number {
  return pAlive(parameters, rhythm, T) * pLivingBuysWithin(livingAt(parameters, rhythm, T), horizon);
}
