import { describe, expect, test } from 'vitest';
import type { Engagement, ProfileChange, Purchase, SupportContact } from '../generated/records.ts';
import { engagementFact } from './engagement.ts';
import type { BorderLimits } from './limits.ts';
import { markerWatermark } from './marker.ts';
import { profileChangeFact } from './profile-change.ts';
import { purchaseFact } from './purchase.ts';
import { supportContactFact } from './support-contact.ts';

const minute = 60_000;
const now = Date.UTC(2026, 2, 15, 12);

const limits: BorderLimits = {
  reportingCurrency: 'EUR',
  rates: { USD: [{ from: '2026-01-01', rate: '0.9231' }], IDR: [{ from: '2026-01-01', rate: '0.00005' }] },
  amountMaxMinor: 1_000_000,
  clockSkewMax: 5 * minute,
  isoDayOf: (instant) => new Date(instant).toISOString().slice(0, 10),
};

const purchase: Purchase = {
  eventId: 'e1',
  customerId: 'c1',
  kind: 'purchase',
  orderId: 'o1',
  occurredAt: now,
  amountMinor: 1_000,
  currency: 'EUR',
  channel: null,
  lineItems: [],
  refundOf: null,
};
const refund: Purchase = { ...purchase, kind: 'refund' };

const fold = (change: Partial<Purchase>) => purchaseFact({ ...purchase, ...change }, limits, now);
const detailOf = (checked: object): unknown => ('detail' in checked ? checked.detail : undefined);

describe('a purchase', () => {
  test('is a fact of its customer, with the categories of its lines once each, sorted', () => {
    const lines = ['shoes', 'hats', 'shoes'].map((category) => ({ sku: null, category, quantity: 1, amountMinor: 1 }));
    expect(fold({ lineItems: lines })).toEqual({
      kind: 'fact',
      customerId: 'c1',
      fact: { kind: 'purchase', id: 'e1', at: now, amountMinor: 1_000, categories: ['hats', 'shoes'] },
    });
  });

  test('in another currency counts at the rate of its day', () => {
    expect(fold({ currency: 'USD' })).toMatchObject({ fact: { amountMinor: 923 } });
  });

  test('may be free', () => {
    expect(fold({ amountMinor: 0 })).toMatchObject({ fact: { amountMinor: 0 } });
  });

  test('may be years old', () => {
    expect(fold({ occurredAt: Date.UTC(1997, 0, 1) })).toMatchObject({ kind: 'fact' });
  });

  test('may be ahead of the broker by what clocks may differ', () => {
    expect(fold({ occurredAt: now + 5 * minute })).toMatchObject({ kind: 'fact' });
  });
});

describe('a refund', () => {
  test('counts on the day of the purchase it names', () => {
    const refundOf = { orderId: 'o0', occurredAt: now - 1_000 * minute };
    expect(purchaseFact({ ...refund, refundOf }, limits, now)).toEqual({
      kind: 'fact',
      customerId: 'c1',
      fact: { kind: 'refund', id: 'e1', at: now, amountMinor: 1_000, purchaseAt: now - 1_000 * minute },
    });
  });

  test('that names none counts on its own', () => {
    expect(purchaseFact(refund, limits, now)).toMatchObject({ fact: { kind: 'refund', purchaseAt: null } });
  });
});

