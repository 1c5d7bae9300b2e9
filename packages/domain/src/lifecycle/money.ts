/** An amount as a person says it: two digits, and nothing after the point. */
export type AboutAmount = (minor: number) => string;

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * @param locale BCP 47
 * @param minorDigits digits of the currency's minor unit by ISO 4217, which are not always those in which amounts are shown
 */
export function aboutAmounts(locale: string, currency: string, minorDigits: number): AboutAmount {
  const key = `${locale} ${currency}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      maximumSignificantDigits: 2,
      maximumFractionDigits: 0,
      roundingPriority: 'lessPrecision',
    });
    formatters.set(key, formatter);
  }
  const format = formatter;
  return (minor) => format.format(minor / 10 ** minorDigits);
}
