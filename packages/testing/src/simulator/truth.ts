import type { CauseName, Instant } from '@ebb/domain';

/** Of the causes that Ebb knows, those that are simulated. */
export const causesOfDropOut = [
  'natural',
  'better-offer',
  'price',
  'payment-difficulty',
  'need-ended',
  'moved',
  'defect-not-fixed',
  'service-not-performed',
  'bounced',
  'failed-onboarding',
  'disappointed',
  'boredom',
  'over-solicited',
] as const satisfies readonly ('natural' | CauseName)[];

/** `natural` is what nobody is told, nor could know. */
export type DropOutCause = (typeof causesOfDropOut)[number];

/** From then on the customer does not buy again. */
export interface DropOut {
  readonly at: Instant;
  readonly cause: DropOutCause;
  /** When what led to it began: the case was opened, the pressure or the boredom set in; else the drop-out itself. */
  readonly beganAt: Instant;
  /** The first event that tells of it, to whoever sees all events and thinks; null where none does. It may come after the drop-out. */
  readonly knowableAt: Instant | null;
  /** The case that caused it. */
  readonly caseId: string | null;
}

/** What really is so of a customer. */
export interface Truth {
  readonly customerId: string;
  /** The first purchase. */
  readonly acquiredAt: Instant;
  /** While alive, not bored, and in a season as usual. */
  readonly purchasesPerWeek: number;
  /** At each purchase, of the natural drop-out. */
  readonly dropOutProbability: number;
  /** Spent at a purchase on average, in US cents. */
  readonly spendMeanMinor: number;
  /** Alive and not buying, as long as the customer did not drop out. */
  readonly pauses: readonly Pause[];
  /** Null: alive at the end of the data. */
  readonly dropOut: DropOut | null;
}

export interface Pause {
  readonly from: Instant;
  readonly until: Instant;
}
