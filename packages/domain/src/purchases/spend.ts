import gammaln from '@stdlib/math-base-special-gammaln';

/**
 * Gamma-gamma parameters of what customers spend on a purchase day: Fader & Hardie (2013), "The gamma-gamma model of monetary
 * value". `p` above 0, `q` above 1 (else the mean over all customers is infinite), `gammaMinor` in minor units of the
 * reporting currency.
 */
export interface SpendParameters {
  readonly p: number;
  readonly q: number;
  readonly gammaMinor: number;
}

/**
 * What a customer is expected to spend on a purchase day, minor units: equation (5), the mean of the customer's own days drawn
 * towards that of all customers, the less the more days there are.
 *
 * @param meanMinor net revenue of a purchase day of this customer, the mean over `days` of them
 * @param spend null: the mean itself
 */
export function expectedSpendMinor(meanMinor: number, days: number, spend: SpendParameters | null): number {
  if (spend === null) return meanMinor;
  const { p, q, gammaMinor } = spend;
  return (p * (gammaMinor + days * meanMinor)) / (p * days + q - 1);
}

/**
 * Log of the density of a customer's mean over some days: equation (1a).
 *
 * @param meanMinor above 0
 * @param days at least 1
 */
export function spendLogLikelihood({ p, q, gammaMinor }: SpendParameters, meanMinor: number, days: number): number {
  const shape = p * days;
  const logTerms = gammaln(shape + q) - gammaln(shape) - gammaln(q) - Math.log(meanMinor);
  // Logs of the shares of total and γ in their sum, neither of them from the other.
  const perTotal = gammaMinor / (days * meanMinor);
  return logTerms - shape * Math.log1p(perTotal) - q * Math.log1p(1 / perTotal);
}
