import type { Refund } from '../lifecycle/facts.ts';
import type { Calendar } from '../time/calendar.ts';
import { addRefund, type PurchaseHistory, withoutPastRefunds } from './history.ts';

/**
 * The history with a refund: on the day of the purchase it names, else on its own. The very same where it names a day that has left
 * the window.
 */
export function foldRefund(
  history: PurchaseHistory,
  { at, amountMinor, purchaseAt }: Refund,
  calendar: Calendar,
  windowDays: number,
): PurchaseHistory {
  const day = calendar.dayOf(purchaseAt ?? at);
  const lastDayOut = calendar.dayOf(at) - windowDays;
  return day <= lastDayOut ? history : addRefund(withoutPastRefunds(history, lastDayOut), day, amountMinor);
}
