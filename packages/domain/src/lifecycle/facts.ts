import type { Day, Instant } from '../time/calendar.ts';

/** What one source said about a customer, reduced to what the rules need ("in brief"). */
export type Fact = Purchase | Refund | SupportContact | ProfileChange | Engagement;

interface FactBase {
  /** Id of the event, unique within its source. */
  readonly id: string;
  /** Event time. */
  readonly at: Instant;
}

export interface Purchase extends FactBase {
  readonly kind: 'purchase';
  /** Integer, at least 0, minor units of the reporting currency. */
  readonly amountMinor: number;
  /** Categories of the line items, without repeats, sorted. */
  readonly categories: readonly string[];
}

export interface Refund extends FactBase {
  readonly kind: 'refund';
  /** Integer above 0, minor units of the reporting currency. */
  readonly amountMinor: number;
  /** Event time of the purchase that is refunded, where the shop named it. */
  readonly purchaseAt: Instant | null;
}

/** The way over which a customer and the company meet. */
export const channels = ['other', 'phone', 'mail', 'ivr', 'web', 'app', 'chat', 'sms', 'post', 'shop', 'field'] as const;
export type Channel = (typeof channels)[number];

/** Why a customer leaves, as stated by the customer. */
export type Motive = 'other' | 'better-offer' | 'price' | 'payment-difficulty' | 'need-ended' | 'moved' | 'disappointed';

type ContactWhat =
  | 'other'
  | 'opened'
  | 'contacted'
  | 'transferred'
  | 'promised'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'notice-given'
  | 'notice-withdrawn'
  | 'rating'
  | 'praise';

/** What a support case is about. */
export type CaseKind =
  | 'other'
  | 'question'
  | 'complaint'
  | 'defect'
  | 'unmet-expectation'
  | 'service-not-performed'
  | 'failed-onboarding'
  | 'payment';

export interface SupportContact extends FactBase {
  readonly kind: 'support-contact';
  readonly caseId: string;
  readonly what: ContactWhat;
  /** `other` where this contact does not say. */
  readonly caseKind: CaseKind;
  readonly channel: Channel | null;
  /** The desk that holds the case after the contact. */
  readonly desk: string | null;
  /** Level of that desk, 1 to 3. */
  readonly level: number | null;
  /** Until when it was promised to be solved; there where `what` is `promised`. */
  readonly promisedBy: Instant | null;
  /** 1 (worst) to 5; there where `what` is `rating`. */
  readonly rating: number | null;
  /** Of a notice. */
  readonly motive: Motive | null;
  /** Of a notice: the day on which it takes effect, where stated. */
  readonly effectiveOn: Day | null;
  /** Whether the service concerned is an important one to this customer. */
  readonly important: boolean;
}

type ProfileWhat =
  | 'other'
  | 'lead-captured'
  | 'lead-qualified'
  | 'lead-disqualified'
  | 'consent'
  | 'do-not-contact'
  | 'time-zone'
  | 'language'
  | 'relationship'
  | 'contract-ended'
  | 'share-of-wallet'
  | 'referral'
  | 'partner'
  | 'invoice-unpaid'
  | 'invoice-paid'
  | 'payment-failed'
  | 'legal-bar'
  | 'abandonment-approved'
  | 'lost'
  | 'erasure-requested';

export type Relationship = 'transactional' | 'contractual';

/** Why a customer cannot come back. */
export type LossReason = 'other' | 'closed' | 'bankrupt' | 'moved-away' | 'deceased';

/** Which of the fields is there follows from `what`; the border has checked it. */
export interface ProfileChange extends FactBase {
  readonly kind: 'profile-change';
  readonly what: ProfileWhat;
  /** There for `consent`, `do-not-contact`, `partner` and `legal-bar`: whether it holds from now on. */
  readonly granted: boolean | null;
  /** For `consent` and `do-not-contact`; null means every channel. */
  readonly channel: Channel | null;
  /** For `consent`: where and how it was given, its proof. */
  readonly consentSource: string | null;
  /** There for `time-zone`: a valid IANA name. */
  readonly timeZone: string | null;
  /** There for `language`: a BCP 47 tag. */
  readonly language: string | null;
  /** There for `relationship`. */
  readonly relationship: Relationship | null;
  /** There for `share-of-wallet`: 0 to 100. */
  readonly shareOfWalletPercent: number | null;
  /** There for `referral`. */
  readonly referredCustomerId: string | null;
  /** There for `lost`. */
  readonly lossReason: LossReason | null;
  /** There for `invoice-unpaid` and `invoice-paid`. */
  readonly invoiceId: string | null;
  /** For `invoice-unpaid`: the day it was due; null for the day of the event. */
  readonly dueOn: Day | null;
  /** There for `abandonment-approved`: the role or staff id. */
  readonly approvedBy: string | null;
}

type EngagementWhat =
  | 'other'
  | 'action-sent'
  | 'campaign-sent'
  | 'delivered'
  | 'answered'
  | 'outcome'
  | 'opted-out'
  | 'suppressed'
  | 'held-out';

/** What came of an action. */
export type Outcome = 'other' | 'accepted' | 'refused' | 'call-back' | 'not-reached' | 'solved' | 'wrong-number';

export interface Engagement extends FactBase {
  readonly kind: 'engagement';
  readonly what: EngagementWhat;
  readonly channel: Channel | null;
  /** Whether it sells; commercial contacts add to contact pressure. */
  readonly commercial: boolean;
  /** The action of Ebb's that it belongs to. */
  readonly actionId: string | null;
  /** There for `outcome`. */
  readonly outcome: Outcome | null;
  /** Of a refusal, where the customer states it. */
  readonly motive: Motive | null;
  /** For the outcome `call-back`: when the customer asked to be called. */
  readonly callBackAt: Instant | null;
  /** For `suppressed` and `held-out`: why it was not sent, where that is said. */
  readonly detail: string | null;
}
