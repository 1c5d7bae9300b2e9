import currencyCodes from 'currency-codes';

/** Codes that ISO 4217 has gained since the package's list, which is of June 2024. */
const sinceThen: ReadonlyMap<string, number> = new Map([['XCG', 2]]);

const exponents: ReadonlyMap<string, number> = new Map([
  ...currencyCodes.data.map(({ code, digits }): [string, number] => [code, digits]),
  ...sinceThen,
]);

/**
 * Digits of a currency's minor unit by ISO 4217, such as 0 for JPY and 3 for TND; undefined where there is no such currency.
 * `Intl` would not do: it gives the digits in which CLDR shows an amount (HUF 0, COP 0), not those in which shops count.
 */
export const minorDigitsOf = (currency: string): number | undefined => exponents.get(currency);
