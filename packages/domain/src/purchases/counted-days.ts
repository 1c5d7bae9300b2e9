import type { Day } from '../time/calendar.ts';
import { isCounted, type PurchaseHistory } from './history.ts';

/** The counted purchase days of the whole history. */
export interface CountedDays {
  /** 0 where every day was refunded away. */
  readonly count: number;
  /** The day of the first purchase ever seen where none counts. */
  readonly firstDay: Day;
  /** The day of the first purchase ever seen where none counts. */
  readonly lastDay: Day;
}

/** The counted days of a history that holds at least one purchase. */
export function countedDaysOf({ acquiredDay, older, buckets }: PurchaseHistory): CountedDays {
  let count = older?.count ?? 0;
  let firstDay = older?.firstDay ?? null;
  let lastDay = older?.lastDay ?? null;
  for (const bucket of buckets) {
    if (!isCounted(bucket)) continue;
    count += 1;
    firstDay ??= bucket.day;
    lastDay = bucket.day;
  }
  return { count, firstDay: firstDay ?? acquiredDay!, lastDay: lastDay ?? acquiredDay! };
}

/** The last day with a purchase, refunded away or not, of a history that holds at least one. */
export function dayOfLastPurchase({ buckets }: PurchaseHistory): Day {
  return buckets.findLast((bucket) => bucket.bought)!.day;
}
