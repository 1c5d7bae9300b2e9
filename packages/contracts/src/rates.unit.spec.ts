import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minorDigitsOf } from './currencies.ts';
import { convertMinor, rateOn } from './rates.ts';

describe('the minor unit of a currency is that of ISO 4217', () => {
  test.each([
    ['USD', 2],
    ['JPY', 0],
    ['TND', 3],
    ['CLF', 4],
    ['HUF', 2],
    ['COP', 2],
    ['XCG', 2],
    ['DEM', undefined],
    ['usd', undefined],
    ['constructor', undefined],
  ])('%s: %s digits', (currency, digits) => {
    expect(minorDigitsOf(currency)).toBe(digits);
  });
});

describe('a rate holds from its day until the next one', () => {
  const rates = {
    USD: [
      { from: '2026-01-01', rate: '0.9231' },
      { from: '2026-02-01', rate: '0.9304' },
    ],
  };
  test.each([
    ['2025-12-31', undefined],
    ['2026-01-01', '0.9231'],
    ['2026-01-31', '0.9231'],
    ['2026-02-01', '0.9304'],
    ['2030-01-01', '0.9304'],
  ])('%s: %s', (day, rate) => {
    expect(rateOn(rates, 'USD', day)).toBe(rate);
  });

  test('another currency has none', () => {
    expect(rateOn(rates, 'JPY', '2026-01-01')).toBeUndefined();
    expect(rateOn(rates, 'toString', '2026-01-01')).toBeUndefined();
  });
});

describe('an amount is converted exactly', () => {
  test.each([
    [1_000, '0.9231', 'USD', 'EUR', 923, '9.231 EUR'],
    [100, '0.0061', 'JPY', 'EUR', 61, 'from 0 digits to 2'],
    [12_345, '0.2957', 'TND', 'EUR', 365, '3.6504… EUR, from 3 digits to 2'],
    [1_000, '3.3818', 'EUR', 'TND', 33_818, 'from 2 digits to 3'],
    [1_000, '163.5', 'EUR', 'JPY', 1_635, 'from 2 digits to 0'],
    [9_007_199_254_740, '1', 'USD', 'EUR', 9_007_199_254_740, 'one to one'],
  ])('%d at %s from %s to %s is %d (%s)', (amount, rate, from, to, converted) => {
    expect(convertMinor(amount, rate, from, to)).toBe(converted);
  });

  test.each([
    [1, 0],
    [3, 2],
    [5, 2],
    [7, 4],
  ])('half of %d is %d: a half goes to the even neighbour', (amount, half) => {
    expect(convertMinor(amount, '0.5', 'USD', 'EUR')).toBe(half);
  });

  test('is off by half a minor unit at most', () => {
    const rate = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 999_999 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), rate, (amount, [whole, millionths]) => {
        const converted = convertMinor(amount, `${whole}.${String(millionths).padStart(6, '0')}`, 'USD', 'EUR');
        const error = BigInt(amount) * BigInt(whole * 1_000_000 + millionths) - BigInt(converted) * 1_000_000n;
        expect(Math.abs(Number(error))).toBeLessThanOrEqual(500_000);
      }),
    );
  });
});
