import type { Contacts } from '../contacts/contacts.ts';
import type { Engagements } from '../engagements/engagements.ts';
import type { LifecycleContext } from '../lifecycle/parameters.ts';
import type { Profile } from '../profiles/profile.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';

/** What is known of a customer that may say why he leaves. */
export interface Known {
  readonly contacts: Contacts | null;
  readonly profile: Profile | null;
  readonly engagements: Engagements | null;
  readonly purchases: PurchaseHistory;
}

/** When and by which rules causes are looked for. */
export interface Inquiry extends Pick<LifecycleContext, 'rules' | 'calendar'> {
  readonly at: Instant;
}

/** Whether something is recent enough to stand as a cause. */
export function isRecent(instant: Instant, { at, rules }: Inquiry): boolean {
  return at - instant <= rules.causes.causeDaysMax * dayMilliseconds;
}
