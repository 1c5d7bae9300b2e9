import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPurchase, addRefund, categoryDaysMax, dayCategoriesMax, emptyHistory, type PurchaseHistory } from './history.ts';

const bought = (history: PurchaseHistory, day: number, ...categories: readonly string[]) =>
  addPurchase(history, day, 100, 365, categories);

describe('the categories of purchase days', () => {
  it('are those of all purchases of the day, sorted, each once', () => {
    const history = bought(bought(bought(emptyHistory, 1, 'b', 'c'), 1, 'a', 'c'), 2, 'd');
    expect(history.categoryDays).toEqual([
      { day: 1, categories: ['a', 'b', 'c'] },
      { day: 2, categories: ['d'] },
    ]);
  });

  it('leave out days of which nobody knows what was bought', () => {
    expect(bought(bought(emptyHistory, 1, 'a'), 2).categoryDays).toEqual([{ day: 1, categories: ['a'] }]);
  });

  it('stay when a day is refunded, or leaves the window', () => {
    const history = addRefund(bought(emptyHistory, 1, 'a'), 1, 100);
    expect(bought(history, 1_000, 'b').categoryDays.map(({ day }) => day)).toEqual([1, 1_000]);
  });

  it('never grow beyond their limits, and are the latest', () => {
    const anyDays = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.array(fc.string(), { maxLength: 100 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyDays, (days) => {
        const ascending = days.toSorted(([one], [other]) => one - other);
        const known = new Set(ascending.filter(([, categories]) => categories.length > 0).map(([day]) => day));
        const history = ascending.reduce((past, [day, categories]) => bought(past, day, ...new Set(categories)), emptyHistory);
        expect(history.categoryDays.map(({ day }) => day)).toEqual([...known].slice(-categoryDaysMax));
        expect(history.categoryDays.filter(({ categories }) => categories.length > dayCategoriesMax)).toEqual([]);
      }),
    );
  });
});
