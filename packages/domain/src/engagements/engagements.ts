import type { Motive } from '../lifecycle/facts.ts';
import type { Dated } from '../profiles/profile.ts';
import type { Instant } from '../time/calendar.ts';

/** The motive that the customer last stated when refusing. */
interface StatedMotive extends Dated {
  readonly motive: Motive;
}

/** What was done to a customer, and what came of it. */
export interface Engagements {
  /** Commercial contacts of the last months, Ebb's own included, ascending, the latest `contactsMax`. */
  readonly commercialContacts: readonly Dated[];
  /** Commercial contacts since the customer last answered one. */
  readonly unanswered: number;
  readonly optedOut: Dated | null;
  /** The last of Ebb's actions that reached the customer. */
  readonly lastDelivered: { readonly actionId: string; readonly at: Instant } | null;
  readonly statedMotive: StatedMotive | null;
}

export const contactsMax = 32;

/** Of who has had nothing from us. */
export const noEngagements: Engagements = {
  commercialContacts: [],
  unanswered: 0,
  optedOut: null,
  lastDelivered: null,
  statedMotive: null,
};
