import type { Engagement, ProfileChange, SupportContact } from '@ebb/contracts';
import type { Instant } from '@ebb/domain';
import { plainContact, plainEngagement, plainProfileChange } from '../plain-events.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** Events made up, in the order in which they were thought of. */
export interface Written {
  readonly supportContacts: SupportContact[];
  readonly profileChanges: ProfileChange[];
  readonly engagements: Engagement[];
}

type Said<Event> = Partial<Omit<Event, 'eventId' | 'customerId' | 'occurredAt'>>;

/** Writes down what happens to one customer; all ids say that it is synthetic. */
export class Pen {
  readonly customerId: string;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly #written: Written;
  readonly #until: Instant;
  #events = 0;
  #firstAt: Instant | null = null;

  /** @param until events from then on are left out: the data ends there */
  constructor(customerId: string, random: () => number, written: Written, until: Instant) {
    this.customerId = customerId;
    this.random = random;
    this.#written = written;
    this.#until = until;
  }

  /** When the first of it happened; null where nothing has been written. */
  get firstAt(): Instant | null {
    return this.#firstAt;
  }

  /** A contact of the case of a name, which is the customer's own. */
  contact(at: Instant, caseName: string, said: Said<SupportContact>): this {
    const contact = {
      ...plainContact,
      desk: 'synthetic-first-line',
      ...said,
      ...this.#event(at),
      caseId: this.caseIdOf(caseName),
    };
    if (at < this.#until) this.#written.supportContacts.push(contact);
    return this;
  }

  caseIdOf(caseName: string): string {
    return `synthetic-case-${this.customerId}-${caseName}`;
  }

  profile(at: Instant, said: Said<ProfileChange> & Pick<ProfileChange, 'what'>): this {
    const change = { ...plainProfileChange, language: null, ...said, ...this.#event(at) };
    if (at < this.#until) this.#written.profileChanges.push(change);
    return this;
  }

  engagement(at: Instant, said: Said<Engagement>): this {
    const campaignId = `synthetic-campaign-${new Date(at).toISOString().slice(0, 7)}`;
    const engagement = { ...plainEngagement, campaignId, ...said, ...this.#event(at) };
    if (at < this.#until) this.#written.engagements.push(engagement);
    return this;
  }

  /** A time of day between 9 and 17 o'clock, some days after an instant. */
  daysAfter(instant: Instant, days: number): Instant {
    return Math.floor(instant / day + days) * day + 9 * hour + Math.floor(this.random() * 8 * 60) * 60_000;
  }

  /** One of some. */
  one<T>(some: readonly [T, ...T[]]): T {
    return some[Math.floor(this.random() * some.length)] ?? some[0];
  }

  #event(occurredAt: Instant) {
    this.#events += 1;
    this.#firstAt = Math.min(this.#firstAt ?? occurredAt, occurredAt);
    return { eventId: `synthetic-${this.customerId}-${this.#events}`, customerId: this.customerId, occurredAt };
  }
}
