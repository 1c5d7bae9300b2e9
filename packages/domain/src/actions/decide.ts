import { channels } from '../lifecycle/facts.ts';
import type { Contactability } from '../profiles/profile.ts';
import type { Instant } from '../time/calendar.ts';
import { afterOpeningTime } from '../time/opening-hours.ts';
import type { Asking } from './asking.ts';
import { expectedGainMinor, offerWithin } from './gain.ts';
import type { ActionsOutput, ActionWithheld, EffectGroup, RetentionAction, WithholdingReason } from './outputs.ts';
import type { ActionsContext, DoAct, PolicyRule } from './parameters.ts';
import { ruleFor } from './policy.ts';
import { type ActionsState, alertsServedMax, decisionsMax, type OpenAction, type Trial } from './state.ts';
import { type ActionsStep, calledOff, finish } from './step.ts';
import { strengthOf } from './strength.ts';
import { beginTrial } from './trials.ts';

/** What is known when a decision is taken. */
interface Matter {
  readonly asking: Asking;
  readonly rule: PolicyRule;
  readonly contactability: Contactability;
  readonly context: ActionsContext;
}

const nothingKnown: Contactability = { consents: [], doNotContact: [], timeZone: null, language: null };

/** Follows the policy: an action, or why there is none. */
export function decide(before: ActionsState, asking: Asking, context: ActionsContext): ActionsStep {
  const state = asking.contactability === null ? before : { ...before, contactability: asking.contactability };
  const rule = ruleFor(context.rules.policy, asking);
  const matter: Matter = { asking, rule, contactability: state.contactability ?? nothingKnown, context };
  if (rule.do.kind === 'nothing') return withhold(state, matter, 'nothing-right', rule.do.reason);
  if (rule.do.kind !== 'approval' && isBarred(matter.contactability)) {
    return withhold(state, matter, 'no-contact', 'The customer may not be contacted on any channel.');
  }
  const heldOut = isHeldOut(rule.do, context);
  const tried = rule.do.holdOut ? beginTrial(state, trialOf(matter, rule.do, heldOut ? 'held-out' : 'acted')) : state;
  if (heldOut) {
    return withhold(tried, matter, 'held-out', 'The customer is one of those left alone, to measure what actions do.');
  }
  return act(tried, matter, rule.do);
}

const isBarred = ({ doNotContact }: Contactability): boolean =>
  doNotContact.some(({ channel }) => channel === null) ||
  channels.every((channel) => doNotContact.some((bar) => bar.channel === channel));

const isHeldOut = ({ holdOut }: DoAct, { customerId, rules, holdOutShareOf }: ActionsContext): boolean =>
  holdOut && holdOutShareOf(customerId) < rules.holdOut.share;

/** Whoever might have been held out is compared: what else keeps an action back comes before the draw, or does not count. */
function trialOf({ asking, rule, context: { policyVersion } }: Matter, { kind }: DoAct, group: EffectGroup): Trial {
  const { alertId, at, stage, phase, pmg } = asking;
  return { alertId, at, stage, phase, pmg, kind, rule: rule.name, policyVersion, group, outcome: null };
}

/** One action is open at a time: the stronger takes the place of the weaker. */
function act(state: ActionsState, matter: Matter, doing: DoAct): ActionsStep {
  const { asking, rule, context } = matter;
  const { phase, trigger, alertId, at } = asking;
  const { kind } = doing;
  const surplus = state.open === null ? 1 : strengthOf({ kind, phase, trigger }) - strengthOf(state.open);
  if (state.open !== null && surplus <= 0) {
    const alertIds = surplus === 0 ? [...state.open.alertIds, alertId].slice(-alertsServedMax) : state.open.alertIds;
    const detail = `${state.open.actionId} is open, and this is not stronger.`;
    return withhold({ ...state, open: { ...state.open, alertIds } }, matter, 'open-action', detail);
  }
  const action = actionOf(matter, doing);
  const { actionId, expiresAt } = action;
  const open: OpenAction = { actionId, alertIds: [alertId], kind, rule: rule.name, phase, trigger, expiresAt };
  const cause = { customerId: context.customerId, causeId: alertId, at };
  const outputs: ActionsOutput[] =
    state.open === null
      ? [action]
      : [calledOff(cause, state.open.actionId, 'superseded', `${actionId} takes its place.`), action];
  return finish(remember({ ...state, open }, matter, null), outputs);
}

function actionOf(matter: Matter, doing: DoAct): RetentionAction {
  const { asking, contactability, context } = matter;
  const { at, trigger, valueAtStakeMinor, successWithout, chanceReasons, explanation, explanationFr, restsOn } = asking;
  const gainMinor = expectedGainMinor(doing.kind, asking, context.rules.success);
  const dueAt = dueAfter(at, doing, context);
  const recordId = `${asking.alertId}/action`;
  return {
    type: 'RetentionAction',
    recordId,
    actionId: recordId,
    ...decided(matter),
    trigger,
    ...inHand(doing),
    offer: offerWithin(doing.offer, gainMinor),
    dueAt,
    // Holidays may put the due time off beyond the expiry that is configured.
    expiresAt: Math.max(at + doing.expiresAfter, dueAt),
    valueAtStakeMinor,
    expectedGainMinor: gainMinor,
    pBuysWithin180Days: successWithout,
    chanceReasons,
    contactability,
    explanation,
    explanationFr,
    restsOn,
  };
}

/** What an action takes from its rule as it stands. */
function inHand({ kind, queue, deskLevel, channel, commercial, consentNeeded, elements, ...words }: DoAct) {
  const { avoid, avoidFr, reason, reasonFr } = words;
  return { kind, queue, deskLevel, channel, commercial, consentNeeded, elements, avoid, avoidFr, reason, reasonFr };
}

function dueAfter(at: Instant, { dueWithin, inOpeningHours }: DoAct, { rules, calendar }: ActionsContext): Instant {
  return inOpeningHours ? afterOpeningTime(at, dueWithin, rules.openingHours, calendar) : at + dueWithin;
}

function withhold(state: ActionsState, matter: Matter, reason: WithholdingReason, detail: string): ActionsStep {
  const recordId = `${matter.asking.alertId}/withheld`;
  const kind = kindOf(matter.rule);
  const withheld: ActionWithheld = { type: 'ActionWithheld', recordId, ...decided(matter), kind, reason, detail };
  return finish(remember(state, matter, reason), [withheld]);
}

/** What a decision either way says of what it is about. */
function decided({ asking, rule, context: { customerId, policyVersion } }: Matter) {
  const { alertId, at, stage, phase, causes, pmg } = asking;
  return { customerId, at, causeId: alertId, alertId, rule: rule.name, stage, phase, causes, pmg, policyVersion };
}

function remember(state: ActionsState, { asking, rule }: Matter, withheld: WithholdingReason | null): ActionsState {
  const decision = { at: asking.at, alertId: asking.alertId, rule: rule.name, kind: kindOf(rule), withheld };
  return { ...state, decisions: [...state.decisions, decision].slice(-decisionsMax) };
}

const kindOf = (rule: PolicyRule): ActionWithheld['kind'] => (rule.do.kind === 'nothing' ? '' : rule.do.kind);
