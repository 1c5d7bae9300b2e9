import type { Cause, CauseName } from '../causes/cause.ts';
import type { Notice, SupportCase } from '../contacts/contacts.ts';
import type { Contactability, UnpaidInvoice } from '../profiles/profile.ts';
import type { Pmg } from '../purchases/value.ts';
import type { ChanceReason } from '../score/reasons.ts';
import type { Day, Instant } from '../time/calendar.ts';
import type { Engagement, Motive, Relationship } from './facts.ts';
import type { Advocacy, Phase, Risk, Stage } from './state.ts';

export type Reason =
  | 'lead'
  | 'first-purchase'
  | 'repeat-purchase'
  | 'core-test'
  | 'purchase'
  | 'silence'
  | 'fading'
  | 'return'
  | 'false-alarm'
  | 'incident'
  | 'incident-over'
  | 'payment'
  | 'notice'
  | 'notice-withdrawn'
  | 'notice-effective'
  | 'contract-ended'
  | 'relationship'
  | 'advocacy'
  | 'lost'
  | 'abandoned'
  | 'erased';

/** What the lifecycle says of a customer. Ids are without the revision, which the runtime adds. */
export type Output =
  | LifecycleTransition
  | MainDefectorAlert
  | RiskAlert
  | AlertClosed
  | ContactabilityChanged
  | ActionOutcome
  | AbandonmentProposed;

interface OutputBase {
  /** `<cause>/<what>`. */
  readonly recordId: string;
  readonly customerId: string;
  /** When it took effect, in event time. */
  readonly at: Instant;
  /** Id of the event, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
}

export interface LifecycleTransition extends OutputBase {
  readonly type: 'LifecycleTransition';
  readonly fromStage: Stage;
  readonly toStage: Stage;
  readonly fromRisk: Risk;
  readonly toRisk: Risk;
  /** Advocacy after the transition. */
  readonly advocacy: Advocacy;
  /** The lifetime after the transition. */
  readonly lifetime: number;
  readonly reason: Reason;
  /** Of a return: whether within 90 days after a delivered action. No effect is claimed by it; hold-outs tell that. */
  readonly wonBack: boolean;
}

/** What the purchases say at the time of an alert. P(alive), scores and PMG are after the calibration of the last purchase. */
export interface SilenceEvidence {
  /** The last counted purchase day. */
  readonly lastPurchaseDay: Day;
  readonly silenceDays: number;
  /** Mean days between counted purchase days over the whole history; null with one. */
  readonly usualGapDays: number | null;
  /** Counted purchase days over the whole history. */
  readonly purchaseDays: number;
  /** F and M of the window of the day of the last purchase, be it refunded away since. */
  readonly frequency: number;
  readonly monetaryMinor: number;
  readonly pAlive: number;
  /** The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke. */
  readonly pAliveThreshold: number | null;
  readonly pBuysWithin180Days: number;
  /** What that chance rests on, the weightiest first; none where no learnt score ranks. */
  readonly chanceReasons: readonly ChanceReason[];
  /** Of the days of silence. */
  readonly recencyScore: number;
  readonly frequencyScore: number;
  readonly monetaryScore: number;
  readonly pmg: Pmg;
}

/** The cases that speak, and their points at the time of the alert. */
export interface IncidentEvidence {
  /** The greatest of the cases' points, those of closed ones decayed. */
  readonly points: number;
  /** The strongest ones first, at most 5, of those with points. */
  readonly cases: readonly CaseEvidence[];
}

export interface CaseEvidence
  extends Pick<
    SupportCase,
    | 'caseId'
    | 'caseKind'
    | 'important'
    | 'openedAt'
    | 'dueAt'
    | 'promised'
    | 'closedAt'
    | 'sidewaysTransfers'
    | 'missedAt'
    | 'bouncedAt'
    | 'reopenedAt'
    | 'oneTooMany'
    | 'restsOn'
  > {
  /** At the time of the alert. */
  readonly points: number;
}

