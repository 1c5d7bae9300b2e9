import type { Day } from '../time/calendar.ts';
import { nthLastCounted, spanOf, sumsBetween } from './day-buckets.ts';
import type { PurchaseHistory } from './history.ts';

/** Frequency and monetary of the window (d - windowDays, d]. */
export interface Window {
  /** Counted purchase days. */
  readonly frequency: number;
  /** Minor units, net of refunds, of all days whether they count or not; may be negative. */
  readonly monetaryMinor: number;
}

/**
 * What the window of a day holds.
 *
 * @param day not before the last purchase
 */
export function windowOf({ buckets }: PurchaseHistory, day: Day, windowDays: number): Window {
  const { counted, netMinor } = sumsBetween(buckets, day - windowDays, day);
  return { frequency: counted, monetaryMinor: netMinor };
}

/**
 * The first day whose window holds fewer than `daysMin` of the days counted now, or one before the last purchase where that was so
 * already; null where there never were so many.
 */
export function dayOfFading({ older, buckets }: PurchaseHistory, daysMin: number, windowDays: number): Day | null {
  const day = nthLastCounted(buckets, daysMin);
  if (day !== null) return day + windowDays;
  const counted = spanOf(buckets)?.count ?? 0;
  return older !== null && older.count + counted >= daysMin ? older.lastDay + windowDays : null;
}
