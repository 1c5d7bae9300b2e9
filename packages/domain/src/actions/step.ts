import type { Instant } from '../time/calendar.ts';
import type { ActionCalledOff, ActionsOutput } from './outputs.ts';
import type { ActionsState } from './state.ts';

/** What one fact or one deadline did. */
export interface ActionsStep {
  readonly state: ActionsState;
  readonly outputs: readonly ActionsOutput[];
  /** When the open action expires, at which `applyActionDeadline` is due; null where none is open. */
  readonly wakeAt: Instant | null;
}

/** What caused a step. */
export interface Cause {
  readonly customerId: string;
  readonly causeId: string;
  readonly at: Instant;
}

export function finish(state: ActionsState, outputs: readonly ActionsOutput[] = []): ActionsStep {
  return { state, outputs, wakeAt: state.open?.expiresAt ?? null };
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
