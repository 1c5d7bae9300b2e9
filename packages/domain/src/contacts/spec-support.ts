import { defaultRules } from '../lifecycle/default-rules.ts';
import type { SupportContact } from '../lifecycle/facts.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import type { Contacts } from './contacts.ts';
import { missDelay, nextDelay } from './delays.ts';
import { foldContact } from './fold-contact.ts';

/** Noon of a day of a story, or so many days later. */
export const onDay = (day: number): Instant => (10_000.5 + day) * dayMilliseconds;

/** A contact of case 4711, by default only of its time; its id is what and when. */
export function contact(day: number, what: SupportContact['what'], more: Partial<SupportContact> = {}): SupportContact {
  return {
    kind: 'support-contact',
    id: `${what}-${day}`,
    at: onDay(day),
    caseId: '4711',
    what,
    caseKind: 'other',
    channel: null,
    desk: null,
    level: null,
    promisedBy: null,
    rating: null,
    motive: null,
    effectiveOn: null,
    important: false,
    ...more,
  };
}

/** What the contacts leave behind; the delays on the way to each are missed, each at its time. */
export function after(...contacts: readonly SupportContact[]): Contacts {
  let folded: Contacts | null = null;
  for (const one of contacts) {
    folded = foldContact(folded === null ? null : waited(folded, one.at - 1), one, defaultRules, utcCalendar);
  }
  return folded!;
}

/** The contacts after some time without any. */
export function waited(contacts: Contacts, until: Instant): Contacts {
  let waiting = contacts;
  for (let next = nextDelay(waiting, 0); next !== null && next.dueAt <= until; next = nextDelay(waiting, 0)) {
    waiting = missDelay(waiting, next.caseId, next.dueAt);
  }
  return waiting;
}
