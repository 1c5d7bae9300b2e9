import type { Day } from '../time/calendar.ts';
import { isoDate } from '../time/iso-date.ts';
import { lapseRuleOf, pendingAfter, strongestDue } from './deadlines.ts';
import { evidenceOfSilence } from './evidence.ts';
import { explain } from './explanation.ts';
import type { Reason } from './outputs.ts';
import type { Calibration, LifecycleContext, LifecycleRules, SilenceRule } from './parameters.ts';
import { type CustomerState, noDeadlines, type OpenAlert, type Phase } from './state.ts';
import { closeAlert, type Draft, finish, type LifecycleStep, moveTo } from './step.ts';

/** A deadline under way. */
interface SilenceDraft extends Draft {
  readonly day: Day;
  readonly rules: LifecycleRules;
  readonly calibration: Calibration;
}

/**
 * The start of a day on which a deadline is due: "A deadline at the start of day d" of docs/rules.md. Days are to be given
 * in ascending order, each after the facts of its first instant. Where none is due the state is returned as it is.
 */
export function applyDeadlines(state: CustomerState, day: Day, context: LifecycleContext): LifecycleStep {
  const { customerId, calendar, rules, calibration } = context;
  const due = strongestDue(state.deadlines, day);
  if (due === null) return finish(state, []);
  // Without a calibration silence does not speak, not even where an earlier one had solved the deadline.
  if (calibration === null) return finish({ ...state, deadlines: noDeadlines }, []);

  const name = due === 'lapse' && state.stage === 'core' ? 'gone' : due;
  const causeId = `${customerId}@${name}@${isoDate(day)}`;
  const draft: SilenceDraft = { customerId, causeId, at: calendar.startOf(day), outputs: [], day, rules, calibration };
  const spoken: CustomerState = { ...state, deadlines: pendingAfter(state.deadlines, day) };
  return finish(speak[due](draft, spoken), draft.outputs);
}

const speak = {
  lapse: go,
  leaving: leave,
  watch: (draft: SilenceDraft, state: CustomerState) => watch(draft, state, 'silence'),
  fading: (draft: SilenceDraft, state: CustomerState) => watch(draft, state, 'fading'),
};

/** Raises the risk, never lowers it. */
function watch(draft: SilenceDraft, state: CustomerState, reason: Reason): CustomerState {
  const { stage, risk, lifetime } = state;
  return risk === 'steady' ? moveTo(draft, state, { stage, risk: 'watch', lifetime }, reason) : state;
}

function leave(draft: SilenceDraft, state: CustomerState): CustomerState {
  const { stage, lifetime, lastLeavingAlertDay } = state;
  const leaving = moveTo(draft, state, { stage, risk: 'leaving', lifetime }, 'silence');
  if (!mayAlert(draft, lastLeavingAlertDay)) return leaving;
  const openAlert = raiseAlert(draft, leaving, 'leaving', draft.rules.core.leaving);
  return { ...leaving, openAlert, lastLeavingAlertDay: draft.day };
}

function go(draft: SilenceDraft, state: CustomerState): CustomerState {
  const { stage: stageBefore, lifetime, everCore, lastGoneAlertDay } = state;
  const stage = everCore ? 'core-defector' : 'inactive';
  const silenced: CustomerState = { ...state, stageBefore, deadlines: noDeadlines };
  const moved = moveTo(draft, silenced, { stage, risk: 'steady', lifetime }, 'silence');
  const gone = closeAlert(draft, moved, 'escalated');
  if (!everCore || !mayAlert(draft, lastGoneAlertDay)) return gone;
  const openAlert = raiseAlert(draft, gone, 'gone', lapseRuleOf(stageBefore, draft.rules)!);
  return { ...gone, openAlert, lastGoneAlertDay: draft.day };
}

/** The same phase alerts again only after some time, however often a purchase had ended it. */
function mayAlert({ day, rules }: SilenceDraft, lastAlertDay: Day | null): boolean {
  return lastAlertDay === null || day - lastAlertDay >= rules.alertAgainDaysMin;
}

function raiseAlert(draft: SilenceDraft, state: CustomerState, phase: Phase, rule: SilenceRule): OpenAlert {
  const { customerId, causeId, at, outputs, day, rules, calibration } = draft;
  const { stage, lifetime, calibrationVersion, purchases } = state;
  const evidence = evidenceOfSilence(purchases, day, rule, rules.windowDays, calibration);
  const recordId = `${causeId}/alert`;
  outputs.push({
    type: 'MainDefectorAlert',
    recordId,
    customerId,
    at,
    causeId,
    phase,
    stage,
    lifetime,
    causes: ['unknown'],
    evidence,
    calibrationVersion,
    explanation: explain(phase, evidence),
  });
  return { recordId, phase };
}
