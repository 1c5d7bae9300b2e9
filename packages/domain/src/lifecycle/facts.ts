import type { Instant } from '../time/calendar.ts';

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

/** The other sources are folded and kept in the journey; their rules come with their folders. */
export interface SupportContact extends FactBase {
  readonly kind: 'support-contact';
  readonly caseId: string;
  readonly what: string;
}

export interface ProfileChange extends FactBase {
  readonly kind: 'profile-change';
  readonly what: string;
}

export interface Engagement extends FactBase {
  readonly kind: 'engagement';
  readonly what: string;
}