export interface PaymentEvidence {
  readonly unpaidInvoices: readonly UnpaidInvoice[];
  /** Of the last 60 days. */
  readonly failedPayments: number;
}

/** Why, as data. */
export interface AlertEvidence {
  /** Null for who has never bought, and while no calibration is accepted. */
  readonly silence: SilenceEvidence | null;
  /** Null where no case has points. */
  readonly incidents: IncidentEvidence | null;
  readonly notice: Notice | null;
  /** Null where nothing is unpaid and no payment failed. */
  readonly payments: PaymentEvidence | null;
}

/** What made an alert speak. */
export type Trigger = 'silence' | 'incident' | 'payment' | 'notice' | 'contract-ended';

interface AlertBody extends OutputBase {
  readonly trigger: Trigger;
  readonly lifetime: number;
  readonly relationship: Relationship;
  readonly advocacy: Advocacy;
  /** Ranked; `unknown` alone where nothing is known. */
  readonly causes: readonly Cause[];
  /** Patterns for which there is too little to tell. */
  readonly notAssessable: readonly CauseName[];
  readonly evidence: AlertEvidence;
  /** As of the last purchase; null for who has never bought, and while no calibration is accepted. */
  readonly pmg: Pmg | null;
  /** Minor units of the reporting currency; null where it cannot be told. */
  readonly valueAtStakeMinor: number | null;
  /** Whether a case is open. */
  readonly openCase: boolean;
  /** As known at the time of the alert. */
  readonly contactability: Contactability;
  /** Version of the calibration that was in force at the last purchase; 0 for none. */
  readonly calibrationVersion: number;
  /** Version of the rules in force. */
  readonly rulesVersion: string;
  /** Ids of the events of the facts kept that it rests on; the last purchase among them. */
  readonly restsOn: readonly string[];
  /** One plain English sentence or a few. */
  readonly explanation: string;
  /** The same in French. */
  readonly explanationFr: string;
}

/** A core customer is leaving or gone. */
export interface MainDefectorAlert extends AlertBody {
  readonly type: 'MainDefectorAlert';
  readonly phase: Phase;
  /** The stage after the transition: `core` while leaving, `core-defector` once gone. */
  readonly stage: Stage;
}

/** A customer who is not core is leaving: a fragile newcomer after an incident, or anybody who gives notice. */
export interface RiskAlert extends AlertBody {
  readonly type: 'RiskAlert';
  readonly phase: Phase;
  readonly stage: Stage;
}

export interface AlertClosed extends OutputBase {
  readonly type: 'AlertClosed';
  readonly alertId: string;
  readonly phase: Phase;
  readonly reason:
    | 'false-alarm'
    | 'returned'
    | 'purchased'
    | 'escalated'
    | 'incident-over'
    | 'notice-withdrawn'
    | 'lost'
    | 'abandoned'
    | 'erased';
}

/** Consent, do-not-contact, time zone or language of a customer changed: all of it, as it holds now. */
export interface ContactabilityChanged extends OutputBase {
  readonly type: 'ContactabilityChanged';
  readonly contactability: Contactability;
}

/** What came of an action of Ebb's: it was sent, suppressed, answered, or an agent noted an outcome. */
export interface ActionOutcome extends OutputBase {
  readonly type: 'ActionOutcome';
  readonly actionId: string;
  readonly what: Exclude<Engagement['what'], 'other' | 'campaign-sent'>;
  readonly outcome: Engagement['outcome'];
  readonly motive: Motive | null;
  readonly callBackAt: Instant | null;
}

/** It costs more to keep this customer than the customer brings, twice: a manager may approve to end it. */
export interface AbandonmentProposed extends OutputBase {
  readonly type: 'AbandonmentProposed';
  readonly stage: Stage;
  /** Minor units a year. */
  readonly marginMinor: number;
  readonly costToServeMinor: number;
  readonly psychologicalValueMinor: number;
  readonly explanation: string;
  readonly explanationFr: string;
}
