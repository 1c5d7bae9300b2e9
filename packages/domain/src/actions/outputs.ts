import type { CauseName } from '../causes/cause.ts';
import type { Channel } from '../lifecycle/facts.ts';
import type { ContactabilityChanged, Trigger } from '../lifecycle/outputs.ts';
import type { Phase, Stage } from '../lifecycle/state.ts';
import type { Contactability } from '../profiles/profile.ts';
import type { Pmg } from '../purchases/value.ts';
import type { ChanceReason } from '../score/reasons.ts';
import type { Instant } from '../time/calendar.ts';

/** What is done about a customer. */
export const actionKinds = [
  'proactive-retention',
  'reactive-retention',
  'service-recovery',
  'win-back',
  'farewell',
  'approval',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** How far it has come with the customer: abandoned, or proposed to be, besides the phases of an alert. */
export const actionPhases = ['leaving', 'gone', 'abandoned'] as const satisfies readonly (Phase | 'abandoned')[];
export type ActionPhase = (typeof actionPhases)[number];

export const actionTriggers = [
  'silence',
  'incident',
  'payment',
  'notice',
  'contract-ended',
  'abandonment',
] as const satisfies readonly (Trigger | 'abandonment')[];
export type ActionTrigger = (typeof actionTriggers)[number];

export const offerKinds = ['discount', 'voucher', 'gift', 'service', 'substitute', 'payment-plan'] as const;
export type OfferKind = (typeof offerKinds)[number];

/** What has to hold when an action is sent; `none`: a legal duty, or an answer that was asked for. */
export const consentsNeeded = ['none', 'not-refused', 'proved-opt-in'] as const;
export type ConsentNeeded = (typeof consentsNeeded)[number];

/** What is put right first, as it was hurt: what the customer gets, how it is handled, how one meets. */
export const leadingElements = ['distributive', 'procedural', 'interactional'] as const;
export type LeadingElement = (typeof leadingElements)[number];

/** Whom a comparison sets side by side: those whom the policy acts on, and those of the hold-out. */
export const effectGroups = ['acted', 'held-out'] as const;
export type EffectGroup = (typeof effectGroups)[number];

/** What became of a customer within the time of a trial: as which the alert was closed, or away until the end. */
export const effectOutcomes = ['purchased', 'returned', 'false-alarm', 'away', 'lost', 'abandoned'] as const;
export type EffectOutcome = (typeof effectOutcomes)[number];

/** What a decision gives. Ids are without the revision, which the runtime adds. */
export type ActionsOutput = RetentionAction | ActionCalledOff | ActionWithheld | EffectMeasured | ContactabilityChanged;

interface OutputBase {
  /** `<causeId>/action`, `/called-off`, `/withheld`, `/effect` or `/contactability`: at most one of each per cause. */
  readonly recordId: string;
  readonly customerId: string;
  /** When it took effect, in event time. */
  readonly at: Instant;
  /** Record id of what the lifecycle said, or `<customer>@expiry@<actionId>`, or `<customer>@effect@<alertId>`. */
  readonly causeId: string;
}

/** What both a decision to act and one not to act say of what asked for it. */
interface Decided extends OutputBase {
  /** Record id of the alert, of the proposal, or of the transition to `abandoned`. */
  readonly alertId: string;
  readonly rule: string;
  readonly stage: Stage;
  readonly phase: ActionPhase;
  readonly causes: readonly CauseName[];
  readonly pmg: Pmg | null;
  /** Of the policy in force. */
  readonly policyVersion: string;
}

/** What is to be done about a customer, and why. */
export interface RetentionAction extends Decided {
  readonly type: 'RetentionAction';
  /**
   * The record id. It stands for the action in all that comes of it, and a retracted action that comes back keeps it: no
   * customer gets one action under two ids.
   */
  readonly actionId: string;
  readonly kind: ActionKind;
  readonly trigger: ActionTrigger;
  readonly queue: string;
  /** 1 to 3. */
  readonly deskLevel: number;
  readonly channel: Channel;
  /** Whether it sells. */
  readonly commercial: boolean;
  readonly consentNeeded: ConsentNeeded;
  readonly offer: ActionOffer | null;
  readonly elements: ActionElements;
  readonly avoid: readonly string[];
  readonly avoidFr: readonly string[];
  readonly dueAt: Instant;
  readonly expiresAt: Instant;
  /** Minor units of the reporting currency; null where it cannot be told. */
  readonly valueAtStakeMinor: number | null;
  /** Value at stake × (success with it − success without), at least 0, minor units. */
  readonly expectedGainMinor: number;
  /** Chance of a purchase within 180 days if nothing is done, where silence tells it; else null. */
  readonly pBuysWithin180Days: number | null;
  /** What that rests on, the weightiest first. */
  readonly chanceReasons: readonly ChanceReason[];
  readonly contactability: Contactability;
  readonly reason: string;
  readonly reasonFr: string;
  readonly explanation: string;
  readonly explanationFr: string;
  readonly restsOn: readonly string[];
}

/** What may be offered, and how far; minor units, 0 where it has no price. */
export interface ActionOffer {
  readonly kind: OfferKind;
  readonly startMinor: number;
  readonly limitMinor: number;
}

/** How it is done, in plain words; empty where nothing is to be said. */
export interface ActionElements {
  readonly leading: LeadingElement | '';
  readonly distributive: string;
  readonly distributiveFr: string;
  readonly procedural: string;
  readonly proceduralFr: string;
  readonly interactional: string;
  readonly interactionalFr: string;
}

/** An action is not to be done any more. An alert that is withdrawn retracts its action instead. */
export interface ActionCalledOff extends OutputBase {
  readonly type: 'ActionCalledOff';
  readonly actionId: string;
  readonly reason: 'alert-closed' | 'superseded' | 'expired' | 'concluded';
  /** In plain English. */
  readonly detail: string;
}

export type WithholdingReason = 'held-out' | 'nothing-right' | 'open-action' | 'no-contact';

/** A decision not to act. */
export interface ActionWithheld extends Decided {
  readonly type: 'ActionWithheld';
  readonly reason: WithholdingReason;
  /** What would have been done; empty where nothing was right. */
  readonly kind: ActionKind | '';
  /** In plain English. */
  readonly detail: string;
}

/** What became of a customer whom the policy acted on, or held out, by the end of the trial; said of both alike. */
export interface EffectMeasured extends OutputBase {
  readonly type: 'EffectMeasured';
  /** Of the alert that the trial began with. */
  readonly alertId: string;
  readonly stage: Stage;
  readonly phase: ActionPhase;
  readonly pmg: Pmg | null;
  readonly kind: ActionKind;
  readonly rule: string;
  /** Of the policy that decided. */
  readonly policyVersion: string;
  readonly group: EffectGroup;
  readonly outcome: EffectOutcome;
  /** When it came to that; null for who is away. */
  readonly outcomeAt: Instant | null;
}
