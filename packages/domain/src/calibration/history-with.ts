import type { Fact } from '../lifecycle/facts.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { addPurchase, type PurchaseHistory, withRefund } from '../purchases/history.ts';
import type { Calendar } from '../time/calendar.ts';

/** The purchases of a customer with those facts that are not folded into them yet; the others change nothing. */
export function historyWith(
  history: PurchaseHistory,
  facts: readonly Fact[],
  calendar: Calendar,
  { windowDays }: LifecycleRules,
): PurchaseHistory {
  return facts.reduce((known, fact) => {
    if (fact.kind === 'purchase') {
      return addPurchase(known, calendar.dayOf(fact.at), fact.amountMinor, windowDays, fact.categories);
    }
    if (fact.kind !== 'refund') return known;
    const today = calendar.dayOf(fact.at);
    return withRefund(known, { of: calendar.dayOf(fact.purchaseAt ?? fact.at), today, amountMinor: fact.amountMinor }, windowDays);
  }, history);
}
