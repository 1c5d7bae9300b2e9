import { describe, expect, it } from 'vitest';
import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { ProfileChange } from '../lifecycle/facts.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { contactabilityOf, optOut } from './contactability.ts';
import { foldProfile } from './fold-profile.ts';
import { failedPaymentsMax, noContactability, noProfile, referralsMax, unpaidInvoicesMax } from './profile.ts';
import { change, changed } from './spec-support.ts';

const unpaid = (invoiceId: string, dueOn: number | null = null) => change(0, 'invoice-unpaid', { invoiceId, dueOn });
const refer = (day: number, referredCustomerId: string) => change(day, 'referral', { referredCustomerId });
const bar = (day: number, channel: 'phone' | 'mail' | null, granted: boolean) =>
  change(day, 'do-not-contact', { channel, granted });
const barsAfter = (...changes: readonly ProfileChange[]) => changed(...changes).doNotContact.map(({ channel }) => channel);

describe('a profile', () => {
  it.each([
    'lead-captured',
    'lead-qualified',
    'lead-disqualified',
    'contract-ended',
    'abandonment-approved',
    'erasure-requested',
    'other',
  ] as const)('is left as it is by %s', (what) => {
    expect(foldProfile(null, change(0, what), defaultRules, utcCalendar)).toBeNull();
    expect(foldProfile(noProfile, change(0, what), defaultRules, utcCalendar)).toBe(noProfile);
  });

  it('holds what was last said of it', () => {
    const profile = changed(
      change(0, 'time-zone', { timeZone: 'Europe/Paris' }),
      change(0, 'language', { language: 'fr' }),
      change(0, 'relationship', { relationship: 'contractual' }),
      change(0, 'share-of-wallet', { shareOfWalletPercent: 80 }),
      change(0, 'share-of-wallet', { shareOfWalletPercent: 70 }),
      change(0, 'partner', { granted: true }),
      change(0, 'legal-bar', { granted: true }),
      change(0, 'lost', { lossReason: 'bankrupt' }),
    );
    expect(profile).toMatchObject({
      timeZone: 'Europe/Paris',
      language: 'fr',
      relationship: 'contractual',
      shareOfWalletPercent: 70,
      partner: true,
      legalBar: true,
      loss: 'bankrupt',
    });
  });

  it('is of a transactional customer unless stated', () => {
    expect(changed(change(0, 'language', { language: 'fr' })).relationship).toBe('transactional');
  });

  it('is of a partner, or barred by law, until that is lifted', () => {
    const granted = [change(0, 'partner', { granted: true }), change(0, 'legal-bar', { granted: true })];
    const lifted = [change(1, 'partner', { granted: false }), change(1, 'legal-bar', { granted: false })];
    expect(changed(...granted, ...lifted)).toMatchObject({ partner: false, legalBar: false });
  });
});

describe('contactability', () => {
  it('holds the last word per channel, and one for every channel', () => {
    const profile = changed(
      change(0, 'consent', { channel: 'mail', granted: true, consentSource: 'web form' }),
      change(1, 'consent', { channel: null, granted: true, consentSource: 'contract' }),
      change(2, 'consent', { channel: 'mail', granted: false }),
    );
    expect(contactabilityOf(profile).consents).toEqual([
      { channel: 'mail', granted: false, at: onDay(2), source: null },
      { channel: null, granted: true, at: onDay(1), source: 'contract' },
    ]);
  });

  it('loses the consent of a channel by an opt-out from it', () => {
    const consented = changed(change(0, 'consent', { channel: 'mail', granted: true, consentSource: 'web form' }));
    const withdrawn = { channel: 'mail', granted: false, at: onDay(1), source: null };
    expect(contactabilityOf(optOut(consented, 'mail', onDay(1))).consents).toEqual([withdrawn]);
    expect(contactabilityOf(optOut(null, 'mail', onDay(1))).consents).toEqual([withdrawn]);
  });

  it('knows the channels that are not to be used, until that is lifted for the channel or for every one', () => {
    const barred = [bar(0, 'phone', true), bar(0, 'mail', true), bar(0, null, true)];
    expect(barsAfter(...barred)).toEqual(['phone', 'mail', null]);
    expect(barsAfter(...barred, bar(1, 'phone', false))).toEqual(['mail', null]);
    expect(barsAfter(...barred, bar(1, null, false))).toEqual([]);
  });

  it('of who has never said anything is nothing at all', () => {
    expect(contactabilityOf(null)).toEqual(noContactability);
  });
});

describe('an unpaid invoice', () => {
  it('is due on the day stated, else on that of the event', () => {
    const days = changed(unpaid('a', 9_000), unpaid('b')).unpaidInvoices.map(({ dueDay }) => dueDay);
    expect(days).toEqual([9_000, utcCalendar.dayOf(onDay(0))]);
  });

  it('is known once, until it is paid', () => {
    expect(changed(unpaid('a'), unpaid('a', 9_000)).unpaidInvoices).toMatchObject([{ invoiceId: 'a', dueDay: 9_000 }]);
    expect(changed(unpaid('a'), unpaid('b'), change(1, 'invoice-paid', { invoiceId: 'a' })).unpaidInvoices).toMatchObject([
      { invoiceId: 'b' },
    ]);
  });
});

describe('what a profile keeps', () => {
  it('is a referral per customer, by the last event', () => {
    expect(changed(refer(0, 'bob'), refer(1, 'cid'), refer(2, 'bob')).referrals).toEqual([
      { eventId: 'referral-1', at: onDay(1), customerId: 'cid' },
      { eventId: 'referral-2', at: onDay(2), customerId: 'bob' },
    ]);
  });

  it('never grows beyond its limits', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => [
      change(index / 100, 'referral', { referredCustomerId: `${index}` }),
      change(index / 100, 'invoice-unpaid', { invoiceId: `${index}` }),
      change(index / 100, 'payment-failed'),
    ]).flat();
    const { referrals, unpaidInvoices, failedPayments } = changed(...hundred);
    expect([referrals.length, unpaidInvoices.length, failedPayments.length]).toEqual([
      referralsMax,
      unpaidInvoicesMax,
      failedPaymentsMax,
    ]);
    expect(unpaidInvoices.at(-1)!.invoiceId).toBe('99');
  });

  it('forgets what is past when more of it comes', () => {
    const old = [change(0, 'payment-failed'), change(0, 'referral', { referredCustomerId: 'bob' })];
    const profile = changed(...old, change(60, 'payment-failed'), change(730, 'referral', { referredCustomerId: 'cid' }));
    expect(profile.failedPayments).toMatchObject([{ at: onDay(60) }]);
    expect(profile.referrals).toMatchObject([{ customerId: 'cid' }]);
  });
});
