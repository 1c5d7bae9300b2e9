import { applyPurchase } from './apply-purchase.ts';
import { applyRefund } from './apply-refund.ts';
import type { Fact } from './facts.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import { finish, type LifecycleStep } from './step.ts';

/**
 * One fact of a customer folded on. Facts are to be given in the order of their event time, each before the deadlines of
 * the same instant. Only purchases and refunds change the state.
 */
export function applyFact(state: CustomerState, fact: Fact, context: LifecycleContext): LifecycleStep {
  switch (fact.kind) {
    case 'purchase':
      return applyPurchase(state, fact, context);
    case 'refund':
      return finish(applyRefund(state, fact, context), []);
    default:
      return finish(state, []);
  }
}
