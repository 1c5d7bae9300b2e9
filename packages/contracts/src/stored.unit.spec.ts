import type { CustomerState, Fact } from '@ebb/domain';
import { advocacies, causeNames, channels, daysFrom, initialState, phases, risks, stages } from '@ebb/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from './codec.ts';
import {
  decodeJourneyEntries,
  decodeOutboxEntry,
  decodeStoredCustomer,
  encodeJourneyEntries,
  encodeOutboxEntry,
  encodeStoredCustomer,
  type StoredCustomer,
  type StoredOutboxEntry,
} from './stored.ts';
import { beforeEveryFact } from './stored-place.ts';

/** What zig-zag encoding in doubles carries without loss. */
const safe = fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 });
/** Of what is bought or refunded on a day. */
const amount = fc.integer({ min: 0, max: 2 ** 52 - 1 });
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const day = fc.integer({ min: -100_000, max: 100_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const text = fc.string({ maxLength: 8 });
const dated = { eventId: text, at: safe };
const channel = maybe(fc.constantFrom(...channels));
const motive = fc.constantFrom('other', 'better-offer', 'price', 'payment-difficulty', 'need-ended', 'moved', 'disappointed');
const trigger = fc.constantFrom('silence', 'incident', 'payment', 'notice', 'contract-ended');
const caseKind = fc.constantFrom('other', 'question', 'complaint', 'defect', 'unmet-expectation', 'service-not-performed');

const contacts: fc.Arbitrary<NonNullable<CustomerState['contacts']>> = fc.record({
  cases: fc.array(
    fc.record({
      caseId: text,
      caseKind,
      important: fc.boolean(),
      openedAt: safe,
      delayFrom: safe,
      dueAt: safe,
      promised: fc.boolean(),
      closedAt: maybe(safe),
      desks: fc.array(text, { maxLength: 3 }),
      level: maybe(fc.integer({ min: 1, max: 3 })),
      sidewaysTransfers: int,
      missedAt: maybe(safe),
      bouncedAt: maybe(safe),
      reopenedAt: maybe(safe),
      oneTooMany: fc.boolean(),
      restsOn: fc.array(text, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  lastClosedAt: maybe(safe),
  notice: maybe(fc.record({ eventId: text, givenAt: safe, effectiveDay: day, motive: maybe(motive) })),
  rating: maybe(fc.record({ ...dated, rating: fc.integer({ min: 1, max: 5 }) })),
  lastPraiseAt: maybe(safe),
  contactDays: fc.array(day, { maxLength: 5 }),
});

const profile: fc.Arbitrary<NonNullable<CustomerState['profile']>> = fc.record({
  consents: fc.array(fc.record({ channel, granted: fc.boolean(), at: safe, source: maybe(text) }), { maxLength: 3 }),
  doNotContact: fc.array(fc.record({ channel, at: safe }), { maxLength: 3 }),
  timeZone: maybe(text),
  language: maybe(text),
  relationship: fc.constantFrom('transactional', 'contractual'),
  shareOfWalletPercent: maybe(int),
  referrals: fc.array(fc.record({ ...dated, customerId: text }), { maxLength: 3 }),
  partner: fc.boolean(),
  unpaidInvoices: fc.array(fc.record({ invoiceId: text, eventId: text, dueDay: day }), { maxLength: 3 }),
  failedPayments: fc.array(fc.record(dated), { maxLength: 3 }),
  legalBar: fc.boolean(),
  loss: maybe(fc.constantFrom('other', 'closed', 'bankrupt', 'moved-away', 'deceased')),
});

const engagements: fc.Arbitrary<NonNullable<CustomerState['engagements']>> = fc.record({
  commercialContacts: fc.array(fc.record(dated), { maxLength: 5 }),
  unanswered: int,
  optedOut: maybe(fc.record(dated)),
  lastDelivered: maybe(fc.record({ actionId: text, at: safe })),
  statedMotive: maybe(fc.record({ ...dated, motive })),
});

const state: fc.Arbitrary<CustomerState> = fc.record({
  purchases: fc.record({
    acquiredDay: maybe(day),
    older: maybe(fc.record({ count: int, firstDay: day, lastDay: day })),
    buckets: fc
      .uniqueArray(fc.record({ day, bought: fc.boolean(), grossMinor: amount, refundedMinor: amount }), {
        maxLength: 5,
        selector: (bucket) => bucket.day,
      })
      .map((list) => daysFrom(list.toSorted((one, other) => one.day - other.day))),
    categoryDays: fc.array(fc.record({ day, categories: fc.array(fc.string(), { maxLength: 3 }) }), { maxLength: 3 }),
  }),
  contacts: maybe(contacts),
  profile: maybe(profile),
  engagements: maybe(engagements),
  stage: fc.constantFrom(...stages),
  risk: fc.constantFrom(...risks),
  silenceRisk: fc.constantFrom(...risks),
  incidentRisk: fc.constantFrom(...risks),
  advocacy: fc.constantFrom(...advocacies),
  lifetime: int,
  everCore: fc.boolean(),
  stageSince: safe,
  stageBefore: maybe(fc.constantFrom(...stages)),
  goneBy: maybe(fc.constantFrom('silence', 'notice', 'contract-ended')),
  deadlines: fc.record({
    fading: maybe(day),
    watch: maybe(day),
    leaving: maybe(day),
    lapse: maybe(day),
    isLapseOverdue: fc.boolean(),
    learning: maybe(day),
  }),
  calibrationVersion: int,
  openAlert: maybe(fc.record({ recordId: fc.string(), phase: fc.constantFrom(...phases), trigger })),
  pastAlerts: fc.array(fc.record({ phase: fc.constantFrom(...phases), cause: fc.constantFrom(...causeNames), trigger, day }), {
    maxLength: 3,
  }),
  abandonment: maybe(fc.record({ since: day, proposed: fc.boolean() })),
  lifetimeRevenueMinor: safe,
  lastPurchaseId: maybe(fc.string()),
});

const identified = { id: fc.string({ unit: 'grapheme' }), at: safe };
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ kind: fc.constant('purchase' as const), ...identified, amountMinor: safe, categories: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('refund' as const), ...identified, amountMinor: safe, purchaseAt: maybe(safe) }),
  fc.record({
    kind: fc.constant('support-contact' as const),
    ...identified,
    caseId: text,
    what: fc.constantFrom('opened', 'promised', 'notice-given', 'rating', 'other'),
    caseKind,
    channel,
    desk: maybe(text),
    level: maybe(int),
    promisedBy: maybe(safe),
    rating: maybe(int),
    motive: maybe(motive),
    effectiveOn: maybe(day),
    important: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('profile-change' as const),
    ...identified,
    what: fc.constantFrom('lead-captured', 'do-not-contact', 'invoice-unpaid', 'lost', 'other'),
    granted: maybe(fc.boolean()),
    channel,
    consentSource: maybe(text),
    timeZone: maybe(text),
    language: maybe(text),
    relationship: maybe(fc.constantFrom('transactional', 'contractual')),
    shareOfWalletPercent: maybe(int),
    referredCustomerId: maybe(text),
    lossReason: maybe(fc.constantFrom('moved-away', 'deceased')),
    invoiceId: maybe(text),
    dueOn: maybe(day),
    approvedBy: maybe(text),
  }),
  fc.record({
    kind: fc.constant('engagement' as const),
    ...identified,
    what: fc.constantFrom('action-sent', 'campaign-sent', 'held-out', 'outcome', 'other'),
    channel,
    commercial: fc.boolean(),
    actionId: maybe(text),
    outcome: maybe(fc.constantFrom('call-back', 'not-reached', 'wrong-number', 'accepted')),
    motive: maybe(motive),
    callBackAt: maybe(safe),
    detail: maybe(text),
  }),
);

const wake = fc.record({ source: int, dueAt: safe });

const prefix = fc.constantFrom('', 'contact:', 'profile:', 'engagement:');
const suffix = fc.constantFrom('/transition', '/transition-2', '/alert', '/proposal', '/', '');

/** What has left: caused by one of the facts, or not, at its time, or not. */
const emission = (facts: StoredCustomer['facts']): fc.Arbitrary<StoredCustomer['emitted'][number]> =>
  fc.record({
    recordId: fc.oneof(
      fc.string(),
      fc
        .tuple(prefix, fc.constantFrom('ann@lapse@2026-01-31', ...facts.map((one) => one.fact.id)), suffix)
        .map((parts) => parts.join('')),
    ),
    recordType: fc.constantFrom('LifecycleTransition', 'MainDefectorAlert', 'RiskAlert', 'AbandonmentProposed'),
    revision: int,
    at: fc.oneof(safe, fc.constantFrom(0, ...facts.map((one) => one.fact.at))),
    digest: fc.uint8Array({ minLength: 8, maxLength: 8 }),
    retracted: fc.boolean(),
    flow: fc.constantFrom('', 'core>inactive'),
  });

const customer: fc.Arbitrary<StoredCustomer> = fc.array(fc.record({ source: int, fact }), { maxLength: 6 }).chain((facts) =>
  fc.record({
    base: state,
    baseWakes: fc.array(wake, { maxLength: 4 }),
    asOf: fc.oneof(
      fc.constant(beforeEveryFact),
      fc.record({ at: safe, source: fc.oneof(int, fc.constant(127)), id: fc.oneof(fc.constant(''), fc.string()) }),
    ),
    facts: fc.constant(facts),
    emitted: fc.array(emission(facts), { maxLength: 4 }),
    registered: fc.array(wake, { maxLength: 4 }),
    counted: maybe(fc.record({ group: fc.constantFrom(...stages), amount: safe })),
  }),
);

const march1997 = 9_930;
const dayMilliseconds = 86_400_000;

/** Three purchase days, as one in eight of CDNOW's customers. */
const earlyRepeat: CustomerState = {
  ...initialState,
  purchases: {
    acquiredDay: march1997,
    older: null,
    buckets: daysFrom([
      { day: march1997, bought: true, grossMinor: 2_933, refundedMinor: 0 },
      { day: march1997 + 20, bought: true, grossMinor: 6_300, refundedMinor: 0 },
      { day: march1997 + 60, bought: true, grossMinor: 1_277, refundedMinor: 0 },
    ]),
    categoryDays: [],
  },
  stage: 'early-repeat',
  lifetime: 1,
  stageSince: (march1997 + 20) * dayMilliseconds,
  deadlines: { fading: null, watch: null, leaving: null, lapse: march1997 + 150, isLapseOverdue: false, learning: null },
  calibrationVersion: 1,
  lifetimeRevenueMinor: 10_510,
};

const campaign = {
  kind: 'engagement',
  what: 'campaign-sent',
  channel: 'mail',
  commercial: true,
  actionId: null,
  outcome: null,
  motive: null,
  callBackAt: null,
  detail: null,
} as const;

const quiet: StoredCustomer = {
  base: earlyRepeat,
  baseWakes: [{ source: 0, dueAt: (march1997 + 150) * dayMilliseconds }],
  asOf: { at: (march1997 + 60) * dayMilliseconds, source: 127, id: '' },
  facts: [],
  emitted: [],
  registered: [{ source: 0, dueAt: (march1997 + 150) * dayMilliseconds }],
  counted: { group: 'core', amount: 12_000 },
};

/** avsc reads a digest as a Buffer, whatever view of bytes was written: compared are the bytes. */
const plain = (stored: StoredCustomer) => ({
  ...stored,
  emitted: stored.emitted.map((record) => ({ ...record, digest: [...record.digest] })),
});

describe('a stored customer', () => {
  test('is read as it was written, whatever it holds, and stays so while others are written and read', () => {
    fc.assert(
      fc.property(customer, (stored) => {
        const bytes = encodeStoredCustomer(stored);
        const others = encodeStoredCustomer(quiet);
        const read = decodeStoredCustomer(bytes);
        decodeStoredCustomer(others);
        expect(plain(read)).toEqual(plain(stored));
      }),
    );
  });

  test('can be larger than any before it', () => {
    const facts = Array.from({ length: 5_000 }, (_, index) => ({
      source: 1,
      fact: { ...campaign, id: `campaign/${index}`, at: index },
    }));
    const stored = { ...quiet, facts };
    expect(decodeStoredCustomer(encodeStoredCustomer(stored))).toEqual(stored);
  });

  test('takes at most 80 bytes with three purchase days and nothing recent', () => {
    expect(encodeStoredCustomer(quiet).length).toBeLessThanOrEqual(80);
  });

  test('takes at most 120 bytes with a purchase that has just made it core', () => {
    const at = (march1997 + 90) * dayMilliseconds;
    const purchase = { kind: 'purchase', id: 'shop-524833', at, amountMinor: 4_529, categories: [] } as const;
    const transition = {
      recordId: 'shop-524833/transition',
      recordType: 'LifecycleTransition',
      revision: 0,
      at,
      digest: Buffer.alloc(8, 7),
      retracted: false,
      flow: 'early-repeat>core',
    } as const;
    const stored: StoredCustomer = { ...quiet, facts: [{ source: 0, fact: purchase }], emitted: [transition] };
    expect(decodeStoredCustomer(encodeStoredCustomer(stored))).toEqual(stored);
    expect(encodeStoredCustomer(stored).length).toBeLessThanOrEqual(120);
  });

  test('cut short or run on is refused, not read as something else', () => {
    const bytes = encodeStoredCustomer(quiet);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeStoredCustomer(bytes.subarray(0, length)), `${length} bytes`).toThrow(DecodeError);
    }
    expect(() => decodeStoredCustomer(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(DecodeError);
  });

  test('of a newer release is refused with what to do', () => {
    const bytes = encodeStoredCustomer(quiet);
    bytes[0] = 200;
    expect(() => decodeStoredCustomer(bytes)).toThrow(/version 200: this build of Ebb reads versions 1 to \d+; start one/);
  });

  test('that does not fit is refused with the field', () => {
    const torn = { ...quiet, base: { ...earlyRepeat, lifetime: 1.5 } };
    expect(() => encodeStoredCustomer(torn)).toThrow('this is no ebb.StoredCustomer: base.lifetime is 1.5');
  });
});

test.each(['refund', 'LifecycleTransition', 'MainDefectorAlert'])('a journey entry of a %s is read as it was written', (what) => {
  const entry = { at: 1, what, id: 'order 17', detail: '12.77 USD' };
  expect(encodeJourneyEntries([entry]).flatMap(decodeJourneyEntries)).toEqual([entry]);
});

test('an outbox entry is read as it was written', () => {
  const entry: StoredOutboxEntry = {
    topic: 'customer-alerts',
    partition: 15,
    key: Buffer.from('c1/order 17/transition'),
    value: Buffer.from([0, 0, 0, 0, 7, 1, 2, 3]),
    recordType: 'LifecycleTransition',
    recordId: 'order 17/transition',
    revision: 0,
    epoch: 3,
    sequence: 2 ** 40,
  };
  expect(decodeOutboxEntry(encodeOutboxEntry(entry))).toStrictEqual(entry);
  const withHeaders = { ...entry, headers: { ce_id: 'c1/order 17/transition#0', 'content-type': 'avro' } };
  expect(decodeOutboxEntry(encodeOutboxEntry(withHeaders))).toEqual(withHeaders);
});
