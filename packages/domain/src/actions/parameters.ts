import type { CauseName } from '../causes/cause.ts';
import type { Channel, Relationship } from '../lifecycle/facts.ts';
import type { Advocacy, Stage } from '../lifecycle/state.ts';
import type { Pmg } from '../purchases/value.ts';
import type { TimedCalendar } from '../time/calendar.ts';
import type { OpeningHours } from '../time/opening-hours.ts';
import type { ActionElements, ActionKind, ActionPhase, ActionTrigger, ConsentNeeded, OfferKind } from './outputs.ts';

/** `unknown` where no calibration is accepted yet. */
export const sizes = ['small', 'medium', 'large', 'unknown'] as const satisfies readonly (Pmg | 'unknown')[];
export type Size = (typeof sizes)[number];

export const relationships = ['transactional', 'contractual'] as const satisfies readonly Relationship[];

/** A rule case with no condition. */
export const whoever: RuleCase = {
  phases: null,
  triggers: null,
  stages: null,
  causes: null,
  pmg: null,
  relationships: null,
  advocacy: null,
  openCase: null,
};

/** To whom a rule applies. Null: whatever it is. */
export interface RuleCase {
  readonly phases: readonly ActionPhase[] | null;
  readonly triggers: readonly ActionTrigger[] | null;
  readonly stages: readonly Stage[] | null;
  /** Of the cause that is ranked first. */
  readonly causes: readonly CauseName[] | null;
  readonly pmg: readonly Size[] | null;
  readonly relationships: readonly Relationship[] | null;
  readonly advocacy: readonly Advocacy[] | null;
  readonly openCase: boolean | null;
}

/** Nothing is right. */
export interface DoNothing {
  readonly kind: 'nothing';
  readonly reason: string;
  readonly reasonFr: string;
}

export interface DoAct {
  readonly kind: ActionKind;
  /** One of `ActionRules.queues`. */
  readonly queue: string;
  /** 1 to 3. */
  readonly deskLevel: number;
  readonly channel: Channel;
  readonly commercial: boolean;
  readonly consentNeeded: ConsentNeeded;
  readonly offer: OfferRule | null;
  readonly elements: ActionElements;
  readonly avoid: readonly string[];
  readonly avoidFr: readonly string[];
  /** Milliseconds: of opening time, or by the clock. */
  readonly dueWithin: number;
  readonly inOpeningHours: boolean;
  /** Milliseconds by the clock. */
  readonly expiresAfter: number;
  /** Whether the customers of the hold-out are left alone. */
  readonly holdOut: boolean;
  readonly reason: string;
  readonly reasonFr: string;
}

export interface OfferRule {
  readonly kind: OfferKind;
  /** Where to begin: a share of the limit found for the customer, 0 to 1. */
  readonly shareOfLimitStart: number;
  /** Never worth more, minor units of the reporting currency; 0: it has no price. */
  readonly limitMinor: number;
}

export interface PolicyRule {
  readonly name: string;
  readonly when: RuleCase;
  readonly do: DoNothing | DoAct;
}

/** Chances that a customer buys within 180 days, 0 to 1. */
export interface SuccessRates {
  readonly with: number;
  /** Where silence does not tell it. */
  readonly without: number;
}

export interface ActionRules {
  /** Share of the customers who are left alone, to measure what actions do; 0 to 1. */
  readonly holdOut: { readonly share: number };
  readonly queues: readonly string[];
  readonly openingHours: OpeningHours;
  readonly success: {
    readonly proactiveRetention: SuccessRates;
    readonly reactiveRetention: SuccessRates;
    readonly serviceRecovery: SuccessRates;
    readonly winBack: SuccessRates;
  };
  /** The first that applies is followed. */
  readonly policy: readonly PolicyRule[];
}

/** Everything a step may look at besides state and fact. Read-only. */
export interface ActionsContext {
  readonly customerId: string;
  readonly calendar: TimedCalendar;
  readonly rules: ActionRules;
  /** A digest of the rules. */
  readonly policyVersion: string;
  /** Where in the hold-out's order a customer stands, in [0, 1): the same at all times under one salt. */
  readonly holdOutShareOf: (customerId: string) => number;
}
