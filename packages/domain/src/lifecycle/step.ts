import type { Day, Instant } from '../time/calendar.ts';
import { nextWakeDay } from './deadlines.ts';
import type { AlertClosed, LifecycleTransition, Output, Reason } from './outputs.ts';
import type { CustomerState, Risk, Stage } from './state.ts';

/** What one fact or one deadline did. */
export interface LifecycleStep {
  readonly state: CustomerState;
  readonly outputs: readonly Output[];
  /** The earliest pending deadline, at whose start `applyDeadlines` is due; null where silence does not speak. */
  readonly wakeDay: Day | null;
}

/** A step under way: what caused it, and the records it has given so far. */
export interface Draft {
  readonly customerId: string;
  readonly causeId: string;
  readonly at: Instant;
  readonly outputs: Output[];
}

export function finish(state: CustomerState, outputs: readonly Output[]): LifecycleStep {
  return { state, outputs, wakeDay: nextWakeDay(state) };
}

/** What a transition changes. */
export interface Standing {
  readonly stage: Stage;
  readonly risk: Risk;
  readonly lifetime: number;
}

/** The customer in the new standing; a transition on the record if that is a change. */
export function moveTo(draft: Draft, state: CustomerState, to: Standing, reason: Reason): CustomerState {
  const { stage, risk, lifetime } = to;
  if (stage === state.stage && risk === state.risk && lifetime === state.lifetime) return state;
  const { customerId, causeId, at, outputs } = draft;
  const isSecond = outputs.some((output) => output.type === 'LifecycleTransition');
  const transition: LifecycleTransition = {
    type: 'LifecycleTransition',
    recordId: `${causeId}/${isSecond ? 'transition-2' : 'transition'}`,
    customerId,
    at,
    causeId,
    fromStage: state.stage,
    toStage: stage,
    fromRisk: state.risk,
    toRisk: risk,
    lifetime,
    reason,
  };
  outputs.push(transition);
  return { ...state, stage, risk, lifetime, stageSince: stage === state.stage ? state.stageSince : at };
}

/** The customer without an open alert; its closing on the record if there was one. */
export function closeAlert(draft: Draft, state: CustomerState, reason: AlertClosed['reason']): CustomerState {
  if (state.openAlert === null) return state;
  const { customerId, causeId, at, outputs } = draft;
  const { recordId: alertId, phase } = state.openAlert;
  outputs.push({ type: 'AlertClosed', recordId: `${causeId}/closed`, customerId, at, causeId, alertId, phase, reason });
  return { ...state, openAlert: null };
}
