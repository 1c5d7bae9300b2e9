/** A load of all four sources: purchases, and around them what else customers do and have done to them. */
import type { SourceName } from '@ebb/contracts';
import type { SourceRecord } from '@ebb/intake';
import { eventOf } from '@ebb/testing/pipeline';
import { seededRandom } from '@ebb/testing/seeded-random';
import { type Load, purchases } from './purchases.ts';

export type SourceEvent = {
  readonly [Name in SourceName]: { readonly source: Name; readonly record: SourceRecord<Name> };
}[SourceName];

/** Of all events; the others are purchases. */
const shares = { supportContacts: 0.05, engagements: 0.04, profiles: 0.01 } as const;
const purchaseShare = 1 - shares.supportContacts - shares.engagements - shares.profiles;
/** Of all contacts. */
const noticeShare = 0.02;

/** In the order of their times; about as many as the load says. */
export function* allSources(load: Load): Generator<SourceEvent> {
  const random = seededRandom(load.seed + 1);
  const openCases = new Map<string, string>();
  for (const record of purchases({ ...load, events: Math.round(load.events * purchaseShare) })) {
    yield { source: 'purchases', record };
    const { customerId, occurredAt, eventId } = record;
    const drawn = random() * purchaseShare;
    if (drawn < shares.supportContacts) {
      yield { source: 'supportContacts', record: contactOf(customerId, occurredAt, eventId, openCases, random()) };
    } else if (drawn < shares.supportContacts + shares.engagements) {
      yield { source: 'engagements', record: eventOf('engagements', customerId, occurredAt) };
    } else if (drawn < 1 - purchaseShare) {
      yield { source: 'profiles', record: eventOf('profiles', customerId, occurredAt) };
    }
  }
}

/** Notice, the end of the customer's open case, or a new one. */
function contactOf(
  customerId: string,
  occurredAt: number,
  eventId: string,
  openCases: Map<string, string>,
  random: number,
): SourceRecord<'supportContacts'> {
  const contact = eventOf('supportContacts', customerId, occurredAt);
  if (random < noticeShare) return { ...contact, what: 'notice-given', caseId: `notice-${eventId}`, motive: 'price' };
  const open = openCases.get(customerId);
  if (open !== undefined) {
    openCases.delete(customerId);
    return { ...contact, what: 'closed', caseId: open };
  }
  openCases.set(customerId, `case-${eventId}`);
  const kind = random < 0.6 ? 'question' : random < 0.85 ? 'complaint' : 'defect';
  return { ...contact, kind, caseId: `case-${eventId}` };
}
