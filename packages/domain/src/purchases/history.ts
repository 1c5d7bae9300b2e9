import type { Day } from '../time/calendar.ts';

/** One calendar day with purchases or refunds. Amounts: integers in minor units of the reporting currency. */
export interface DayBucket {
  readonly day: Day;
  /** Whether the day saw a purchase at all (a refund alone opens a bucket too). */
  readonly bought: boolean;
  readonly grossMinor: number;
  readonly refundedMinor: number;
}

/** Counted purchase days that have left the window. */
export interface OlderDays {
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** What a purchase day was about. */
export interface CategoryDay {
  readonly day: Day;
  /** Without repeats, sorted, at most `dayCategoriesMax`. */
  readonly categories: readonly string[];
}

export interface PurchaseHistory {
  /** The day of the first purchase ever seen; null before any. */
  readonly acquiredDay: Day | null;
  readonly older: OlderDays | null;
  /** Ascending by day; all in the window of the last purchase, or refunds after it in the window of the last refund. */
  readonly buckets: readonly DayBucket[];
  /** The latest purchase days whose categories are known, ascending, at most `categoryDaysMax`. */
  readonly categoryDays: readonly CategoryDay[];
}

export const categoryDaysMax = 16;
export const dayCategoriesMax = 64;

export const emptyHistory: PurchaseHistory = { acquiredDay: null, older: null, buckets: [], categoryDays: [] };

/** Whether the bucket is a purchase day: bought, and not refunded away. A day bought at price 0 stays. */
export function isCounted({ bought, grossMinor, refundedMinor }: DayBucket): boolean {
  return bought && (grossMinor === 0 || grossMinor > refundedMinor);
}

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
  const lastBought = history.buckets.findLastIndex(({ bought }) => bought);
  return { ...history, buckets: history.buckets.filter(({ day }, index) => index <= lastBought || day > lastDayOut) };
}

function addCategories(days: readonly CategoryDay[], day: Day, categories: readonly string[]): readonly CategoryDay[] {
  if (categories.length === 0) return days;
  const last = days.at(-1);
  const isNew = last?.day !== day;
  const merged = isNew ? categories : [...new Set([...last.categories, ...categories])].toSorted();
  const kept = isNew ? days : days.slice(0, -1);
  return [...kept, { day, categories: merged.slice(0, dayCategoriesMax) }].slice(-categoryDaysMax);
}

/** One copy of the buckets, with the change added to its day. */
function changeDay(buckets: readonly DayBucket[], change: DayBucket): readonly DayBucket[] {
  const at = buckets.findLastIndex((bucket) => bucket.day <= change.day);
  const bucket = buckets[at];
  if (bucket?.day !== change.day) return buckets.toSpliced(at + 1, 0, change);
  return buckets.with(at, {
    day: bucket.day,
    bought: bucket.bought || change.bought,
    grossMinor: bucket.grossMinor + change.grossMinor,
    refundedMinor: bucket.refundedMinor + change.refundedMinor,
  });
}

/** The history without buckets up to and including `lastDayOut`; those that count are summed up. */
function trim(history: PurchaseHistory, lastDayOut: Day): PurchaseHistory {
  let { older } = history;
  let out = 0;
  for (const bucket of history.buckets) {
    if (bucket.day > lastDayOut) break;
    out += 1;
    if (isCounted(bucket)) {
      older = { count: (older?.count ?? 0) + 1, firstDay: older?.firstDay ?? bucket.day, lastDay: bucket.day };
    }
  }
  return out === 0 ? history : { ...history, older, buckets: history.buckets.slice(out) };
}
