import { describe, expect, it } from 'vitest';
import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { addPurchase, emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { advocacyOf } from './advocacy.ts';
import type { Profile } from './profile.ts';
import { change, changed } from './spec-support.ts';

const refer = (day: number, referredCustomerId: string) => change(day, 'referral', { referredCustomerId });
const declare = (shareOfWalletPercent: number) => change(0, 'share-of-wallet', { shareOfWalletPercent });
const boughtFrom = (...categories: readonly string[]) =>
  addPurchase(emptyHistory, utcCalendar.dayOf(onDay(0)), 100, 365, categories);

const withEligible = (...eligibleCategories: readonly string[]): LifecycleRules => ({
  ...defaultRules,
  advocacy: { ...defaultRules.advocacy, eligibleCategories },
});

function advocacyOn(
  day: number,
  profile: Profile | null,
  purchases: PurchaseHistory = emptyHistory,
  rules: LifecycleRules = defaultRules,
) {
  return advocacyOf(profile, purchases, { at: onDay(day), day: utcCalendar.dayOf(onDay(day)) }, rules);
}

describe('a partner', () => {
  it('is declared, whatever else holds', () => {
    expect(advocacyOn(1, changed(change(0, 'partner', { granted: true }), refer(0, 'bob'), refer(0, 'cid')))).toBe('partner');
  });
});

describe('an ambassador', () => {
  it('has referred two customers in 730 days', () => {
    const profile = changed(refer(0, 'bob'), refer(1, 'cid'), declare(90));
    expect(advocacyOn(1, profile)).toBe('ambassador');
    expect(advocacyOn(729.999, profile)).toBe('ambassador');
    expect(advocacyOn(730, profile)).toBe('adept');
  });

  it('is not who has referred one, be it twice', () => {
    expect(advocacyOn(1, changed(refer(0, 'bob'), refer(1, 'bob')))).toBe('none');
  });
});

describe('an adept', () => {
  it('declares a share of wallet of 80 % or more', () => {
    expect(advocacyOn(0, changed(declare(80)))).toBe('adept');
    expect(advocacyOn(0, changed(declare(79)))).toBe('none');
  });

  it('who declares nothing buys in 80 % of the eligible categories', () => {
    const five = withEligible('a', 'b', 'c', 'd', 'e');
    expect(advocacyOn(0, null, boughtFrom('a', 'b', 'c', 'd', 'x'), five)).toBe('adept');
    expect(advocacyOn(0, null, boughtFrom('a', 'b', 'c', 'x', 'y'), five)).toBe('none');
  });

  it('is told by what was declared, where that is less', () => {
    expect(advocacyOn(0, changed(declare(10)), boughtFrom('a', 'b', 'c'), withEligible('a', 'b', 'c'))).toBe('none');
  });

  it('is not told by purchases with fewer than 3 eligible categories', () => {
    expect(advocacyOn(0, null, boughtFrom('a', 'b'), withEligible('a', 'b'))).toBe('none');
  });

  it('is told by the purchases of the window only', () => {
    const three = withEligible('a', 'b', 'c');
    expect(advocacyOn(364, null, boughtFrom('a', 'b', 'c'), three)).toBe('adept');
    expect(advocacyOn(365, null, boughtFrom('a', 'b', 'c'), three)).toBe('none');
  });
});

describe('who is none of these', () => {
  it('has no advocacy', () => {
    expect(advocacyOn(0, null)).toBe('none');
  });
});
