import { isWonBack } from '../engagements/won-back.ts';
import { countedDaysOf, dayOfLastPurchase } from '../purchases/counted-days.ts';
import { addPurchase } from '../purchases/history.ts';
import { windowOf } from '../purchases/window.ts';
import type { Day } from '../time/calendar.ts';
import { lookAt } from './abandonment.ts';
import { withAdvocacy } from './advocacy.ts';
import { raiseAlert } from './alerts.ts';
import { lapseRuleOf, nextLearningDay, solveDeadlines } from './deadlines.ts';
import type { Purchase } from './facts.ts';
import { forgetNotice } from './going.ts';
import { incidentLevel } from './incident-risk.ts';
import { alertOfIncidents } from './incidents.ts';
import type { Reason } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';
import { isContractual } from './relationship.ts';
import { type CustomerState, noDeadlines, type Risk, type Stage } from './state.ts';
import { closeAlert, type Draft, draftOf, finish, type LifecycleStep, moveTo, recordAdvocacy } from './step.ts';

/** A purchase: "A purchase on day d" of docs/rules.md, steps 1 to 3. */
export function applyPurchase(state: CustomerState, purchase: Purchase, context: LifecycleContext): LifecycleStep {
  const { id, at, amountMinor, categories } = purchase;
  const draft = draftOf(id, at, context);
  const bought = withAdvocacy(draft, {
    ...state,
    purchases: addPurchase(state.purchases, draft.day, amountMinor, context.rules.windowDays, categories),
    lifetimeRevenueMinor: state.lifetimeRevenueMinor + amountMinor,
    lastPurchaseId: id,
  });
  const judged = judge(draft, bought, amountMinor);
  recordAdvocacy(draft, state, judged);
  return finish(draft, lookAt(draft, withNewDeadlines(draft, judged)));
}

/** Step 3: silence speaks anew, unless there is a contract; or it is asked later whether it can. */
export function withNewDeadlines({ at, day, context }: Draft, state: CustomerState): CustomerState {
  const { calendar, rules, calibration } = context;
  const speaks = lapseRuleOf(state.stage, rules) !== null && !isContractual(state);
  if (calibration === null) {
    const learning = speaks ? nextLearningDay(day) : null;
    return { ...state, deadlines: { ...noDeadlines, learning }, calibrationVersion: 0 };
  }
  const earliest = calendar.startOf(day) < at ? day + 1 : day;
  const solved = speaks ? solveDeadlines(state.stage, state.purchases, earliest, rules, calibration) : noDeadlines;
  // Who is watched as fading already would not be any more so.
  const deadlines = state.silenceRisk === 'steady' ? solved : { ...solved, fading: null };
  return { ...state, deadlines, calibrationVersion: calibration.version };
}

/**
 * What the last purchase would have led to, had the calibration been in force that has come since: the test that makes core, and
 * deadlines. Without one it is asked again.
 */
export function catchUp(draft: Draft, state: CustomerState): CustomerState {
  const { calibration, calendar } = draft.context;
  const bought = dayOfLastPurchase(state.purchases);
  const isJudged = state.stage === 'core' || (state.stage === 'returned' && calendar.dayOf(state.stageSince) === bought);
  return withNewDeadlines(draft, calibration === null || isJudged ? state : judgeOrdinary(draft, state, { bought }));
}

/** Steps 1 and 2, by the stage before the purchase. */
function judge(draft: Draft, state: CustomerState, amountMinor: number): CustomerState {
  const { calendar } = draft.context;
  switch (state.stage) {
    case 'first-time':
    case 'early-repeat':
    case 'core':
      return judgeOrdinary(draft, state);
    case 'returned':
      return calendar.dayOf(state.stageSince) === draft.day ? state : judgeOrdinary(draft, state);
    case 'inactive':
    case 'core-defector':
      if (isFalseAlarm(draft, state)) {
        return judgeOrdinary(draft, restore(draft, state), { isRestored: true });
      }
      return beginLifetime(draft, state, amountMinor);
    default:
      return beginLifetime(draft, state, amountMinor);
  }
}

/** Whether who had fallen silent, and buys, had never gone: not where a notice has taken effect meanwhile. */
function isFalseAlarm(
  { at, day, context: { calendar, rules } }: Draft,
  { goneBy, stageSince, contacts }: CustomerState,
): boolean {
  const notice = contacts?.notice ?? null;
  if (goneBy !== 'silence' || (notice !== null && calendar.startOf(notice.effectiveDay) < at)) return false;
  return day - calendar.dayOf(stageSince) <= rules.falseAlarmDaysMax;
}

