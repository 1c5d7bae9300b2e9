import type { ActionOutcome, AlertClosed, ContactabilityChanged, LifecycleTransition } from '../lifecycle/outputs.ts';
import { askedByAbandonment, askedByAlert, askedByProposal } from './asking.ts';
import { decide } from './decide.ts';
import type { AlertFact, Said, Withdrawal } from './facts.ts';
import type { ActionCalledOff } from './outputs.ts';
import type { ActionsContext } from './parameters.ts';
import { type ActionsState, withdrawalsMax } from './state.ts';
import { type ActionsStep, calledOff, finish } from './step.ts';
import { noteOutcome } from './trials.ts';

/** What the lifecycle has said leads to an action, or to its end. Facts come in the order of (at, id). */
export function applyAlertFact(before: ActionsState, fact: AlertFact, context: ActionsContext): ActionsStep {
  const state = { ...before, withdrawals: before.withdrawals.filter(({ at }) => at === fact.at) };
  if (fact.type === 'Withdrawal') return finish(passOver(state, fact));
  if (state.withdrawals.some(({ factId }) => factId === fact.id)) return finish(state);
  return heed(state, fact, context);
}

function passOver(state: ActionsState, { at, withdraws: factId }: Withdrawal): ActionsState {
  return { ...state, withdrawals: [...state.withdrawals, { at, factId }].slice(-withdrawalsMax) };
}

function heed(state: ActionsState, fact: Exclude<AlertFact, Withdrawal>, context: ActionsContext): ActionsStep {
  switch (fact.type) {
    case 'MainDefectorAlert':
    case 'RiskAlert':
      return decide(state, askedByAlert(fact), context);
    case 'AbandonmentProposed':
      return decide(state, askedByProposal(fact), context);
    case 'LifecycleTransition':
      return moved(state, fact, context);
    case 'AlertClosed':
      return closed(noteOutcome(state, fact), fact);
    case 'ActionOutcome':
      return cameOf(state, fact);
    case 'ContactabilityChanged':
      return reachedOtherwise(state, fact);
  }
}

/** Who is abandoned is told so; what was to be done about who is lost, erased, or abandoned no longer, is not to be done. */
function moved(before: ActionsState, fact: Said<LifecycleTransition>, context: ActionsContext): ActionsStep {
  if (fact.toStage === 'abandoned') return decide(before, askedByAbandonment(fact), context);
  // Of who is erased nothing more is said, nor counted.
  const state = fact.toStage === 'erased' ? { ...before, trials: [] } : before;
  const isOver = fact.fromStage === 'abandoned' || fact.toStage === 'lost' || fact.toStage === 'erased';
  return isOver ? callOff(state, fact, 'alert-closed', `The stage of the customer is now ${fact.toStage}.`) : finish(state);
}

/** An alert that escalates closes as the next one opens: the action goes on where it serves that one as well. */
function closed(state: ActionsState, fact: Said<AlertClosed>): ActionsStep {
  if (state.open === null || !state.open.alertIds.includes(fact.alertId)) return finish(state);
  const alertIds = state.open.alertIds.filter((alertId) => alertId !== fact.alertId);
  if (alertIds.length > 0) return finish({ ...state, open: { ...state.open, alertIds } });
  return callOff(state, fact, 'alert-closed', `The alert is closed: ${fact.reason}.`);
}

/**
 * What concludes an action is said to everybody who may still hold it, also where an agent noted it in another tool than the one
 * that the action was sent to. A customer who was not reached, or asked to be called back, is still to be reached; what was
 * suppressed on one channel may yet be done on another.
 */
function cameOf(state: ActionsState, fact: Said<ActionOutcome>): ActionsStep {
  if (state.open?.actionId !== fact.actionId || !concludes(fact)) return finish(state);
  return callOff(state, fact, 'concluded', `It has come to its end: ${fact.outcome ?? fact.what}.`);
}

function concludes({ what, outcome }: ActionOutcome): boolean {
  if (what !== 'outcome') return what === 'answered' || what === 'opted-out';
  return outcome === 'accepted' || outcome === 'refused' || outcome === 'solved' || outcome === 'wrong-number';
}

/** Whoever sends has to know, while there is something to send. */
function reachedOtherwise(state: ActionsState, fact: Said<ContactabilityChanged>): ActionsStep {
  const { recordId: causeId, customerId, at, contactability } = fact;
  const known = { ...state, contactability };
  if (state.open === null) return finish(known);
  const recordId = `${causeId}/contactability`;
  return finish(known, [{ type: 'ContactabilityChanged', recordId, customerId, at, causeId, contactability }]);
}

function callOff(
  state: ActionsState,
  { recordId: causeId, customerId, at }: Said<LifecycleTransition | AlertClosed | ActionOutcome>,
  reason: ActionCalledOff['reason'],
  detail: string,
): ActionsStep {
  if (state.open === null) return finish(state);
  return finish({ ...state, open: null }, [calledOff({ customerId, causeId, at }, state.open.actionId, reason, detail)]);
}
