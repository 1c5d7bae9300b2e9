import type { CauseName } from '../causes/cause.ts';
import type { Relationship } from '../lifecycle/facts.ts';
import type { AbandonmentProposed, LifecycleTransition, MainDefectorAlert, RiskAlert } from '../lifecycle/outputs.ts';
import type { Advocacy, Stage } from '../lifecycle/state.ts';
import type { Contactability } from '../profiles/profile.ts';
import type { Pmg } from '../purchases/value.ts';
import type { ChanceReason } from '../score/reasons.ts';
import type { Instant } from '../time/calendar.ts';
import type { ActionPhase, ActionTrigger } from './outputs.ts';

/** What asks for an action: an alert, the proposal to abandon a customer, or the abandonment. */
export interface Asking {
  readonly alertId: string;
  readonly at: Instant;
  readonly phase: ActionPhase;
  readonly trigger: ActionTrigger;
  readonly stage: Stage;
  readonly relationship: Relationship;
  readonly advocacy: Advocacy;
  /** Ranked, at least one. */
  readonly causes: readonly CauseName[];
  readonly pmg: Pmg | null;
  readonly openCase: boolean;
  readonly valueAtStakeMinor: number | null;
  /** Chance of a purchase within 180 days, where silence tells it; else null. */
  readonly successWithout: number | null;
  /** What that rests on; none where it is not told. */
  readonly chanceReasons: readonly ChanceReason[];
  /** Null where it says nothing of it. */
  readonly contactability: Contactability | null;
  readonly explanation: string;
  readonly explanationFr: string;
  readonly restsOn: readonly string[];
}

/**
 * The chance that a customer buys is read from silence, and says nothing to who has just complained or given notice: it counts
 * only where silence is what spoke.
 */
export function askedByAlert(alert: MainDefectorAlert | RiskAlert): Asking {
  const { recordId: alertId, at, phase, trigger, stage, relationship, advocacy, pmg, openCase, valueAtStakeMinor } = alert;
  const { contactability, explanation, explanationFr, restsOn, evidence } = alert;
  const silence = trigger === 'silence' ? evidence.silence : null;
  return {
    alertId,
    at,
    phase,
    trigger,
    stage,
    relationship,
    advocacy,
    causes: alert.causes.map(({ cause }) => cause),
    pmg,
    openCase,
    valueAtStakeMinor,
    successWithout: silence?.pBuysWithin180Days ?? null,
    chanceReasons: silence?.chanceReasons ?? [],
    contactability,
    explanation,
    explanationFr,
    restsOn,
  };
}

export function askedByProposal(proposal: AbandonmentProposed): Asking {
  const { recordId: alertId, at, causeId, stage, explanation, explanationFr } = proposal;
  return { ...abandonment, alertId, at, stage, explanation, explanationFr, restsOn: [causeId] };
}

export function askedByAbandonment(transition: LifecycleTransition): Asking {
  const { recordId: alertId, at, causeId, advocacy } = transition;
  return {
    ...abandonment,
    alertId,
    at,
    stage: 'abandoned',
    advocacy,
    explanation: 'A manager has approved to end the relationship.',
    explanationFr: 'Un responsable a approuvé la fin de la relation.',
    restsOn: [causeId],
  };
}

/** No customer is proposed for abandonment, or abandoned, with an open case or as an ambassador. */
const abandonment = {
  phase: 'abandoned',
  trigger: 'abandonment',
  relationship: 'transactional',
  advocacy: 'none',
  causes: ['unknown'],
  pmg: null,
  openCase: false,
  valueAtStakeMinor: null,
  successWithout: null,
  chanceReasons: [],
  contactability: null,
} as const;
