import type { Instant } from '../time/calendar.ts';
import type { ActionsOutput } from './outputs.ts';
import type { ActionsContext } from './parameters.ts';
import type { ActionsState } from './state.ts';
import { type ActionsStep, calledOff, finish } from './step.ts';
import { endOf, measured } from './trials.ts';

/** What is over at that time: the open action, if it expires at or before it, and the trials that end. */
export function applyActionDeadline(state: ActionsState, dueAt: Instant, { customerId }: ActionsContext): ActionsStep {
  const outputs: ActionsOutput[] = [];
  const hasExpired = state.open !== null && state.open.expiresAt <= dueAt;
  if (state.open !== null && hasExpired) {
    const { actionId } = state.open;
    const cause = { customerId, causeId: `${customerId}@expiry@${actionId}`, at: dueAt };
    outputs.push(calledOff(cause, actionId, 'expired', 'It has not come to anything in time.'));
  }
  const over = state.trials.filter((trial) => endOf(trial) <= dueAt);
  outputs.push(...over.map((trial) => measured(customerId, trial)));
  const trials = state.trials.filter((trial) => endOf(trial) > dueAt);
  return finish({ ...state, open: hasExpired ? null : state.open, trials }, outputs);
}
