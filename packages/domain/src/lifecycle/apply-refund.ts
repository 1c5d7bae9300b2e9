import { foldRefund } from '../purchases/fold-refund.ts';
import { lookAt } from './abandonment.ts';
import { withAdvocacy } from './advocacy.ts';
import type { Refund } from './facts.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import { type Draft, draftOf, finish, type LifecycleStep, recordAdvocacy } from './step.ts';

/**
 * A refund, on the day of the purchase it names, else on its own. It is never activity: stage, risk and deadlines of silence
 * stay. One that names a day that has left the window changes nothing of the purchases any more.
 */
export function applyRefund(state: CustomerState, refund: Refund, context: LifecycleContext): LifecycleStep {
  const draft = draftOf(refund.id, refund.at, context);
  const refunded = withAdvocacy(draft, withRefund(draft, state, refund));
  recordAdvocacy(draft, state, refunded);
  return finish(draft, lookAt(draft, refunded));
}

function withRefund({ context: { calendar, rules } }: Draft, state: CustomerState, refund: Refund): CustomerState {
  const purchases = foldRefund(state.purchases, refund, calendar, rules.windowDays);
  if (purchases === state.purchases) return state;
  return { ...state, purchases, lifetimeRevenueMinor: state.lifetimeRevenueMinor - refund.amountMinor };
}
