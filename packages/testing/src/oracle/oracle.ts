/**
 * The judge of the lifecycle: what a whole history should have led to, computed at once by plain, slow code. It shares
 * no function with the code it judges and goes about it differently on purpose: it walks through a customer's life day
 * by day, asks at the start of each day whether anything is due, stops at each instant at which a promise to the customer
 * breaks, and builds days, windows, rhythm, cases and profile anew from the full list of facts whenever it needs them.
 * Specification: docs/rules.md.
 */

import type { Advocacy, CustomerState, Day, Engagement, Fact, Instant, OpenAlert, Risk, Stage } from '@ebb/domain';
import { isSecondLook, look, lookAgain } from './abandonment.ts';
import { advocacyOf } from './advocacy.ts';
import { buy } from './buying.ts';
import { contact, isNoticeDue, missDelays, nextDelay } from './contacting.ts';
import { contactability, relationshipOf } from './customer-profile.ts';
import { lastBoughtDay, rhythmOf } from './evidence.ts';
import { go } from './going.ts';
import { base, type Life, type Moment, newLife, type OracleOutput, riskOf, startOf, tell } from './life.ts';
import { orderedFacts } from './ordered-facts.ts';
import { changeProfile } from './profile-changing.ts';
import { countedDays, purchaseDays, windowOf } from './purchase-days.ts';
import { calmDown } from './risk.ts';
import type { OracleSettings } from './settings.ts';
import { fallSilent } from './silence.ts';

export interface OracleState {
  readonly stage: Stage;
  readonly risk: Risk;
  readonly silenceRisk: Risk;
  readonly incidentRisk: Risk;
  readonly advocacy: Advocacy;
  readonly lifetime: number;
  readonly everCore: boolean;
  readonly goneBy: CustomerState['goneBy'];
  readonly openAlert: OpenAlert | null;
  readonly abandonment: CustomerState['abandonment'];
  /** Counted purchase days in the window of the day of the last purchase. */
  readonly frequency: number;
  /** Net revenue in that window, in minor units. */
  readonly monetaryMinor: number;
  /** Counted purchase days over the whole history. */
  readonly purchaseDays: number;
  /** First and last counted purchase day (the day of the first purchase where all were refunded away); null before any. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
}

export interface Verdict {
  /** By time; those of one cause in the order in which they follow from it. */
  readonly outputs: readonly OracleOutput[];
  readonly state: OracleState;
}

/** Facts may come in any order and more than once; those after `asOf` are left out. */
export function oracle(customerId: string, facts: readonly Fact[], settings: OracleSettings): Verdict {
  const life = newLife(customerId);
  walk(life, orderedFacts(facts, settings.asOf), settings);
  return { outputs: life.outputs, state: summary(life, settings) };
}

/** Facts at the very start of a day come before its deadlines, all others of the day after them. */
function walk(life: Life, facts: readonly Fact[], settings: OracleSettings): void {
  const { calendar, asOf } = settings;
  const [first] = facts;
  if (first === undefined) return;
  const hasCases = facts.some(({ kind }) => kind === 'support-contact');
  let now = first.at;
  let next = 0;
  // The next delay is another one only where something was heard, or a delay has been missed.
  let delay: Instant | null = null;
  /** Facts up to and at an instant, delays before it. */
  const live = (until: Instant): void => {
    for (;;) {
      const fact = facts[next];
      if (delay !== null && delay < until && (fact === undefined || delay < fact.at)) {
        now = delay;
        missDelays(life, now, settings);
      } else if (fact !== undefined && fact.at <= until) {
        now = fact.at;
        next += 1;
        take(life, fact, settings);
      } else return;
      delay = hasCases ? nextDelay(life, now, settings) : null;
    }
  };
  for (let day = calendar.dayOf(first.at); calendar.startOf(day) <= asOf; day += 1) {
    const start = calendar.startOf(day);
    live(start);
    if (start < first.at) continue;
    now = start;
    beginDay(life, day, delay === start, settings);
    if (delay === start) delay = nextDelay(life, now, settings);
  }
  live(asOf + 1);
}

