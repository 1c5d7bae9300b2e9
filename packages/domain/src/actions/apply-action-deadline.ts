import type { Instant } from '../time/calendar.ts';
import type { ActionsContext } from './parameters.ts';
import type { ActionsState } from './state.ts';
import { type ActionsStep, calledOff, finish } from './step.ts';

/** The open action has expired, if it expires at or before that time. */
export function applyActionDeadline(state: ActionsState, dueAt: Instant, { customerId }: ActionsContext): ActionsStep {
  if (state.open === null || state.open.expiresAt > dueAt) return finish(state);
  const { actionId } = state.open;
  const cause = { customerId, causeId: `${customerId}@expiry@${actionId}`, at: dueAt };
  return finish({ ...state, open: null }, [calledOff(cause, actionId, 'expired', 'It has not come to anything in time.')]);
}
