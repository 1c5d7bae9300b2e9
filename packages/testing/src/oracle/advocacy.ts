import type { Advocacy } from '@ebb/domain';
import { visits } from './boredom.ts';
import { isPartner, referralsWithin, shareOfWallet } from './customer-profile.ts';
import type { Life, Moment } from './life.ts';
import type { OracleSettings } from './settings.ts';

/** How much the customer stands up for the company, judged by all that is known. */
export function advocacyOf(life: Life, moment: Moment, settings: OracleSettings): Advocacy {
  const rules = settings.rules.advocacy;
  if (isPartner(life.known)) return 'partner';
  if (referralsWithin(life.known, moment.at, rules.referralDays) >= rules.referralsMin) return 'ambassador';
  return isAdept(life, moment, settings) ? 'adept' : 'none';
}

function isAdept(life: Life, { day }: Moment, settings: OracleSettings): boolean {
  const { windowDays, advocacy: rules } = settings.rules;
  const declared = shareOfWallet(life.known);
  if (declared !== null) return declared >= rules.shareOfWalletPercentMin;
  const { eligibleCategories, categoriesMin, categoriesPercentMin } = rules;
  if (eligibleCategories.length < categoriesMin) return false;
  const inWindow = visits(life, settings).filter((visit) => visit.day > day - windowDays);
  const bought = new Set(inWindow.flatMap(({ categories }) => categories));
  return (
    eligibleCategories.filter((category) => bought.has(category)).length * 100 >= categoriesPercentMin * eligibleCategories.length
  );
}
