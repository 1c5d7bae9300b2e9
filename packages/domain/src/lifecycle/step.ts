import type { Day, Instant } from '../time/calendar.ts';
import type { AlertClosed, LifecycleTransition, Output, Reason } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';
import { riskOf } from './risk.ts';
import type { CustomerState } from './state.ts';
import { type LifecycleWake, wakesOf } from './wakes.ts';

/** What one fact or one deadline did. */
export interface LifecycleStep {
  readonly state: CustomerState;
  readonly outputs: readonly Output[];
  /** When `applyDeadline` is due, at most one per source; they replace those of the step before. */
  readonly wakes: readonly LifecycleWake[];
}

/** A step under way: what caused it, and the records it has given so far. */
export interface Draft {
  readonly causeId: string;
  readonly at: Instant;
  readonly day: Day;
  readonly context: LifecycleContext;
  readonly outputs: Output[];
}

export function draftOf(causeId: string, at: Instant, context: LifecycleContext): Draft {
  return { causeId, at, day: context.calendar.dayOf(at), context, outputs: [] };
}

/** What every record of a step says of where it comes from. */
export function headOf({ causeId, at, context }: Draft, what: string) {
  return { recordId: `${causeId}/${what}`, customerId: context.customerId, at, causeId };
}

export function finish({ at, outputs, context }: Draft, state: CustomerState): LifecycleStep {
  return { state, outputs, wakes: wakesOf(state, at, context) };
}

/**
 * The customer as `to` says, with the risk that follows from its parts; a transition on the record where stage, risk or
 * lifetime are not those of `from`.
 */
export function moveTo(draft: Draft, from: CustomerState, to: CustomerState, reason: Reason, wonBack = false): CustomerState {
  const risk = riskOf(to);
  const { stage, lifetime } = to;
  if (stage === from.stage && risk === from.risk && lifetime === from.lifetime) return to;
  const isSecond = draft.outputs.some(({ type }) => type === 'LifecycleTransition');
  const moved: CustomerState = { ...to, risk, stageSince: stage === from.stage ? from.stageSince : draft.at };
  draft.outputs.push(transition(draft, from, moved, reason, isSecond ? 'transition-2' : 'transition', wonBack));
  return moved;
}

/** A change of advocacy alone is on record too: before what else the fact has given, as transitions come first. */
export function recordAdvocacy(draft: Draft, from: CustomerState, to: CustomerState): void {
  if (from.advocacy === to.advocacy || draft.outputs.some(({ type }) => type === 'LifecycleTransition')) return;
  draft.outputs.unshift(transition(draft, to, to, 'advocacy', 'transition', false));
}

function transition(
  draft: Draft,
  from: CustomerState,
  { stage, risk, advocacy, lifetime }: CustomerState,
  reason: Reason,
  what: 'transition' | 'transition-2',
  wonBack: boolean,
): LifecycleTransition {
  return {
    type: 'LifecycleTransition',
    ...headOf(draft, what),
    fromStage: from.stage,
    toStage: stage,
    fromRisk: from.risk,
    toRisk: risk,
    advocacy,
    lifetime,
    reason,
    wonBack,
  };
}

/** The customer without an open alert; its closing on the record if there was one. */
export function closeAlert(draft: Draft, state: CustomerState, reason: AlertClosed['reason']): CustomerState {
  if (state.openAlert === null) return state;
  const { recordId: alertId, phase } = state.openAlert;
  draft.outputs.push({ type: 'AlertClosed', ...headOf(draft, 'closed'), alertId, phase, reason });
  return { ...state, openAlert: null };
}
