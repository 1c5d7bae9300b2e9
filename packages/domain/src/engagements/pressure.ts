import type { Dated } from '../profiles/profile.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Engagements } from './engagements.ts';

/** The commercial contacts of the `days` of 24 hours that end with an instant, itself included; ascending. */
export function contactsUntil({ commercialContacts }: Engagements, until: Instant, days: number): readonly Dated[] {
  const since = until - days * dayMilliseconds;
  return commercialContacts.filter(({ at }) => at > since && at <= until);
}
