/** Money in minor units; what a customer brings is the margin on what is spent on purchase days. */
export interface DayValue {
  readonly marginPercent: number;
  /** Expected spend of a purchase day. */
  readonly spendMinor: number;
}

/**
 * What a customer is still expected to bring, discounted to today: Fader, Hardie & Lee (2005), "RFM and CLV: using iso-value
 * curves for customer base analysis", Journal of Marketing Research 42(4), 415-430, equation (1), of what is still to come.
 *
 * @param dert discounted expected residual transactions
 */
export function customerLifetimeValue({ marginPercent, spendMinor }: DayValue, dert: number): number {
  return (marginPercent / 100) * spendMinor * dert;
}

/**
 * Second lifetime value of somebody who has gone: what is expected from the return on, if there is one (Stauss & Friege 1999,
 * Journal of Service Research 1(4), 347-361). Whoever returns is alive.
 *
 * @param pReturns probability of a purchase within the time in which a return is awaited
 * @param purchasesIfAlive of somebody with this history known to be alive: those of a year, or discounted, of all time
 */
export function secondLifetimeValue(day: DayValue, pReturns: number, purchasesIfAlive: number): number {
  return customerLifetimeValue(day, pReturns * purchasesIfAlive);
}
