import { describe, expect, it } from 'vitest';
import { customerLifetimeValue, secondLifetimeValue } from './lifetime-value.ts';
import { pAlive, pBuysWithin } from './mbg-nbd.ts';
import { mbgNbd } from './mbg-nbd-model.ts';

const parameters = { r: 0.5248377256, alpha: 6.1829884791, a: 0.8913562809, b: 1.6140000257 };
/** 15 % a year. */
const discount = Math.log(1.15) / (365 / 7);
/** A margin of 12.00 a purchase day. */
const day = { marginPercent: 30, spendMinor: 4_000 };

describe('customer lifetime value', () => {
  it('is the margin on all that is still to be bought, discounted', () => {
    const dert = mbgNbd.dert(parameters, { x: 7, tx: 35 }, 38.86, discount);
    expect(customerLifetimeValue(day, dert)).toBeCloseTo(1_200 * dert, 9);
  });

  it('falls with silence', () => {
    const values = [35, 45, 60, 100].map((T) =>
      customerLifetimeValue(day, mbgNbd.dert(parameters, { x: 7, tx: 35 }, T, discount)),
    );
    expect(values).toEqual(values.toSorted((one, other) => other - one));
  });
});

describe('second lifetime value', () => {
  it('is what a living customer brings, times the chance of a return, and less than the lifetime value of one who is alive', () => {
    const [rhythm, T] = [{ x: 7, tx: 35 }, 90];
    const dertIfAlive = mbgNbd.dert(parameters, rhythm, T, discount) / pAlive(parameters, rhythm, T);
    const pReturns = pBuysWithin(parameters, rhythm, T, 180 / 7);
    const value = secondLifetimeValue(day, pReturns, dertIfAlive);
    expect(value).toBeCloseTo(1_200 * pReturns * dertIfAlive, 9);
    expect(value).toBeLessThan(customerLifetimeValue(day, dertIfAlive));
  });

  it('is nothing of who never returns', () => {
    expect(secondLifetimeValue(day, 0, 5)).toBe(0);
  });
});
