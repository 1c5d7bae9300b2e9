import { addRefund } from '../purchases/history.ts';
import type { Refund } from './facts.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';

/**
 * A refund, on the day of the purchase it names, else on its own. It is never activity: stage, risk and deadlines stay. One
 * that names a day that has left the window changes nothing any more.
 */
export function applyRefund(state: CustomerState, refund: Refund, context: LifecycleContext): CustomerState {
  const { calendar, rules } = context;
  const { at, amountMinor, purchaseAt } = refund;
  const day = calendar.dayOf(purchaseAt ?? at);
  if (day <= calendar.dayOf(at) - rules.windowDays) return state;
  return {
    ...state,
    purchases: addRefund(state.purchases, day, amountMinor),
    lifetimeRevenueMinor: state.lifetimeRevenueMinor - amountMinor,
  };
}
