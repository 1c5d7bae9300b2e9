import type { Instant } from '../time/calendar.ts';
import { isoDate } from '../time/iso-date.ts';
import { lookAgain } from './abandonment.ts';
import { raiseAlert } from './alerts.ts';
import { catchUp } from './apply-purchase.ts';
import { type DeadlineName, lapseRuleOf, pendingAfter, strongestDue } from './deadlines.ts';
import { go } from './going.ts';
import type { Reason } from './outputs.ts';
import { ownCalibration } from './own-calibration.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import { type Draft, draftOf, finish, type LifecycleStep, moveTo } from './step.ts';
import { dayOfLook } from './wakes.ts';

/** The start of a day on which silence speaks, the strongest deadline alone, or on which a costly customer is looked at again. */
export function applyPurchasesDeadline(state: CustomerState, dueAt: Instant, context: LifecycleContext): LifecycleStep {
  const day = context.calendar.dayOf(dueAt);
  const draftFor = (name: string): Draft => draftOf(`${context.customerId}@${name}@${isoDate(day)}`, dueAt, context);
  const due = strongestDue(state.deadlines, day);
  if (due !== null) {
    // Silence is judged by the calibration that solved the deadline; where that is not known any more, by the one in force.
    if (due === 'learning' || ownCalibration(state, context) === null) {
      const draft = draftFor('learning');
      return finish(draft, catchUp(draft, state));
    }
    const draft = draftFor(due === 'lapse' && state.stage === 'core' ? 'gone' : due);
    return finish(draft, speak[due](draft, { ...state, deadlines: pendingAfter(state.deadlines, day) }));
  }
  const draft = draftFor('abandon');
  const look = dayOfLook(state, context.rules);
  return finish(draft, look !== null && look <= day ? lookAgain(draft, state) : state);
}

const speak: Readonly<Record<Exclude<DeadlineName, 'learning'>, (draft: Draft, state: CustomerState) => CustomerState>> = {
  lapse: (draft, state) =>
    go(draft, state, {
      by: 'silence',
      reason: 'silence',
      silenceRule: lapseRuleOf(state.stage, draft.context.rules),
      isOldNews: state.deadlines.isLapseOverdue,
    }),
  leaving: leave,
  watch: (draft, state) => watch(draft, state, 'silence'),
  fading: (draft, state) => watch(draft, state, 'fading'),
};

/** Raises the risk, never lowers it. */
function watch(draft: Draft, state: CustomerState, reason: Reason): CustomerState {
  return state.silenceRisk === 'steady' ? moveTo(draft, state, { ...state, silenceRisk: 'watch' }, reason) : state;
}

function leave(draft: Draft, state: CustomerState): CustomerState {
  const leaving = moveTo(draft, state, { ...state, silenceRisk: 'leaving' }, 'silence');
  return raiseAlert(draft, leaving, { phase: 'leaving', trigger: 'silence', silenceRule: draft.context.rules.core.leaving });
}
