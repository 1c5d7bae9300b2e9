import { minorDigitsOf } from '@ebb/contracts';
import { BadCell } from './bad-cell.ts';

/**
 * Minor units of a decimal amount, digit by digit: no float comes near it.
 * @param text such as `12`, `12.5` or `-3.00`
 * @param currency ISO 4217
 * @throws {BadCell}
 */
export function parseAmount(text: string, currency: string): number {
  const digits = minorDigitsOf(currency);
  if (digits === undefined) throw new BadCell(`${JSON.stringify(currency)} is no currency of ISO 4217`);
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) throw new BadCell(`the amount ${JSON.stringify(text)} is no decimal number, such as 1234.50`);
  const [, sign, whole, fraction = ''] = match as unknown as [string, string, string, string?];
  // Zeros beyond the minor unit take nothing away: `100.00` yen are 100.
  if (/[1-9]/.test(fraction.slice(digits))) {
    throw new BadCell(`the amount ${text.trim()} has ${fraction.length} decimals; ${currency} has ${digits}`);
  }
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) throw new BadCell(`the amount ${text.trim()} is larger than can be counted`);
  return sign === '-' && minor !== 0 ? -minor : minor;
}
