import type { CaseKind, Motive } from '../lifecycle/facts.ts';
import type { Day, Instant } from '../time/calendar.ts';

/** A support case, as far as incident points and causes need it. */
export interface SupportCase {
  readonly caseId: string;
  readonly caseKind: CaseKind;
  readonly important: boolean;
  readonly openedAt: Instant;
  /** From when its delay counts: its opening, or the last reopening. */
  readonly delayFrom: Instant;
  /** Until when it is to be solved: the promise, else what its kind allows. */
  readonly dueAt: Instant;
  /** Whether `dueAt` was promised to the customer. */
  readonly promised: boolean;
  /** When it was last resolved or closed; null while it is open. */
  readonly closedAt: Instant | null;
  /** Desks that have had it, in order of first sight, the latest `desksMax`. */
  readonly desks: readonly string[];
  /** Level of the desk that has it. */
  readonly level: number | null;
  /** Transfers to the same or a lower level. */
  readonly sidewaysTransfers: number;
  /** When a delay was first missed. */
  readonly missedAt: Instant | null;
  /** When it was first bounced between desks. */
  readonly bouncedAt: Instant | null;
  /** When it was first reopened soon after it had been closed. */
  readonly reopenedAt: Instant | null;
  /** Whether it was at its opening one case too many in a short time. */
  readonly oneTooMany: boolean;
  /**
   * Ids of the contact that opened it, of the openings of the other cases where it was one too many, and of the contacts that
   * changed what it is about, sent it sideways or back, or reopened it soon: the first and the latest of the others, at most
   * `restsOnMax`.
   */
  readonly restsOn: readonly string[];
}

/** Notice given and not withdrawn. */
export interface Notice {
  readonly eventId: string;
  readonly givenAt: Instant;
  readonly effectiveDay: Day;
  readonly motive: Motive | null;
}

interface Rating {
  readonly eventId: string;
  readonly at: Instant;
  /** 1 (worst) to 5. */
  readonly rating: number;
}

/** What support contacts have left behind. */
export interface Contacts {
  /** Open ones, and closed ones as long as they matter; by opening, at most `keptCasesMax`. */
  readonly cases: readonly SupportCase[];
  /** When a case was last closed, be it kept or not; null where none ever was. */
  readonly lastClosedAt: Instant | null;
  readonly notice: Notice | null;
  /** The last one. */
  readonly rating: Rating | null;
  readonly lastPraiseAt: Instant | null;
  /** Days of the contacts of the last year, ascending, one entry a contact, the latest `contactDaysMax`: the cost to serve. */
  readonly contactDays: readonly Day[];
}

export const keptCasesMax = 16;
export const desksMax = 16;
export const restsOnMax = 8;
export const contactDaysMax = 64;

/** Of who has never been in touch. */
export const noContacts: Contacts = {
  cases: [],
  lastClosedAt: null,
  notice: null,
  rating: null,
  lastPraiseAt: null,
  contactDays: [],
};

export function hasOpenCase(contacts: Contacts | null): boolean {
  return contacts !== null && contacts.cases.some(({ closedAt }) => closedAt === null);
}

/** The same without the notice: it is withdrawn, or who gave it has come back. */
export function withoutNotice(contacts: Contacts): Contacts {
  return contacts.notice === null ? contacts : { ...contacts, notice: null };
}
