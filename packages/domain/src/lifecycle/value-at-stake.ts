import { countedDaysOf } from '../purchases/counted-days.ts';
import { isCounted, listOf } from '../purchases/day-buckets.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { expectedSpendMinor, type SpendParameters } from '../purchases/spend.ts';
import { expectedPurchasesIfAlive } from '../rhythm/expected-purchases.ts';
import { customerLifetimeValue, secondLifetimeValue } from '../rhythm/lifetime-value.ts';
import { pAlive } from '../rhythm/mbg-nbd.ts';
import { returnChance } from '../score/ranking.ts';
import type { Day } from '../time/calendar.ts';
import { rhythmOf } from './deadlines.ts';
import type { LifecycleContext } from './parameters.ts';
import type { Phase } from './state.ts';

/**
 * What is lost when the customer goes, minor units a year: "Value at stake" of docs/rules.md.
 *
 * @param hasGivenNotice whether a notice stands: of who is leaving so nothing is expected any more
 * @returns null without a calibration or a purchase
 */
export function valueAtStake(
  { phase, hasGivenNotice }: { readonly phase: Phase; readonly hasGivenNotice: boolean },
  purchases: PurchaseHistory,
  day: Day,
  { rules, calibration }: Pick<LifecycleContext, 'rules' | 'calibration'>,
): number | null {
  if (calibration === null || purchases.acquiredDay === null) return null;
  const days = countedDaysOf(purchases);
  const rhythm = rhythmOf(days);
  const weeks = (day - days.firstDay) / 7;
  const asIfAlive = expectedPurchasesIfAlive(calibration.rhythm, rhythm, weeks, 365 / 7);
  const purchaseDay = { marginPercent: rules.value.marginPercent, spendMinor: spendOf(purchases, calibration.spend) };
  const stays = hasGivenNotice ? 0 : pAlive(calibration.rhythm, rhythm, weeks);
  const value =
    phase === 'leaving'
      ? customerLifetimeValue(purchaseDay, asIfAlive * (1 - stays))
      : secondLifetimeValue(purchaseDay, returnChance(calibration, purchases, day), asIfAlive);
  return Math.max(Math.round(value), 0);
}

/** Of a purchase day, minor units, after the counted days in the window of the last purchase: those that have a bucket. */
function spendOf(purchases: PurchaseHistory, spend: SpendParameters | null): number {
  let [count, netMinor] = [0, 0];
  for (const bucket of listOf(purchases.buckets)) {
    if (!isCounted(bucket)) continue;
    count += 1;
    netMinor += bucket.grossMinor - bucket.refundedMinor;
  }
  return expectedSpendMinor(count === 0 ? 0 : netMinor / count, count, spend);
}
