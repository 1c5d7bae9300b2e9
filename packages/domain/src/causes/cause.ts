import type { Instant } from '../time/calendar.ts';

export const causeNames = [
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
  'unknown',
] as const;
export type CauseName = (typeof causeNames)[number];

/** How a cause is known, the strongest first: the customer stated it; a case proves it that is open, or closed; a pattern. */
export const proofs = ['stated', 'open', 'closed', 'pattern', 'none'] as const;
export type Proof = (typeof proofs)[number];

/** Why a customer leaves, with what a person can check it by. */
export interface Cause {
  readonly cause: CauseName;
  readonly proof: Proof;
  /** When it was stated or shown; of a pattern, the time of the alert. */
  readonly at: Instant;
  /** The case that proves it. */
  readonly caseId: string | null;
  /** In words, for a person: the figures that it rests on. */
  readonly detail: string;
  readonly detailFr: string;
  /** Ids of the events that it rests on. */
  readonly restsOn: readonly string[];
}
