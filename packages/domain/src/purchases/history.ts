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

export interface PurchaseHistory {
  /** The day of the first purchase ever seen; null before any. */
  readonly acquiredDay: Day | null;
  readonly older: OlderDays | null;
  /** Ascending by day; all in the window of the last purchase, or refunds after it. */
  readonly buckets: readonly DayBucket[];
}

export const emptyHistory: PurchaseHistory = { acquiredDay: null, older: null, buckets: [] };

/** Whether the bucket is a purchase day: bought, and not refunded away. A day bought at price 0 stays. */
export function isCounted({ bought, grossMinor, refundedMinor }: DayBucket): boolean {
  return bought && (grossMinor === 0 || grossMinor > refundedMinor);
}

/**
 * The history with a purchase on a day not before any purchase in it; days that leave its window go into the summary.
 * Only purchases trim: an alert states the window of the last purchase, and later refunds may not take days out of it.
 */
export function addPurchase(history: PurchaseHistory, day: Day, amountMinor: number, windowDays: number): PurchaseHistory {
  const { acquiredDay, older, buckets } = trim(history, day - windowDays);
  return {
    acquiredDay: acquiredDay ?? day,
    older,
    buckets: changeDay(buckets, { day, bought: true, grossMinor: amountMinor, refundedMinor: 0 }),
  };
}

/** The history with a refund of what was bought on a day, which then still has to be in the window. */
export function addRefund(history: PurchaseHistory, day: Day, amountMinor: number): PurchaseHistory {
  const { acquiredDay, older, buckets } = history;
  return {
    acquiredDay,
    older,
    buckets: changeDay(buckets, { day, bought: false, grossMinor: 0, refundedMinor: amountMinor }),
  };
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
  return out === 0 ? history : { acquiredDay: history.acquiredDay, older, buckets: history.buckets.slice(out) };
}
