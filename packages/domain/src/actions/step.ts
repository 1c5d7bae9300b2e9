import type { Instant } from '../time/calendar.ts';
import type { ActionCalledOff, ActionsOutput } from './outputs.ts';
import type { ActionsState } from './state.ts';
import { endOf } from './trials.ts';

/** What one fact or one deadline did. */
export interface ActionsStep {
  readonly state: ActionsState;
  readonly outputs: readonly ActionsOutput[];
  /** When the open action expires or a trial ends, the earlier, at which `applyActionDeadline` is due; null where neither will. */
  readonly wakeAt: Instant | null;
}

/** What caused a step. */
export interface Cause {
  readonly customerId: string;
  readonly causeId: string;
  readonly at: Instant;
}

export function finish(state: ActionsState, outputs: readonly ActionsOutput[] = []): ActionsStep {
  const ends = state.trials.map(endOf);
  if (state.open !== null) ends.push(state.open.expiresAt);
  return { state, outputs, wakeAt: ends.length === 0 ? null : Math.min(...ends) };
}

/** The record that an action is not to be done any more. */
export function calledOff(
  { customerId, causeId, at }: Cause,
  actionId: string,
  reason: ActionCalledOff['reason'],
  detail: string,
): ActionCalledOff {
  return { type: 'ActionCalledOff', recordId: `${causeId}/called-off`, customerId, at, causeId, actionId, reason, detail };
}
