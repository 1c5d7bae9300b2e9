import type { AdvocacyRules } from '../lifecycle/parameters.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Profile, Referral } from './profile.ts';

/** The referrals of the days over which they are counted, one per customer, oldest first. */
export function referralsWithin(profile: Profile | null, at: Instant, { referralDays }: AdvocacyRules): readonly Referral[] {
  const since = at - referralDays * dayMilliseconds;
  return profile === null ? [] : profile.referrals.filter((one) => one.at > since);
}
