import type { Cause, CauseName } from '../causes/cause.ts';
import type { AlertClosed, AlertEvidence, MainDefectorAlert, RiskAlert } from '../lifecycle/outputs.ts';
import type { Contactability } from '../profiles/profile.ts';
import type { Pmg } from '../purchases/value.ts';
import type { Instant } from '../time/calendar.ts';
import { zonedCalendar } from '../time/zoned-calendar.ts';
import { applyActionDeadline } from './apply-action-deadline.ts';
import { applyAlertFact } from './apply-alert-fact.ts';
import { defaultActionRules } from './default-rules.ts';
import { type AlertFact, factIdOf, type Said, type Withdrawal, withdrawalIdOf } from './facts.ts';
import type { ActionsOutput, RetentionAction } from './outputs.ts';
import type { ActionsContext } from './parameters.ts';
import { type ActionsState, initialActionsState } from './state.ts';
import type { ActionsStep } from './step.ts';

/** A Tuesday, 10:00 in Paris, where the office opens from 9 to 18. */
// oxlint-disable-next-line no-restricted-globals -- pure, as it is given the time
export const tuesday: Instant = Date.parse('2026-11-24T10:00+01:00');

const hour = 3_600_000;
export const hours = (count: number): number => count * hour;
export const days = (count: number): number => count * 24 * hour;

export const anyContactability: Contactability = { consents: [], doNotContact: [], timeZone: null, language: null };

/** What a test says of an alert; the rest is of no matter to it. */
export type AlertGiven = Partial<
  Pick<
    MainDefectorAlert,
    'phase' | 'trigger' | 'stage' | 'relationship' | 'advocacy' | 'openCase' | 'valueAtStakeMinor' | 'contactability' | 'at'
  >
> & {
  readonly id?: string;
  readonly causes?: readonly CauseName[];
  readonly pmg?: Pmg | null;
  /** Chance of a purchase within 180 days. */
  readonly buys?: number;
  readonly revision?: number;
};

/** A core customer of medium size, silent, about 500.00 at stake, unlikely to buy again. */
export function alert({
  id = 'event',
  causes = ['unknown'],
  buys = 0.1,
  revision = 0,
  ...given
}: AlertGiven = {}): Said<MainDefectorAlert | RiskAlert> {
  const recordId = `${id}/alert`;
  return {
    type: 'MainDefectorAlert',
    id: factIdOf(recordId, revision),
    recordId,
    customerId: 'ann',
    at: tuesday,
    causeId: id,
    phase: 'leaving',
    trigger: 'silence',
    stage: 'core',
    lifetime: 1,
    relationship: 'transactional',
    advocacy: 'none',
    causes: causes.map(causeOf),
    notAssessable: [],
    evidence: evidenceWith(buys),
    pmg: 'medium',
    valueAtStakeMinor: 50_000,
    openCase: false,
    contactability: anyContactability,
    calibrationVersion: 1,
    rulesVersion: 'rules',
    restsOn: ['purchase-9'],
    explanation: 'Silent for 74 days.',
    explanationFr: 'Silencieux depuis 74 jours.',
    ...given,
  };
}

const causeOf = (cause: CauseName): Cause => ({
  cause,
  proof: 'pattern',
  at: tuesday,
  caseId: null,
  detail: '',
  detailFr: '',
  restsOn: [],
});

const evidenceWith = (pBuysWithin180Days: number): AlertEvidence => ({
  silence: {
    lastPurchaseDay: 20_000,
    silenceDays: 74,
    usualGapDays: 21,
    purchaseDays: 9,
    frequency: 5,
    monetaryMinor: 20_000,
    pAlive: 0.3,
    pAliveThreshold: 0.3,
    pBuysWithin180Days,
    chanceReasons: [],
    recencyScore: 1,
    frequencyScore: 4,
    monetaryScore: 4,
    pmg: 'medium',
  },
  incidents: null,
  notice: null,
  payments: null,
});

export const noticeOf = (given: AlertGiven = {}) => alert({ trigger: 'notice', ...given });
export const goneFor = (given: AlertGiven = {}) => alert({ phase: 'gone', stage: 'core-defector', ...given });
export const incidentOf = (given: AlertGiven = {}) => alert({ trigger: 'incident', ...given });

/** A record besides alerts, in as much as actions look at it. */
type Besides = Exclude<AlertFact, { readonly type: 'MainDefectorAlert' | 'RiskAlert' | 'Withdrawal' }>;
type Given<Fact extends Besides> = Fact extends Besides
  ? Pick<Fact, 'type'> & Omit<Fact, 'id' | 'recordId' | 'customerId' | 'causeId'>
  : never;

