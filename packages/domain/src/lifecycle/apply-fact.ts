import { applyContact } from './apply-contact.ts';
import { applyEngagement } from './apply-engagement.ts';
import { applyProfileChange } from './apply-profile-change.ts';
import { applyPurchase } from './apply-purchase.ts';
import { applyRefund } from './apply-refund.ts';
import type { Fact } from './facts.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import type { LifecycleStep } from './step.ts';

/**
 * One fact of a customer folded on. Facts are to be given in the order of their event time, each before the deadlines of
 * the same instant.
 */
export function applyFact(state: CustomerState, fact: Fact, context: LifecycleContext): LifecycleStep {
  if (state.stage === 'erased') return { state, outputs: [], wakes: [] };
  switch (fact.kind) {
    case 'purchase':
      return applyPurchase(state, fact, context);
    case 'refund':
      return applyRefund(state, fact, context);
    case 'support-contact':
      return applyContact(state, fact, context);
    case 'profile-change':
      return applyProfileChange(state, fact, context);
    case 'engagement':
      return applyEngagement(state, fact, context);
  }
}
