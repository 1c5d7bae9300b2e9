import type { Day } from '../time/calendar.ts';
import { type CountedSpan, changeDay, type DayBuckets, daysFrom, listOf, noDays, withoutUpTo } from './day-buckets.ts';

/** What a purchase day was about. */
export interface CategoryDay {
  readonly day: Day;
  /** Without repeats, sorted, at most `dayCategoriesMax`. */
  readonly categories: readonly string[];
}

export interface PurchaseHistory {
  /** The day of the first purchase ever seen; null before any. */
  readonly acquiredDay: Day | null;
  /** Counted purchase days that have left the window. */
  readonly older: CountedSpan | null;
  /** All in the window of the last purchase, or refunds after it in the window of the last refund. */
  readonly buckets: DayBuckets;
  /** The latest purchase days whose categories are known, ascending, at most `categoryDaysMax`. */
  readonly categoryDays: readonly CategoryDay[];
}

export const categoryDaysMax = 16;
export const dayCategoriesMax = 64;

export const emptyHistory: PurchaseHistory = { acquiredDay: null, older: null, buckets: noDays, categoryDays: [] };

/**
 * The history with a purchase on a day not before any purchase in it; days that leave its window go into the summary.
 * Only purchases trim: an alert states the window of the last purchase, and later refunds may not take days out of it.
 *
 * @param categories of what was bought; none where they are not known
 */
export function addPurchase(
  history: PurchaseHistory,
  day: Day,
  amountMinor: number,
  windowDays: number,
  categories: readonly string[],
): PurchaseHistory {
  const { acquiredDay, older, buckets } = trim(history, day - windowDays);
  return {
    acquiredDay: acquiredDay ?? day,
    older,
    buckets: changeDay(buckets, { day, bought: true, grossMinor: amountMinor, refundedMinor: 0 }),
    categoryDays: addCategories(history.categoryDays, day, categories),
  };
}

/** The history with a refund of what was bought on a day, which then still has to be in the window. */
export function addRefund(history: PurchaseHistory, day: Day, amountMinor: number): PurchaseHistory {
  const buckets = changeDay(history.buckets, { day, bought: false, grossMinor: 0, refundedMinor: amountMinor });
  return { ...history, buckets };
}

/**
 * The history without the refunds up to and including `lastDayOut` that came after the last purchase: no window holds them any
 * more, neither that of the last purchase nor one to come, and without a purchase nothing else would let go of them.
 */
export function withoutPastRefunds(history: PurchaseHistory, lastDayOut: Day): PurchaseHistory {
  const { last } = history.buckets;
  if (last === null || last.bought) return history;
  const list = listOf(history.buckets);
  const lastBought = list.findLastIndex(({ bought }) => bought);
  const kept = list.filter(({ day }, index) => index <= lastBought || day > lastDayOut);
  return kept.length === list.length ? history : { ...history, buckets: daysFrom(kept) };
}

function addCategories(days: readonly CategoryDay[], day: Day, categories: readonly string[]): readonly CategoryDay[] {
  if (categories.length === 0) return days;
  const last = days.at(-1);
  const isNew = last?.day !== day;
  const merged = isNew ? categories : [...new Set([...last.categories, ...categories])].toSorted();
  const kept = isNew ? days : days.slice(0, -1);
  return [...kept, { day, categories: merged.slice(0, dayCategoriesMax) }].slice(-categoryDaysMax);
}

/** The history without buckets up to and including `lastDayOut`; those that count are summed up. */
function trim(history: PurchaseHistory, lastDayOut: Day): PurchaseHistory {
  const { days, out } = withoutUpTo(history.buckets, lastDayOut);
  if (days === history.buckets) return history;
  return { ...history, older: together(history.older, out), buckets: days };
}

function together(older: CountedSpan | null, later: CountedSpan | null): CountedSpan | null {
  if (older === null || later === null) return older ?? later;
  return { count: older.count + later.count, firstDay: older.firstDay, lastDay: later.lastDay };
}
