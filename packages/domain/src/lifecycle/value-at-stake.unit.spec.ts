import { describe, expect, it } from 'vitest';
import { addPurchase, addRefund, emptyHistory } from '../purchases/history.ts';
import { expectedSpendMinor } from '../purchases/spend.ts';
import { expectedPurchases } from '../rhythm/expected-purchases.ts';
import { pAlive, pBuysWithin } from '../rhythm/mbg-nbd.ts';
import { anyContext, calibration } from './spec-support.ts';
import { valueAtStake } from './value-at-stake.ts';

const leaving = { phase: 'leaving', hasGivenNotice: false } as const;
const gone = { phase: 'gone', hasGivenNotice: false } as const;
const { rhythm } = calibration;
/** Buys for 20 on day 0 and for 40 on day 70. */
const purchases = addPurchase(addPurchase(emptyHistory, 0, 2_000, 365, []), 70, 4_000, 365, []);
const buying = { x: 1, tx: 10 };
/** On day 140, after 20 weeks. */
const alive = pAlive(rhythm, buying, 20);
const expected = expectedPurchases(rhythm, buying, 20, 365 / 7);

describe('the value at stake', () => {
  it('of who is leaving is the margin on what would be bought as if alive, less what is expected anyway', () => {
    expect(valueAtStake(leaving, purchases, 140, anyContext)).toBe(Math.round(0.3 * 3_000 * (expected / alive - expected)));
  });

  it('of who has gone is what a second lifetime is expected to bring', () => {
    const chance = pBuysWithin(rhythm, buying, 20, 180 / 7);
    expect(valueAtStake(gone, purchases, 140, anyContext)).toBe(Math.round((0.3 * 3_000 * chance * expected) / alive));
  });

  it('of who has given notice is all of that margin: nothing is expected any more, however short the silence', () => {
    const afterNotice = { phase: 'leaving', hasGivenNotice: true } as const;
    expect(valueAtStake(afterNotice, purchases, 140, anyContext)).toBe(Math.round((0.3 * 3_000 * expected) / alive));
  });

  it('draws what a purchase day brings towards that of all customers', () => {
    const spend = { p: 6.25, q: 3.74, gammaMinor: 1_544 };
    const context = { ...anyContext, calibration: { ...calibration, spend } };
    const drawn = expectedSpendMinor(3_000, 2, spend);
    expect(drawn).not.toBe(3_000);
    expect(valueAtStake(leaving, purchases, 140, context)).toBe(Math.round(0.3 * drawn * (expected / alive - expected)));
  });

  it('counts what was refunded, and only days that still count', () => {
    const refunded = addRefund(addRefund(purchases, 0, 500), 70, 4_000);
    const onlyFirst = addRefund(addPurchase(emptyHistory, 0, 2_000, 365, []), 0, 500);
    expect(valueAtStake(leaving, refunded, 140, anyContext)).toBe(valueAtStake(leaving, onlyFirst, 140, anyContext));
  });

  it('is nothing where all was refunded, never below', () => {
    expect(valueAtStake(leaving, addRefund(addRefund(purchases, 0, 2_000), 70, 4_000), 140, anyContext)).toBe(0);
    const free = addRefund(addPurchase(emptyHistory, 0, 0, 365, []), 0, 700);
    expect(valueAtStake(leaving, free, 140, anyContext)).toBe(0);
  });

  it('cannot be told without a calibration or a purchase', () => {
    expect(valueAtStake(leaving, purchases, 140, { ...anyContext, calibration: null })).toBeNull();
    expect(valueAtStake(leaving, emptyHistory, 140, anyContext)).toBeNull();
  });
});
