import type { CauseName } from '../causes/cause.ts';
import { causesAt } from '../causes/causes-at.ts';
import { hasOpenCase } from '../contacts/contacts.ts';
import { contactabilityOf } from '../profiles/contactability.ts';
import { evidenceAt, restsOn } from './evidence.ts';
import { explainAlert } from './explanation.ts';
import type { MainDefectorAlert, RiskAlert, Trigger } from './outputs.ts';
import { ownCalibration } from './own-calibration.ts';
import type { SilenceRule } from './parameters.ts';
import { relationshipOf } from './relationship.ts';
import type { CustomerState, PastAlert, Phase } from './state.ts';
import { closeAlert, type Draft, headOf } from './step.ts';
import { valueAtStake } from './value-at-stake.ts';

/** What speaks, and the silence it takes where silence does. */
export interface AlertOccasion {
  readonly phase: Phase;
  readonly trigger: Trigger;
  readonly silenceRule: SilenceRule | null;
}

/**
 * The customer with an alert open, on record, in place of the one that was open; or as before, where the same phase has
 * alerted for the same first cause too short a time ago, and as loud.
 */
export function raiseAlert(draft: Draft, state: CustomerState, occasion: AlertOccasion): CustomerState {
  const { day, context } = draft;
  const { phase, trigger } = occasion;
  const known = causesAt(state, draft.at, context);
  const raised: PastAlert = { phase, cause: known.causes[0]!.cause, trigger, day };
  if (isHeldBack(state, raised, context.rules.alertAgainDaysMin)) return state;
  const closed = closeAlert(draft, state, 'escalated');
  const alert = alertOf(draft, state, occasion, known);
  draft.outputs.push(alert);
  return {
    ...closed,
    openAlert: { recordId: alert.recordId, phase, trigger },
    pastAlerts: remember(state.pastAlerts, raised, context.rules.alertAgainDaysMin),
  };
}

/**
 * An open alert that names no cause is raised anew once one is known, as what is done depends on the cause: an alert may speak
 * before what drives the customer away has shown.
 */
export function tellCause(draft: Draft, state: CustomerState): CustomerState {
  const { openAlert, pastAlerts } = state;
  if (openAlert?.phase !== 'leaving' || !isUnknown(pastAlerts.at(-1)!)) return state;
  const { causes } = causesAt(state, draft.at, draft.context);
  if (isUnknown(causes[0]!)) return state;
  const silenceRule = openAlert.trigger === 'silence' ? draft.context.rules.core.leaving : null;
  return raiseAlert(draft, state, { phase: 'leaving', trigger: openAlert.trigger, silenceRule });
}

function isUnknown({ cause }: { readonly cause: CauseName }): boolean {
  return cause === 'unknown';
}

/**
 * The same phase alerts again for the same cause only after some time, however often something had ended it, unless what
 * speaks now is louder. Whoever gives notice is answered: that is held back by an open alert of notice only.
 */
function isHeldBack({ pastAlerts, openAlert }: CustomerState, raised: PastAlert, daysMin: number): boolean {
  if (raised.trigger === 'notice' && raised.phase === 'leaving' && openAlert?.trigger !== 'notice') return false;
  return pastAlerts.some(
    (alert) => isOfSame(alert, raised) && raised.day - alert.day < daysMin && loudness[raised.trigger] <= loudness[alert.trigger],
  );
}

/** What customers say is louder than what happens to them, and that is louder than their silence. */
const loudness: Readonly<Record<Trigger, number>> = { silence: 0, incident: 1, payment: 1, notice: 2, 'contract-ended': 2 };

function isOfSame(one: PastAlert, other: PastAlert): boolean {
  return one.phase === other.phase && one.cause === other.cause;
}

/** The past alerts that may still keep one from being raised. */
function remember(past: readonly PastAlert[], alert: PastAlert, daysMin: number): readonly PastAlert[] {
  return [...past.filter((one) => !isOfSame(one, alert) && alert.day - one.day < daysMin), alert];
}

function alertOf(
  draft: Draft,
  state: CustomerState,
  { phase, trigger, silenceRule }: AlertOccasion,
  { causes, notAssessable }: ReturnType<typeof causesAt>,
): MainDefectorAlert | RiskAlert {
  const { at, day, context } = draft;
  const { stage, lifetime, advocacy, contacts, profile, purchases } = state;
  const evidence = evidenceAt(state, draft, silenceRule);
  const own = { rules: context.rules, calibration: ownCalibration(state, context) };
  const valueAtStakeMinor = valueAtStake({ phase, hasGivenNotice: evidence.notice !== null }, purchases, day, own);
  const relationship = relationshipOf(state);
  const isMain = stage === 'core' || stage === 'core-defector';
  return {
    type: isMain ? 'MainDefectorAlert' : 'RiskAlert',
    ...headOf(draft, 'alert'),
    trigger,
    phase,
    stage,
    lifetime,
    relationship,
    advocacy,
    causes,
    notAssessable,
    evidence,
    pmg: evidence.silence?.pmg ?? null,
    valueAtStakeMinor,
    openCase: hasOpenCase(contacts),
    contactability: contactabilityOf(profile),
    calibrationVersion: own.calibration?.version ?? 0,
    rulesVersion: context.rulesVersion,
    restsOn: restsOn(state, draft, evidence, causes),
    ...explainAlert(
      { at, day, phase, trigger, relationship, causes, evidence, purchases, cases: contacts?.cases ?? [], valueAtStakeMinor },
      context,
    ),
  };
}
