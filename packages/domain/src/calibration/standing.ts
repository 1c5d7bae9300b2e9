import { isCounted, listOf } from '../purchases/day-buckets.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';

/** What a history tells of a customer at the end of a day. */
export interface Standing {
  /** Repeat purchase days. */
  readonly x: number;
  /** Days from the first counted purchase day to the last. */
  readonly txDays: number;
  /** Days from the first counted purchase day to the day of the standing. */
  readonly TDays: number;
  /** Counted purchase days in the window. */
  readonly frequency: number;
  /** Net revenue of the window, minor units. */
  readonly monetaryMinor: number;
  /** Net revenue of the counted days alone, minor units. */
  readonly spentMinor: number;
}

/**
 * As the deadlines see it, so that what is fitted is what it is used for. Looks back exactly by as much as the history keeps day
 * by day: a window before its last purchase. Of a day before it, refunds that came later are known already.
 *
 * @returns null for a customer who had not bought by then, or of whom no day counts
 */
export function standingAt({ older, buckets }: PurchaseHistory, day: Day, windowDays: number): Standing | null {
  let count = older?.count ?? 0;
  let firstDay = older?.firstDay ?? null;
  let lastDay = older?.lastDay ?? null;
  let [frequency, monetaryMinor, spentMinor] = [0, 0, 0];
  for (const bucket of listOf(buckets)) {
    if (bucket.day > day) break;
    const netMinor = bucket.grossMinor - bucket.refundedMinor;
    const isInside = bucket.day > day - windowDays;
    if (isInside) monetaryMinor += netMinor;
    if (!isCounted(bucket)) continue;
    count += 1;
    firstDay ??= bucket.day;
    lastDay = bucket.day;
    if (!isInside) continue;
    frequency += 1;
    spentMinor += netMinor;
  }
  if (firstDay === null || lastDay === null || lastDay > day) return null;
  return { x: count - 1, txDays: lastDay - firstDay, TDays: day - firstDay, frequency, monetaryMinor, spentMinor };
}

/** Whether the customer bought after a day, up to and including another. */
export function boughtBetween({ buckets }: PurchaseHistory, after: Day, until: Day): boolean {
  return listOf(buckets).some((bucket) => bucket.day > after && bucket.day <= until && isCounted(bucket));
}
