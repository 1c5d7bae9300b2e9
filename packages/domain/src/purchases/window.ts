import type { Day } from '../time/calendar.ts';
import { isCounted, type PurchaseHistory } from './history.ts';

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
  let frequency = 0;
  let monetaryMinor = 0;
  for (const bucket of buckets) {
    if (bucket.day <= day - windowDays || bucket.day > day) continue;
    if (isCounted(bucket)) frequency += 1;
    monetaryMinor += bucket.grossMinor - bucket.refundedMinor;
  }
  return { frequency, monetaryMinor };
}

/**
 * The first day whose window holds fewer than `daysMin` of the days counted now, or one before the last purchase where that was so
 * already; null where there never were so many.
 */
export function dayOfFading({ older, buckets }: PurchaseHistory, daysMin: number, windowDays: number): Day | null {
  let counted = 0;
  for (let index = buckets.length - 1; index >= 0; index -= 1) {
    const bucket = buckets[index]!;
    if (isCounted(bucket)) counted += 1;
    if (counted === daysMin) return bucket.day + windowDays;
  }
  return older !== null && older.count + counted >= daysMin ? older.lastDay + windowDays : null;
}
