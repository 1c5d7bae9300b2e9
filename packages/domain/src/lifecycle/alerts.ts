import type { CauseName } from '../causes/cause.ts';
import { causesAt } from '../causes/causes-at.ts';
import { hasOpenCase } from '../contacts/contacts.ts';
import { contactabilityOf } from '../profiles/contactability.ts';
import type { Day } from '../time/calendar.ts';
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
 * alerted for the same first cause too short a time ago.
 */
export function raiseAlert(draft: Draft, state: CustomerState, occasion: AlertOccasion): CustomerState {
  const { day, context } = draft;
  const { phase, trigger } = occasion;
  const known = causesAt(state, draft.at, context);
  const cause = known.causes[0]!.cause;
  if (!mayAlert(state.pastAlerts, phase, cause, day, context.rules.alertAgainDaysMin)) return state;
  const closed = closeAlert(draft, state, 'escalated');
  const alert = alertOf(draft, state, occasion, known);
  draft.outputs.push(alert);
  return {
    ...closed,
    openAlert: { recordId: alert.recordId, phase, trigger },
    pastAlerts: remember(state.pastAlerts, { phase, cause, day }, context.rules.alertAgainDaysMin),
  };
}

/** The same phase alerts again for the same cause only after some time, however often something had ended it. */
function mayAlert(past: readonly PastAlert[], phase: Phase, cause: CauseName, day: Day, daysMin: number): boolean {
  return !past.some((alert) => alert.phase === phase && alert.cause === cause && day - alert.day < daysMin);
}

/** The past alerts that may still keep one from being raised. */
function remember(past: readonly PastAlert[], alert: PastAlert, daysMin: number): readonly PastAlert[] {
  return [...past.filter(({ day }) => alert.day - day < daysMin), alert];
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
  const valueAtStakeMinor = valueAtStake(phase, purchases, day, context.rules, ownCalibration(state, context));
  const isMain = stage === 'core' || stage === 'core-defector';
  return {
    type: isMain ? 'MainDefectorAlert' : 'RiskAlert',
    ...headOf(draft, 'alert'),
    trigger,
    phase,
    stage,
    lifetime,
    relationship: relationshipOf(state),
    advocacy,
    causes,
    notAssessable,
    evidence,
    pmg: evidence.silence?.pmg ?? null,
    valueAtStakeMinor,
    openCase: hasOpenCase(contacts),
    contactability: contactabilityOf(profile),
    calibrationVersion: ownCalibration(state, context)?.version ?? 0,
    rulesVersion: context.rulesVersion,
    restsOn: restsOn(state, evidence, causes),
    ...explainAlert(
      { at, day, phase, trigger, causes, evidence, purchases, cases: contacts?.cases ?? [], valueAtStakeMinor },
      context,
    ),
  };
}
