import { countedDaysOf } from '../purchases/counted-days.ts';
import { addPurchase } from '../purchases/history.ts';
import { windowOf } from '../purchases/window.ts';
import type { Day } from '../time/calendar.ts';
import { solveDeadlines } from './deadlines.ts';
import type { Purchase } from './facts.ts';
import type { Reason } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';
import { type CustomerState, noDeadlines, type Stage } from './state.ts';
import { closeAlert, type Draft, finish, type LifecycleStep, moveTo } from './step.ts';

/** A purchase under way. */
interface PurchaseDraft extends Draft {
  readonly day: Day;
  readonly amountMinor: number;
  readonly context: LifecycleContext;
}

/** A purchase: "A purchase on day d" of docs/rules.md, steps 1 to 3. */
export function applyPurchase(state: CustomerState, purchase: Purchase, context: LifecycleContext): LifecycleStep {
  const { customerId, calendar, rules, calibration } = context;
  const { id: causeId, at, amountMinor } = purchase;
  const day = calendar.dayOf(at);
  const draft: PurchaseDraft = { customerId, causeId, at, outputs: [], day, amountMinor, context };
  const purchases = addPurchase(state.purchases, day, amountMinor, rules.windowDays);
  const lifetimeRevenueMinor = state.lifetimeRevenueMinor + amountMinor;
  const judged = judge(draft, { ...state, purchases, lifetimeRevenueMinor });
  const earliest = calendar.startOf(day) < at ? day + 1 : day;
  const deadlines = calibration ? solveDeadlines(judged.stage, purchases, earliest, rules, calibration.rhythm) : noDeadlines;
  return finish({ ...judged, deadlines, calibrationVersion: calibration?.version ?? 0 }, draft.outputs);
}

/** Steps 1 and 2, by the stage before the purchase. */
function judge(draft: PurchaseDraft, state: CustomerState): CustomerState {
  const { calendar, rules } = draft.context;
  switch (state.stage) {
    case 'none':
    case 'suspect':
    case 'prospect':
      return beginLifetime(draft, state, 'first-time', 'first-purchase');
    case 'inactive':
    case 'core-defector':
      if (draft.day - calendar.dayOf(state.stageSince) <= rules.falseAlarmDaysMax) {
        return judgeOrdinary(draft, restore(draft, state));
      }
      return closeAlert(draft, beginLifetime(draft, state, 'returned', 'return'), 'returned');
    case 'returned':
      return calendar.dayOf(state.stageSince) === draft.day ? state : judgeOrdinary(draft, state);
    default:
      return judgeOrdinary(draft, state);
  }
}

function beginLifetime(draft: PurchaseDraft, state: CustomerState, stage: Stage, reason: Reason): CustomerState {
  const begun: CustomerState = { ...state, stageBefore: null, lifetimeRevenueMinor: draft.amountMinor };
  return moveTo(draft, begun, { stage, risk: 'steady', lifetime: state.lifetime + 1 }, reason);
}

/** The customer had never gone: the former stage again, in the same lifetime. */
function restore(draft: PurchaseDraft, state: CustomerState): CustomerState {
  const { stageBefore, lifetime } = state;
  const restored: CustomerState = { ...state, stageBefore: null };
  const former = { stage: stageBefore!, risk: 'steady', lifetime } as const;
  return closeAlert(draft, moveTo(draft, restored, former, 'false-alarm'), 'false-alarm');
}

/** A purchase in a stage that purchases lead on from; the other stages are entered and left by profile changes. */
function judgeOrdinary(draft: PurchaseDraft, state: CustomerState): CustomerState {
  switch (state.stage) {
    case 'first-time':
    case 'early-repeat':
    case 'returned':
      return promote(draft, state);
    case 'core':
      return calm(draft, state);
    default:
      return state;
  }
}

/** Core where core's test holds, else early-repeat from the second purchase day on. */
function promote(draft: PurchaseDraft, state: CustomerState): CustomerState {
  const { rules, calibration } = draft.context;
  const { stage, purchases, lifetime } = state;
  const { frequency, monetaryMinor } = windowOf(purchases, draft.day, rules.windowDays);
  if (calibration && frequency >= rules.corePurchaseDaysMin && monetaryMinor >= calibration.pmgEdges.medium) {
    return moveTo(draft, { ...state, everCore: true }, { stage: 'core', risk: 'steady', lifetime }, 'core-test');
  }
  // Whoever returned has bought before, even where those days were refunded away.
  if (stage !== 'returned' && countedDaysOf(purchases).count < 2) return state;
  return moveTo(draft, state, { stage: 'early-repeat', risk: 'steady', lifetime }, 'repeat-purchase');
}

/** Core is sticky: a purchase ends the silence, and too few days in the window remain a reason to watch. */
function calm(draft: PurchaseDraft, state: CustomerState): CustomerState {
  const { rules } = draft.context;
  const { stage, purchases, lifetime } = state;
  const isFading = windowOf(purchases, draft.day, rules.windowDays).frequency < rules.corePurchaseDaysMin;
  const calmed = isFading
    ? moveTo(draft, state, { stage, risk: 'watch', lifetime }, 'fading')
    : moveTo(draft, state, { stage, risk: 'steady', lifetime }, 'purchase');
  return closeAlert(draft, calmed, 'purchased');
}
