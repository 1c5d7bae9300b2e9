import { isCounted, listOf } from '../purchases/day-buckets.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';

/** What the score looks at of a customer at the end of a day. Amounts in minor units, times in days. */
export interface ScoreStanding {
  /** Repeat purchase days. */
  readonly x: number;
  /** From the first counted purchase day to the last. */
  readonly txDays: number;
  /** From the first counted purchase day to the day of the standing. */
  readonly TDays: number;
  /** Counted purchase days of the last 28 and of the last 90 days. */
  readonly days28: number;
  readonly days90: number;
  /** Net revenue of a counted purchase day within the look-back, on average; null without one. */
  readonly spendMinor: number | null;
  /** Between the last two counted purchase days within the look-back; null with fewer. */
  readonly lastGapDays: number | null;
  /** Standard deviation over mean of the gaps between them; null with fewer than two gaps. */
  readonly unevenness: number | null;
}

/**
 * The standing at a day, be it in the past of the history. Single days are looked at only within the look-back: of a day in the past, the
 * history keeps the earlier ones only of those who did not buy since, which would tell what came.
 *
 * @returns null for a customer who had not bought by then, or of whom no day counts
 */
export function scoreStandingAt({ older, buckets }: PurchaseHistory, day: Day, lookBackDays: number): ScoreStanding | null {
  let count = older?.count ?? 0;
  let firstDay = older?.firstDay ?? null;
  let lastDay = older?.lastDay ?? null;
  let [inside, days28, days90, netMinor] = [0, 0, 0, 0];
  let [firstInside, lastGapDays, squaredGaps] = [0, 0, 0];
  for (const bucket of listOf(buckets)) {
    if (bucket.day > day) break;
    if (!isCounted(bucket)) continue;
    count += 1;
    firstDay ??= bucket.day;
    if (bucket.day > day - lookBackDays) {
      if (inside === 0) firstInside = bucket.day;
      else {
        lastGapDays = bucket.day - lastDay!;
        squaredGaps += lastGapDays ** 2;
      }
      inside += 1;
      netMinor += bucket.grossMinor - bucket.refundedMinor;
      if (bucket.day > day - 90) days90 += 1;
      if (bucket.day > day - 28) days28 += 1;
    }
    lastDay = bucket.day;
  }
  if (firstDay === null || lastDay === null || lastDay > day) return null;
  const gaps = inside - 1;
  const meanGap = (lastDay - firstInside) / gaps;
  return {
    x: count - 1,
    txDays: lastDay - firstDay,
    TDays: day - firstDay,
    days28,
    days90,
    spendMinor: inside === 0 ? null : netMinor / inside,
    lastGapDays: gaps < 1 ? null : lastGapDays,
    // Rounding may take the variance of equal gaps below 0.
    unevenness: gaps < 2 ? null : Math.sqrt(Math.max(squaredGaps / gaps - meanGap ** 2, 0)) / meanGap,
  };
}
