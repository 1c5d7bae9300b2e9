import { applyContactsDeadline } from './apply-contacts-deadline.ts';
import { applyPurchasesDeadline } from './apply-purchases-deadline.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import type { LifecycleStep } from './step.ts';
import type { LifecycleWake } from './wakes.ts';

/**
 * One deadline that was asked for: that of the source which is due first. Others of the same instant come again by the wakes
 * of the step. To be given in ascending order, after the facts of the instant. Where none is due the state stays as it is.
 */
export function applyDeadline(state: CustomerState, wake: LifecycleWake, context: LifecycleContext): LifecycleStep {
  return wake.source === 'purchases'
    ? applyPurchasesDeadline(state, wake.dueAt, context)
    : applyContactsDeadline(state, wake.dueAt, context);
}
