/** Actions as a processor: the domain's fold, the expiry of the open action as the wake-up. */

import type { HeardFact } from '@ebb/contracts';
import {
  type ActionsContext,
  type ActionsOutput,
  type ActionsState,
  type ActionsStep,
  applyActionDeadline,
  applyAlertFact,
  initialActionsState,
} from '@ebb/domain';
import type { Processor, Step } from '@ebb/runtime';

/** Alerts are all that is read: it is their time that an action expires by. */
const alertsSource = 0;

export type ActionsSettings = Omit<ActionsContext, 'customerId'>;

export function actionsProcessor(settings: ActionsSettings): Processor<ActionsState, HeardFact, ActionsOutput> {
  const contextOf = (customerId: string): ActionsContext => ({ customerId, ...settings });
  return {
    initial: () => initialActionsState,
    onEvent: (state, fact, customerId) => toStep(applyAlertFact(state, fact, contextOf(customerId))),
    onTime: (state, { dueAt }, customerId) => toStep(applyActionDeadline(state, dueAt, contextOf(customerId))),
  };
}

const toStep = ({ state, outputs, wakeAt }: ActionsStep): Step<ActionsState, ActionsOutput> => ({
  state,
  emit: outputs,
  wakes: wakeAt === null ? [] : [{ source: alertsSource, dueAt: wakeAt }],
});
