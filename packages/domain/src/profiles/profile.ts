import type { Channel, LossReason, Relationship } from '../lifecycle/facts.ts';
import type { Day, Instant } from '../time/calendar.ts';

/** The last word on a channel. */
export interface Consent {
  /** Null: every channel. */
  readonly channel: Channel | null;
  readonly granted: boolean;
  readonly at: Instant;
  /** Where and how it was given: without it a consent is not proved. */
  readonly source: string | null;
}

interface DoNotContact {
  /** Null: every channel. */
  readonly channel: Channel | null;
  readonly at: Instant;
}

/** Whether, how and when a customer may be contacted: what the services that send have to know. */
export interface Contactability {
  /** At most one per channel. */
  readonly consents: readonly Consent[];
  readonly doNotContact: readonly DoNotContact[];
  /** IANA name; null where unknown: the business time zone holds. */
  readonly timeZone: string | null;
  /** BCP 47 tag; null where unknown. */
  readonly language: string | null;
}

export interface UnpaidInvoice {
  readonly invoiceId: string;
  readonly eventId: string;
  readonly dueDay: Day;
}

/** An event of a kind that is counted over a time. */
export interface Dated {
  readonly eventId: string;
  readonly at: Instant;
}

export interface Referral extends Dated {
  readonly customerId: string;
}

export interface Profile extends Contactability {
  readonly relationship: Relationship;
  /** Declared, 0 to 100; null where not declared. */
  readonly shareOfWalletPercent: number | null;
  /** Of the last two years, one per referred customer, oldest first, the latest `referralsMax`. */
  readonly referrals: readonly Referral[];
  readonly partner: boolean;
  /** One per invoice, in the order in which they became known, the latest `unpaidInvoicesMax`. */
  readonly unpaidInvoices: readonly UnpaidInvoice[];
  /** Of the last 60 days, oldest first, the latest `failedPaymentsMax`. */
  readonly failedPayments: readonly Dated[];
  /** The law forbids to abandon this customer. */
  readonly legalBar: boolean;
  readonly loss: LossReason | null;
}

export const referralsMax = 64;
export const unpaidInvoicesMax = 16;
export const failedPaymentsMax = 16;

export const noContactability: Contactability = { consents: [], doNotContact: [], timeZone: null, language: null };

/** Of who has never said anything. */
export const noProfile: Profile = {
  ...noContactability,
  relationship: 'transactional',
  shareOfWalletPercent: null,
  referrals: [],
  partner: false,
  unpaidInvoices: [],
  failedPayments: [],
  legalBar: false,
  loss: null,
};
