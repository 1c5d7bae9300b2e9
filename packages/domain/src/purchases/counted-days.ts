import type { Day } from '../time/calendar.ts';
import { lastBoughtOf, spanOf } from './day-buckets.ts';
import type { PurchaseHistory } from './history.ts';

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
  const span = spanOf(buckets);
  return {
    count: (older?.count ?? 0) + (span?.count ?? 0),
    firstDay: older?.firstDay ?? span?.firstDay ?? acquiredDay!,
    lastDay: span?.lastDay ?? older?.lastDay ?? acquiredDay!,
  };
}

/** The last day with a purchase, refunded away or not, of a history that holds at least one. */
export const dayOfLastPurchase = ({ buckets }: PurchaseHistory): Day => lastBoughtOf(buckets)!;