export function fact(recordId: string, given: Given<Besides>): AlertFact {
  return { ...given, id: factIdOf(recordId, 0), recordId, customerId: 'ann', causeId: recordId };
}

export const closing = (alertId: string, at: Instant, id = `${at}`) => closingAs('purchased', alertId, at, id);

export const closingAs = (reason: AlertClosed['reason'], alertId: string, at: Instant, id = `${at}`) =>
  fact(`${id}/closed`, { type: 'AlertClosed', at, alertId, phase: 'leaving', reason });

export const outcomeOf = (actionId: string, at: Instant, outcome: 'refused' | 'not-reached' | 'call-back' | 'solved') =>
  fact(`${at}/outcome`, { type: 'ActionOutcome', at, actionId, what: 'outcome', outcome, motive: null, callBackAt: null });

export const becomes = (
  toStage: 'lost' | 'abandoned' | 'returned' | 'erased',
  at: Instant,
  fromStage: 'core' | 'abandoned' = 'core',
) =>
  fact(`${at}/transition`, {
    type: 'LifecycleTransition',
    at,
    fromStage,
    toStage,
    fromRisk: 'steady',
    toRisk: 'steady',
    advocacy: 'none',
    lifetime: 1,
    reason: toStage === 'returned' ? 'return' : toStage,
    wonBack: false,
  });

export const proposal = (at: Instant) =>
  fact(`${at}/proposed`, {
    type: 'AbandonmentProposed',
    at,
    stage: 'inactive',
    marginMinor: 1_000,
    costToServeMinor: 9_000,
    psychologicalValueMinor: 0,
    explanation: 'Costs more.',
    explanationFr: 'Coûte plus.',
  });

export const withdrawalOf = ({ recordId, at }: { recordId: string; at: Instant }, revision = 0): Withdrawal => ({
  type: 'Withdrawal',
  id: withdrawalIdOf(recordId, revision),
  at,
  withdraws: factIdOf(recordId, revision),
});

const paris = zonedCalendar('Europe/Paris');

export const contextOf = (given: Partial<ActionsContext> = {}): ActionsContext => ({
  customerId: 'ann',
  calendar: paris,
  rules: defaultActionRules,
  policyVersion: 'policy',
  holdOutShareOf: () => 0.5,
  ...given,
});

/** Every step over facts in the order of (at, id), each expiry at its time, to the end. */
export function stepsOf(facts: readonly AlertFact[], context = contextOf()): readonly ActionsStep[] {
  const ordered = facts.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
  const steps: ActionsStep[] = [];
  const last = () => steps.at(-1) ?? { state: initialActionsState, outputs: [], wakeAt: null };
  const wakeBefore = (instant: Instant) => {
    for (let { wakeAt } = last(); wakeAt !== null && wakeAt < instant; { wakeAt } = last()) {
      steps.push(applyActionDeadline(last().state, wakeAt, context));
    }
  };
  for (const one of ordered) {
    wakeBefore(one.at);
    steps.push(applyAlertFact(last().state, one, context));
  }
  wakeBefore(Number.MAX_SAFE_INTEGER);
  return steps;
}

export const outputsOf = (facts: readonly AlertFact[], context = contextOf()): readonly ActionsOutput[] =>
  stepsOf(facts, context).flatMap(({ outputs }) => outputs);

/** All that is said, in a line each, until the facts end. */
export function saidOf(facts: readonly AlertFact[], context = contextOf()): readonly string[] {
  const until = Math.max(...facts.map(({ at }) => at));
  return outputsOf(facts, context)
    .filter(({ at }) => at <= until)
    .map(lineOf);
}

function lineOf(output: ActionsOutput): string {
  switch (output.type) {
    case 'RetentionAction':
      return `${output.kind} by ${output.rule}`;
    case 'ActionWithheld':
      return `withheld: ${output.reason}`;
    case 'ActionCalledOff':
      return `called off: ${output.reason}`;
    case 'EffectMeasured':
      return `${output.kind}, ${output.group}: ${output.outcome}`;
    case 'ContactabilityChanged':
      return 'contactability';
  }
}

/** What a single alert leads to. */
export const decisionOn = (given: AlertFact, context = contextOf()): ActionsOutput =>
  applyAlertFact(initialActionsState, given, context).outputs[0] as ActionsOutput;

/** The action that a single alert leads to. */
export function actionFor(given: AlertFact, context = contextOf()): RetentionAction {
  const output = decisionOn(given, context);
  if (output.type !== 'RetentionAction') throw new Error(`no action, but ${lineOf(output)}`);
  return output;
}

export const stateAfter = (facts: readonly AlertFact[], context = contextOf()): ActionsState =>
  facts.reduce((state, one) => applyAlertFact(state, one, context).state, initialActionsState);