describe('a purchase or refund that cannot be is a dead letter', () => {
  test.each<[string, Partial<Purchase>, string]>([
    ['without an id', { eventId: '' }, 'bad-id'],
    ['without a customer', { customerId: '' }, 'bad-id'],
    ['with an id as long as a page', { eventId: 'x'.repeat(257) }, 'bad-id'],
    ['with a negative amount', { amountMinor: -1 }, 'absurd-amount'],
    ['beyond the greatest amount', { amountMinor: 1_000_001 }, 'absurd-amount'],
    ['beyond the greatest amount once converted', { amountMinor: 1_100_000, currency: 'USD' }, 'absurd-amount'],
    ['of nothing, as a refund', { kind: 'refund', amountMinor: 0 }, 'absurd-amount'],
    ['of nothing once converted, as a refund', { kind: 'refund', amountMinor: 1, currency: 'IDR' }, 'absurd-amount'],
    ['in a currency that does not exist', { currency: 'EURO' }, 'unknown-currency'],
    ['in a currency without rates', { currency: 'JPY' }, 'no-rate'],
    ['before the first rate of its currency', { currency: 'USD', occurredAt: Date.UTC(2025, 11, 31) }, 'no-rate'],
    ['before 1990', { occurredAt: Date.UTC(1989, 11, 31) }, 'absurd-time'],
    ['in seconds for milliseconds', { occurredAt: now / 1_000 }, 'absurd-time'],
    ['in microseconds for milliseconds', { occurredAt: now * 1_000 }, 'absurd-time'],
    ['of the future', { occurredAt: now + 5 * minute + 1 }, 'future-time'],
    ['of a purchase before 1990', { kind: 'refund', refundOf: { orderId: 'o0', occurredAt: 0 } }, 'absurd-time'],
  ])('%s', (_, change, code) => {
    expect(fold(change)).toMatchObject({ kind: 'bad', code });
  });

  test('and says what is allowed', () => {
    expect(detailOf(fold({ amountMinor: 1_100_000, currency: 'USD' }))).toBe(
      '1100000 USD is 1015410 EUR in minor units; amountMaxMinor allows 1000000',
    );
    expect(detailOf(fold({ occurredAt: now + 6 * minute }))).toBe(
      "occurredAt is 2026-03-15T12:06:00.000Z, 360 s after the broker's 2026-03-15T12:00:00.000Z; clockSkewMax allows 300 s",
    );
  });
});

const event = { eventId: 'e1', customerId: 'c1', occurredAt: now, channel: null };

const contact: SupportContact = {
  ...event,
  caseId: '4711',
  what: 'notice-given',
  kind: 'other',
  desk: null,
  level: 1,
  promisedBy: null,
  rating: null,
  motive: null,
  effectiveOn: null,
  important: false,
  orderId: null,
  topic: null,
};

const profileChange: ProfileChange = {
  ...event,
  what: 'share-of-wallet',
  granted: null,
  consentSource: null,
  timeZone: null,
  language: null,
  relationship: null,
  shareOfWalletPercent: 80,
  referredCustomerId: null,
  lossReason: null,
  invoiceId: null,
  dueOn: null,
  approvedBy: null,
};

const engagement: Engagement = {
  ...event,
  what: 'campaign-sent',
  commercial: true,
  actionId: null,
  campaignId: null,
  outcome: null,
  motive: null,
  callBackAt: null,
  detail: null,
};

describe('what the other sources say is a fact in brief', () => {
  test('a support contact, of its case', () => {
    const { eventId, customerId, occurredAt, kind, orderId: _, topic: __, ...said } = contact;
    expect(supportContactFact(contact, limits, now)).toEqual({
      kind: 'fact',
      customerId,
      fact: { kind: 'support-contact', id: eventId, at: occurredAt, caseKind: kind, ...said },
    });
  });

  test('a profile change', () => {
    const { eventId, customerId, occurredAt, ...said } = profileChange;
    const fact = { kind: 'profile-change', id: eventId, at: occurredAt, ...said };
    expect(profileChangeFact(profileChange, limits, now)).toEqual({ kind: 'fact', customerId, fact });
  });

  test('an engagement', () => {
    const { eventId, customerId, occurredAt, campaignId: _, ...said } = engagement;
    const fact = { kind: 'engagement', id: eventId, at: occurredAt, ...said };
    expect(engagementFact(engagement, limits, now)).toEqual({ kind: 'fact', customerId, fact });
  });

  test('why something was not sent, in brief; of what was sent nothing of the kind', () => {
    const unsent = (what: Engagement['what'], detail: string) => engagementFact({ ...engagement, what, detail }, limits, now);
    expect(unsent('suppressed', 'backfill')).toMatchObject({ fact: { detail: 'backfill' } });
    expect(unsent('held-out', 'x'.repeat(201))).toMatchObject({ fact: { detail: 'x'.repeat(200) } });
    expect(unsent('action-sent', 'backfill')).toMatchObject({ fact: { detail: null } });
  });

  test('an action of Ebb’s may have a long id: it is made of the ids of its causes', () => {
    const answered = { ...engagement, what: 'answered', actionId: 'x'.repeat(1_024) } as const;
    expect(engagementFact(answered, limits, now)).toMatchObject({ kind: 'fact' });
    expect(engagementFact({ ...answered, actionId: 'x'.repeat(1_025) }, limits, now)).toMatchObject({ code: 'bad-id' });
  });
});