/** The first lifetime begins, or with a return the next one. */
function beginLifetime(draft: Draft, state: CustomerState, amountMinor: number): CustomerState {
  const isReturn = state.lifetime > 0;
  const stage: Stage = isReturn ? 'returned' : 'first-time';
  const begun = judgedAnew(draft, {
    ...forgetNotice(state),
    stage,
    stageBefore: null,
    goneBy: null,
    lifetime: state.lifetime + 1,
    lifetimeRevenueMinor: amountMinor,
  });
  const wonBack = isReturn && isWonBack(state.engagements, draft.at, draft.context.rules);
  const moved = moveTo(draft, state, begun, isReturn ? 'return' : 'first-purchase', wonBack);
  return alertOfIncidents(draft, 'steady', closeAlert(draft, moved, 'returned'), 'incident');
}

/** The customer had never gone: the former stage again, in the same lifetime; a notice stands as it did. */
function restore(draft: Draft, state: CustomerState): CustomerState {
  const restored: CustomerState = { ...state, stage: state.stageBefore!, stageBefore: null, goneBy: null };
  return closeAlert(draft, moveTo(draft, state, restored, 'false-alarm'), 'false-alarm');
}

/**
 * A purchase of a customer who is live, or is so again after a false alarm.
 *
 * @param bought the day of the purchase, where it is judged later
 */
function judgeOrdinary(draft: Draft, state: CustomerState, { isRestored = false, bought = draft.day } = {}): CustomerState {
  const stage = stageAfter(bought, state, draft.context);
  const silenceRisk = silenceRiskAfter(bought, state, draft.context);
  if (stage === state.stage && silenceRisk === state.silenceRisk && !isRestored) return closePurchased(draft, state);
  const entered: CustomerState = { ...state, stage, silenceRisk, everCore: state.everCore || stage === 'core' };
  const judged = isRestored || stage !== state.stage ? judgedAnew(draft, entered) : entered;
  const moved = moveTo(draft, state, judged, reasonOf(state, judged));
  // Its alert had given way to that of silence.
  if (isRestored && hasNotice(moved)) return raiseAlert(draft, moved, { phase: 'leaving', trigger: 'notice', silenceRule: null });
  return alertOfIncidents(draft, state.incidentRisk, closePurchased(draft, moved), 'incident');
}

function hasNotice({ contacts }: CustomerState): boolean {
  return contacts !== null && contacts.notice !== null;
}

function closePurchased(draft: Draft, state: CustomerState): CustomerState {
  const { openAlert } = state;
  const isOver = openAlert !== null && openAlert.phase === 'leaving' && openAlert.trigger === 'silence';
  return isOver ? closeAlert(draft, state, 'purchased') : state;
}

/** The thresholds of another stage judge the risk by incidents anew, up or down. */
function judgedAnew({ at, context }: Draft, state: CustomerState): CustomerState {
  const incidentRisk = incidentLevel(state, at, context);
  return incidentRisk === state.incidentRisk ? state : { ...state, incidentRisk };
}

/** Core where core's test holds, else early-repeat from the second purchase day on. Core is sticky. */
function stageAfter(day: Day, { stage, purchases }: CustomerState, { rules, calibration }: LifecycleContext): Stage {
  if (stage === 'core') return stage;
  const { frequency, monetaryMinor } = windowOf(purchases, day, rules.windowDays);
  if (calibration && frequency >= rules.corePurchaseDaysMin && monetaryMinor >= calibration.pmgEdges.medium) return 'core';
  // Whoever returned has bought before, even where those days were refunded away.
  return stage === 'returned' || countedDaysOf(purchases).count >= 2 ? 'early-repeat' : stage;
}

/** A purchase ends the silence; of core customers too few days in the window remain a reason to watch. */
function silenceRiskAfter(day: Day, state: CustomerState, { rules }: LifecycleContext): Risk {
  if (state.stage !== 'core' || isContractual(state)) return 'steady';
  return windowOf(state.purchases, day, rules.windowDays).frequency < rules.corePurchaseDaysMin ? 'watch' : 'steady';
}

function reasonOf(before: CustomerState, { stage, silenceRisk }: CustomerState): Reason {
  if (stage !== before.stage) return stage === 'core' ? 'core-test' : 'repeat-purchase';
  return silenceRisk === 'watch' ? 'fading' : 'purchase';
}