/** The deadlines of the purchases at the start of a day, then those of the contacts. */
function beginDay(life: Life, day: Day, isDelayDue: boolean, settings: OracleSettings): void {
  fallSilent(life, day, settings);
  if (isSecondLook(life, day, settings)) lookAgain(life, startOf(life, 'abandon', day, settings), settings);
  if (isDelayDue) missDelays(life, settings.calendar.startOf(day), settings);
  if (isNoticeDue(life, day)) go(life, startOf(life, 'notice', day, settings), 'notice', settings);
  if (life.incidentRisk !== 'steady') calmDown(life, day, settings);
}

/** An event's id is unique within its source only. */
const prefixes: Readonly<Record<Fact['kind'], string>> = {
  purchase: '',
  refund: '',
  'support-contact': 'contact:',
  'profile-change': 'profile:',
  engagement: 'engagement:',
};

function take(life: Life, fact: Fact, settings: OracleSettings): void {
  if (life.stage === 'erased') return;
  const moment = { id: `${prefixes[fact.kind]}${fact.id}`, at: fact.at, day: settings.calendar.dayOf(fact.at) };
  const reachableBefore = JSON.stringify(contactability(life.known));
  const wasContractual = relationshipOf(life.known) === 'contractual';
  const said = life.outputs.length;
  life.known.push(fact);
  life.advocacy = advocacyOf(life, moment, settings);
  if (fact.kind === 'purchase') buy(life, fact, settings);
  if (fact.kind === 'support-contact') contact(life, fact, moment, settings);
  if (fact.kind === 'profile-change') changeProfile(life, fact, moment, wasContractual, settings);
  tell(life, moment, 'advocacy');
  if (fact.kind === 'purchase' || fact.kind === 'refund' || fact.kind === 'support-contact') look(life, moment, settings);
  const reachable = contactability(life.known);
  const isErased = fact.kind === 'profile-change' && fact.what === 'erasure-requested';
  if (!isErased && JSON.stringify(reachable) !== reachableBefore) {
    life.outputs.push({ type: 'ContactabilityChanged', ...base(life, moment, 'contactability'), contactability: reachable });
  }
  if (fact.kind === 'engagement') passOn(life, fact, moment);
  inOrderOfKind(life.outputs, said);
}

/** What came of an action goes to those who sent it. */
function passOn(life: Life, { actionId, what, outcome, motive, callBackAt }: Engagement, moment: Moment): void {
  if (actionId === null || what === 'other' || what === 'campaign-sent') return;
  life.outputs.push({ type: 'ActionOutcome', ...base(life, moment, 'outcome'), actionId, what, outcome, motive, callBackAt });
}

/** Of one cause: transitions, the closing of an alert, an alert, the others. */
const placeOf: Readonly<Record<OracleOutput['type'], number>> = {
  LifecycleTransition: 0,
  AlertClosed: 1,
  MainDefectorAlert: 2,
  RiskAlert: 2,
  ContactabilityChanged: 3,
  ActionOutcome: 3,
  AbandonmentProposed: 3,
};

function inOrderOfKind(outputs: OracleOutput[], from: number): void {
  outputs.push(...outputs.splice(from).toSorted((one, other) => placeOf[one.type] - placeOf[other.type]));
}

function summary(life: Life, settings: OracleSettings): OracleState {
  const { known, stage, silenceRisk, incidentRisk, advocacy, lifetime, everCore, gone, openAlert, abandonment } = life;
  const { calendar, rules } = settings;
  const days = purchaseDays(known, calendar, rules.windowDays);
  const lastBought = lastBoughtDay(known, settings);
  const window = lastBought === null ? { frequency: 0, monetaryMinor: 0 } : windowOf(days, lastBought, rules.windowDays);
  const rhythm = rhythmOf(known, settings);
  return {
    stage,
    risk: riskOf(life),
    silenceRisk,
    incidentRisk,
    advocacy,
    lifetime,
    everCore,
    goneBy: gone?.by ?? null,
    openAlert,
    abandonment,
    ...window,
    purchaseDays: countedDays(days).length,
    firstDay: rhythm?.firstDay ?? null,
    lastDay: rhythm?.lastDay ?? null,
  };
}
