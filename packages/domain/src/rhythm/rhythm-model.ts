import type { Rhythm } from './mbg-nbd.ts';

/**
 * A model of how customers buy and drop out, in one shape, so that models can be judged alike. Time is in weeks; T is since
 * the first purchase day, at least `tx`. All answers are finite for x up to 10,000 and T up to 50 years.
 */
export interface RhythmModel<Parameters> {
  /** Of having bought on just these days: the natural logarithm of a density. */
  logLikelihood(parameters: Parameters, rhythm: Rhythm, T: number): number;
  pAlive(parameters: Parameters, rhythm: Rhythm, T: number): number;
  /** Repeat purchase days within the next `horizon` weeks. */
  expectedPurchases(parameters: Parameters, rhythm: Rhythm, T: number, horizon: number): number;
  /** P(buys at least once within the next `horizon` weeks). */
  pBuysWithin(parameters: Parameters, rhythm: Rhythm, T: number, horizon: number): number;
  /**
   * Discounted expected residual transactions: what is still to be bought, ever, each purchase day worth e^(-discount · t)
   * after t weeks.
   *
   * @param discount per week, continuously compounded, above 0; of a yearly rate d it is log(1 + d) / (365 / 7)
   */
  dert(parameters: Parameters, rhythm: Rhythm, T: number, discount: number): number;
}
