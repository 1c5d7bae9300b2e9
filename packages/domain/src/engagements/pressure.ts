import type { CauseRules } from '../lifecycle/parameters.ts';
import type { Dated } from '../profiles/profile.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Engagements } from './engagements.ts';

/** The commercial contacts of the days over which contact pressure is counted, ascending. */
export function recentContacts(
  { commercialContacts }: Engagements,
  at: Instant,
  { days }: CauseRules['overSolicited'],
): readonly Dated[] {
  return commercialContacts.filter((one) => one.at > at - days * dayMilliseconds);
}