const changed = (change: Partial<ProfileChange>) => profileChangeFact({ ...profileChange, ...change }, limits, now);

describe('what the other sources cannot mean is a dead letter', () => {
  test.each([
    ['a contact of no case', supportContactFact({ ...contact, caseId: '' }, limits, now), 'bad-id'],
    ['a desk of level 4', supportContactFact({ ...contact, level: 4 }, limits, now), 'absurd-value'],
    ['a rating of 0', supportContactFact({ ...contact, rating: 0 }, limits, now), 'absurd-value'],
    ['a promise for 1970', supportContactFact({ ...contact, promisedBy: 0 }, limits, now), 'absurd-time'],
    ['a contact of the future', supportContactFact({ ...contact, occurredAt: now + 6 * minute }, limits, now), 'future-time'],
    ['a promise of nothing', supportContactFact({ ...contact, what: 'promised' }, limits, now), 'missing-field'],
    ['a rating without one', supportContactFact({ ...contact, what: 'rating' }, limits, now), 'missing-field'],
    ['a desk without a name', supportContactFact({ ...contact, desk: '' }, limits, now), 'bad-id'],
    ['a notice for 1970', supportContactFact({ ...contact, effectiveOn: 1 }, limits, now), 'absurd-time'],
    ['an outcome without one', engagementFact({ ...engagement, what: 'outcome' }, limits, now), 'missing-field'],
    ['a consent that says neither yes nor no', changed({ what: 'consent' }), 'missing-field'],
    ['a do-not-contact that says neither', changed({ what: 'do-not-contact' }), 'missing-field'],
    ['a time zone without a name', changed({ what: 'time-zone' }), 'missing-field'],
    ['a time zone that is none', changed({ what: 'time-zone', timeZone: 'Paris' }), 'absurd-value'],
    ['a language that is none', changed({ what: 'language', language: 'français' }), 'absurd-value'],
    ['a referral of nobody', changed({ what: 'referral' }), 'missing-field'],
    ['a referral of no name', changed({ what: 'referral', referredCustomerId: '' }), 'bad-id'],
    ['an unpaid invoice without a number', changed({ what: 'invoice-unpaid' }), 'missing-field'],
    ['an invoice due in 1970', changed({ what: 'invoice-unpaid', invoiceId: 'i', dueOn: 0 }), 'absurd-time'],
    ['an approval by nobody', changed({ what: 'abandonment-approved' }), 'missing-field'],
    ['a loss for no reason', changed({ what: 'lost' }), 'missing-field'],
    ['a share of 101 %', profileChangeFact({ ...profileChange, shareOfWalletPercent: 101 }, limits, now), 'absurd-value'],
    ['a profile change of nobody', profileChangeFact({ ...profileChange, customerId: '' }, limits, now), 'bad-id'],
    ['a call-back in 1970', engagementFact({ ...engagement, callBackAt: 0 }, limits, now), 'absurd-time'],
    ['an engagement without an id', engagementFact({ ...engagement, eventId: '' }, limits, now), 'bad-id'],
  ])('%s', (_, checked, code) => {
    expect(checked).toMatchObject({ kind: 'bad', code });
  });
});

describe('a marker', () => {
  test('carries its watermark', () => {
    const watermark = Date.UTC(1998, 6, 1);
    const marker = { source: 'replayer', partition: 3, watermark, madeAt: null };
    expect(markerWatermark(marker, limits, now)).toEqual({ kind: 'marker', watermark, from: 'replayer', madeAt: null });
  });

  test('of the future moves no time', () => {
    const marker = { source: 'replayer', partition: 3, watermark: now + 6 * minute, madeAt: null };
    expect(markerWatermark(marker, limits, now)).toMatchObject({ kind: 'bad', code: 'future-time' });
  });
});
