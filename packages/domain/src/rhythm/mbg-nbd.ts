/**
 * The MBG/NBD model of how a customer buys and dies: Batislam, Denizel & Filiztekin (2007), "Empirical validation and
 * comparison of models for customer base analysis", International Journal of Research in Marketing 24(3), 201-209.
 */

/** MBG/NBD parameters, all above 0; the unit of time is a week. */
export interface RhythmParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

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

/**
 * P(buys at least once within the next `horizon` weeks). The purchase rate of somebody alive at T is gamma distributed with
 * shape r + x and rate α + T, and death comes only with a purchase; so an alive customer buys nothing in H with
 * probability ((α + T) / (α + T + H)) ^ (r + x).
 */
export function pBuysWithin(parameters: RhythmParameters, rhythm: Rhythm, T: number, horizon: number): number {
  const { r, alpha } = parameters;
  return pAlive(parameters, rhythm, T) * (1 - ((alpha + T) / (alpha + T + horizon)) ** (r + rhythm.x));
}
