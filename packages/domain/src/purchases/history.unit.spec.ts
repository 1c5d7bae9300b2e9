import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../time/calendar.ts';
import { countedDaysOf, dayOfLastPurchase } from './counted-days.ts';
import { listOf } from './day-buckets.ts';
import { addPurchase, addRefund, emptyHistory, type PurchaseHistory } from './history.ts';
import { dayOfFading, windowOf } from './window.ts';

const windowDays = 30;

interface Happening {
  readonly day: Day;
  readonly amountMinor: number;
  /** Days back to the day that is refunded; null for a purchase. */
  readonly refundedDaysAgo: number | null;
}

/** Half a year of purchases and refunds with a window of 30 days, so that much of it leaves the window. */
const anyLife: fc.Arbitrary<readonly Happening[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 180 }),
      amountMinor: fc.integer({ min: 0, max: 3 }),
      refundedDaysAgo: fc.option(fc.integer({ min: 0, max: windowDays - 1 }), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((life) => life.toSorted((one, other) => one.day - other.day))
  .filter((life) => life.some(({ refundedDaysAgo }) => refundedDaysAgo === null));

function fold(life: readonly Happening[]): PurchaseHistory {
  return life.reduce(
    (history, { day, amountMinor, refundedDaysAgo }) =>
      refundedDaysAgo === null
        ? addPurchase(history, day, amountMinor, windowDays, [])
        : addRefund(history, day - refundedDaysAgo, amountMinor + 1),
    emptyHistory,
  );
}

/** Gross and refunds of each day of a life, the plain way. */
function totals(life: readonly Happening[]): readonly { day: Day; bought: boolean; gross: number; refunded: number }[] {
  const days = [...new Set(life.map(({ day, refundedDaysAgo }) => day - (refundedDaysAgo ?? 0)))].toSorted((a, b) => a - b);
  const sum = (some: readonly Happening[]) => some.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return days.map((day) => {
    const purchases = life.filter((one) => one.refundedDaysAgo === null && one.day === day);
    const refunds = life.filter((one) => one.refundedDaysAgo !== null && one.day - one.refundedDaysAgo === day);
    return { day, bought: purchases.length > 0, gross: sum(purchases), refunded: sum(refunds) + refunds.length };
  });
}

const counts = ({ bought, gross, refunded }: { bought: boolean; gross: number; refunded: number }): boolean =>
  bought && !(gross > 0 && gross - refunded <= 0);

describe('a purchase history', () => {
  it('has the frequency and monetary of a count over all that happened', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const history = fold(life);
        const today = dayOfLastPurchase(history);
        const inWindow = totals(life).filter(({ day }) => day > today - windowDays && day <= today);
        expect(windowOf(history, today, windowDays)).toEqual({
          frequency: inWindow.filter(counts).length,
          monetaryMinor: inWindow.reduce((total, { gross, refunded }) => total + gross - refunded, 0),
        });
      }),
    );
  });

  it('knows number, first and last of all counted days, in the window or long out of it', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const days = totals(life)
          .filter(counts)
          .map(({ day }) => day);
        const acquired = life.find(({ refundedDaysAgo }) => refundedDaysAgo === null)!.day;
        expect(countedDaysOf(fold(life))).toEqual({
          count: days.length,
          firstDay: days[0] ?? acquired,
          lastDay: days.at(-1) ?? acquired,
        });
      }),
    );
  });

  it('keeps ascending days, each once, none out of the window of the last purchase', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const history = fold(life.slice(0, life.findLastIndex(({ refundedDaysAgo }) => refundedDaysAgo === null) + 1));
        const days = listOf(history.buckets).map(({ day }) => day);
        expect(days).toEqual([...new Set(days)].toSorted((one, other) => one - other));
        expect(days[0]).toBeGreaterThan(dayOfLastPurchase(history) - windowDays);
      }),
    );
  });

  it('fades on the first day whose window holds too few of its days', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 1, max: 5 }), (life, daysMin) => {
        const history = fold(life);
        const enoughOn = (day: Day) => windowOf(history, day, windowDays).frequency >= daysMin;
        const today = dayOfLastPurchase(history);
        const fading = dayOfFading(history, daysMin, windowDays);
        expect(fading !== null).toBe(countedDaysOf(history).count >= daysMin);
        fc.pre(fading !== null);
        expect(enoughOn(Math.max(fading, today))).toBe(false);
        // Where it holds too few on the day of the last purchase already, that was before.
        expect(enoughOn(today) ? enoughOn(fading - 1) : fading <= today).toBe(true);
      }),
    );
  });

  it('is left as it was by what is added: the new one is another', () => {
    const before = addPurchase(addPurchase(emptyHistory, 1, 100, windowDays, []), 2, 100, windowDays, []);
    const copy = structuredClone(before);
    addPurchase(before, 2, 50, windowDays, []);
    addPurchase(before, 40, 50, windowDays, []);
    addRefund(before, 1, 50);
    expect(before).toEqual(copy);
  });

  it('lets a refund lower revenue on a day without a purchase, which does not become a purchase day', () => {
    const history = addRefund(addPurchase(emptyHistory, 1, 100, windowDays, []), 2, 130);
    expect(windowOf(history, 2, windowDays)).toEqual({ frequency: 1, monetaryMinor: -30 });
  });
});
