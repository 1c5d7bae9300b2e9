/** Dated exchange rates and exact conversion. */
import { minorDigitsOf } from './currencies.ts';

/** What one unit of a currency is worth from a day on, in units of the reporting currency. */
export interface DatedRate {
  /** `yyyy-mm-dd`, in the business time zone; it holds until the next one. */
  readonly from: string;
  /** Exact decimal, such as "1.0834"; above 0. */
  readonly rate: string;
}

/** By currency, ascending by day. */
export type Rates = Readonly<Record<string, readonly DatedRate[]>>;

/** The rate that holds on a day (`yyyy-mm-dd`), as an exact decimal; undefined before the first one. */
export const rateOn = (rates: Rates, currency: string, day: string): string | undefined =>
  (Object.hasOwn(rates, currency) ? rates[currency] : undefined)?.findLast(({ from }) => from <= day)?.rate;

/**
 * Minor units of one currency in minor units of another, rounded half to even.
 * @param rate units of `to` for one unit of `from`, an exact decimal
 * @param from @param to currencies that ISO 4217 knows
 */
export function convertMinor(amountMinor: number, rate: string, from: string, to: string): number {
  const [whole, fraction = ''] = rate.split('.') as [string, string?];
  const shift = (minorDigitsOf(to) as number) - (minorDigitsOf(from) as number) - fraction.length;
  const product = BigInt(amountMinor) * BigInt(whole + fraction);
  if (shift >= 0) return Number(product * 10n ** BigInt(shift));
  return Number(divideHalfEven(product, 10n ** BigInt(-shift)));
}

/** @param dividend at least 0 @param divisor above 0 */
function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}
