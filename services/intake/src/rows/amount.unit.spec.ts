import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from './amount.ts';

/** A currency of each exponent, and how many minor units its unit has. */
const currencies = [
  { currency: 'JPY', digits: 0 },
  { currency: 'EUR', digits: 2 },
  { currency: 'TND', digits: 3 },
  { currency: 'UYW', digits: 4 },
] as const;

describe('An amount', () => {
  it('is what whole numbers of any size make of its digits', () => {
    const amounts = fc.record({
      of: fc.constantFrom(...currencies),
      whole: fc.bigInt({ min: 0n, max: 900_000_000_000n }),
      fraction: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
      sign: fc.constantFrom('', '-', '+'),
    });
    fc.assert(
      fc.property(amounts, ({ of: { currency, digits }, whole, fraction, sign }) => {
        const kept = fraction.slice(0, digits);
        const text = `${sign}${whole}${kept.length === 0 ? '' : `.${kept.join('')}`}`;
        const scaled = whole * 10n ** BigInt(digits) + BigInt(`0${kept.join('')}`) * 10n ** BigInt(digits - kept.length);
        expect(BigInt(parseAmount(text, currency))).toBe(sign === '-' ? -scaled : scaled);
      }),
    );
  });

  it.each([
    ['19.99', 'EUR', 1_999],
    ['0.07', 'EUR', 7],
    ['12.5', 'EUR', 1_250],
    [' 12 ', 'EUR', 1_200],
    ['007', 'JPY', 7],
    ['0', 'EUR', 0],
    ['-0.00', 'EUR', 0],
  ])('%j %s is %d in minor units', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it('may have zeros that its currency does not count', () => {
    expect(parseAmount('100.00', 'JPY')).toBe(100);
    expect(parseAmount('1.5000', 'EUR')).toBe(150);
  });

  it('is not rounded', () => {
    expect(() => parseAmount('1.005', 'EUR')).toThrow('the amount 1.005 has 3 decimals; EUR has 2');
    expect(() => parseAmount('0.5', 'JPY')).toThrow('the amount 0.5 has 1 decimals; JPY has 0');
  });

  it.each(['', ' ', '1,50', '1.234,50', '1e3', '.5', '5.', '0x10', '12 EUR', 'NaN', '--1'])('is not guessed from %j', (text) => {
    expect(() => parseAmount(text, 'EUR')).toThrow('is no decimal number, such as 1234.50');
  });

  it('needs a currency that there is', () => {
    expect(() => parseAmount('1.00', 'EURO')).toThrow('"EURO" is no currency of ISO 4217');
  });

  it('is not larger than an integer can be exact', () => {
    expect(parseAmount('90071992547409.91', 'EUR')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => parseAmount('90071992547409.92', 'EUR')).toThrow('is larger than can be counted');
  });
});
