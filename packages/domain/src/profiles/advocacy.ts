import type { AdvocacyRules, LifecycleRules } from '../lifecycle/parameters.ts';
import type { Advocacy } from '../lifecycle/state.ts';
import type { CategoryDay, PurchaseHistory } from '../purchases/history.ts';
import type { Day, Instant } from '../time/calendar.ts';
import type { Profile } from './profile.ts';
import { referralsWithin } from './referrals.ts';

/** How much a customer stands up for the company: "Advocacy" of docs/rules.md. */
export function advocacyOf(
  profile: Profile | null,
  { categoryDays }: PurchaseHistory,
  { at, day }: { readonly at: Instant; readonly day: Day },
  { advocacy, windowDays }: LifecycleRules,
): Advocacy {
  if (profile?.partner) return 'partner';
  if (referralsWithin(profile, at, advocacy).length >= advocacy.referralsMin) return 'ambassador';
  const share = profile?.shareOfWalletPercent ?? null;
  const isAdept =
    share === null ? buysAcrossTheRange(categoryDays, day - windowDays, advocacy) : share >= advocacy.shareOfWalletPercentMin;
  return isAdept ? 'adept' : 'none';
}

/** Whether what was bought after a day covers enough of what could be. */
function buysAcrossTheRange(days: readonly CategoryDay[], after: Day, rules: AdvocacyRules): boolean {
  const { eligibleCategories, categoriesMin, categoriesPercentMin } = rules;
  if (eligibleCategories.length < categoriesMin) return false;
  const bought = new Set(days.filter(({ day }) => day > after).flatMap(({ categories }) => categories));
  const count = eligibleCategories.filter((category) => bought.has(category)).length;
  return 100 * count >= categoriesPercentMin * eligibleCategories.length;
}
