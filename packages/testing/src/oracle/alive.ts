import type { Day, RhythmParameters } from '@ebb/domain';

/** A customer's buying rhythm over the whole history, as of the purchase that was judged last. */
export interface Rhythm {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Counted purchase days after the first. */
  readonly repeats: number;
}

const weeks = (days: number): number => days / 7;

/** P(alive) at the start of `day` (Batislam, Denizel & Filiztekin 2007, MBG/NBD). */
export function pAlive({ r, alpha, a, b }: RhythmParameters, { firstDay, lastDay, repeats }: Rhythm, day: Day): number {
  const quietFor = (alpha + weeks(day - firstDay)) / (alpha + weeks(lastDay - firstDay));
  return 1 / (1 + (a / (b + repeats)) * quietFor ** (r + repeats));
}

/** P(buys at least once in the `horizonDays` after the start of `day`). */
export function pBuysWithin(parameters: RhythmParameters, rhythm: Rhythm, day: Day, horizonDays: number): number {
  const { r, alpha } = parameters;
  const observed = alpha + weeks(day - rhythm.firstDay);
  const staysAway = (observed / (observed + weeks(horizonDays))) ** (r + rhythm.repeats);
  return pAlive(parameters, rhythm, day) * (1 - staysAway);
}
