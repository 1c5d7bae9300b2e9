import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { ProfileChange } from '../lifecycle/facts.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { foldProfile } from './fold-profile.ts';
import type { Profile } from './profile.ts';

/** A profile change; its id is what and when. */
export function change(day: number, what: ProfileChange['what'], more: Partial<ProfileChange> = {}): ProfileChange {
  return {
    kind: 'profile-change',
    id: `${what}-${day}`,
    at: onDay(day),
    what,
    granted: null,
    channel: null,
    consentSource: null,
    timeZone: null,
    language: null,
    relationship: null,
    shareOfWalletPercent: null,
    referredCustomerId: null,
    lossReason: null,
    invoiceId: null,
    dueOn: null,
    approvedBy: null,
    ...more,
  };
}

export function changed(...changes: readonly ProfileChange[]): Profile {
  let folded: Profile | null = null;
  for (const one of changes) folded = foldProfile(folded, one, defaultRules, utcCalendar);
  return folded!;
}
