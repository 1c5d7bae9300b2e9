import type { Fact } from '../lifecycle/facts.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { foldRefund } from '../purchases/fold-refund.ts';
import { addPurchase, type PurchaseHistory } from '../purchases/history.ts';
import type { Calendar } from '../time/calendar.ts';

/** The purchases of a customer with those facts that are not folded into them yet; other facts change nothing. */
export function historyWith(
  history: PurchaseHistory,
  facts: readonly Fact[],
  calendar: Calendar,
  { windowDays }: LifecycleRules,
): PurchaseHistory {
  return facts.reduce((known, fact) => {
    if (fact.kind === 'refund') return foldRefund(known, fact, calendar, windowDays);
    if (fact.kind !== 'purchase') return known;
    return addPurchase(known, calendar.dayOf(fact.at), fact.amountMinor, windowDays, fact.categories);
  }, history);
}
