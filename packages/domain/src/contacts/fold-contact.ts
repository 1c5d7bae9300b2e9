import type { SupportContact } from '../lifecycle/facts.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import type { Calendar, Day } from '../time/calendar.ts';
import { type Contacts, contactDaysMax, type Notice, noContacts, withoutNotice } from './contacts.ts';
import { foldCases } from './fold-cases.ts';

/** One more support contact: "Support contacts" of docs/rules.md. Contacts are to be given in the order of their event time. */
export function foldContact(
  contacts: Contacts | null,
  contact: SupportContact,
  rules: LifecycleRules,
  calendar: Calendar,
): Contacts {
  const before = contacts ?? noContacts;
  const day = calendar.dayOf(contact.at);
  const counted: Contacts = { ...before, contactDays: addDay(before.contactDays, day, rules.windowDays) };
  const { id: eventId, at } = contact;
  switch (contact.what) {
    case 'notice-given':
      return { ...counted, notice: noticeOf(contact, rules, calendar) };
    case 'notice-withdrawn':
      return withoutNotice(counted);
    case 'rating':
      return { ...counted, rating: { eventId, at, rating: contact.rating! } };
    case 'praise':
      return { ...counted, lastPraiseAt: at };
    default:
      return foldCases(counted, contact, rules.incidents);
  }
}

/** What the contacts of the window that ends with the day have cost, minor units. */
export function costToServeMinor(contacts: Contacts | null, day: Day, { windowDays, value }: LifecycleRules): number {
  if (contacts === null) return 0;
  return contacts.contactDays.filter((one) => one > day - windowDays).length * value.contactCostMinor;
}

function addDay(days: readonly Day[], day: Day, windowDays: number): readonly Day[] {
  return [...days.filter((one) => one > day - windowDays), day].slice(-contactDaysMax);
}

/** It takes effect after it was given: at the next start of a day where the customer names an earlier one. */
function noticeOf({ id, at, effectiveOn, motive }: SupportContact, { notice }: LifecycleRules, calendar: Calendar): Notice {
  const day = calendar.dayOf(at);
  const stated = effectiveOn ?? day + notice.daysUntilEffective;
  return { eventId: id, givenAt: at, effectiveDay: Math.max(stated, day + 1), motive };
}
