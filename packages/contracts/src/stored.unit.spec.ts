import type { CustomerState, Fact } from '@ebb/domain';
import { initialState, phases, risks, stages } from '@ebb/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from './codec.ts';
import type { OutboxEntry } from './generated/records.ts';
import {
  beforeEveryFact,
  decodeJourneyEntry,
  decodeOutboxEntry,
  decodeStoredCustomer,
  encodeJourneyEntry,
  encodeOutboxEntry,
  encodeStoredCustomer,
  type StoredCustomer,
} from './stored.ts';

/** What zig-zag encoding in doubles carries without loss. */
const safe = fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 });
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const day = fc.integer({ min: -100_000, max: 100_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const state: fc.Arbitrary<CustomerState> = fc.record({
  purchases: fc.record({
    acquiredDay: maybe(day),
    older: maybe(fc.record({ count: int, firstDay: day, lastDay: day })),
    buckets: fc.array(fc.record({ day, bought: fc.boolean(), grossMinor: safe, refundedMinor: safe }), { maxLength: 5 }),
  }),
  stage: fc.constantFrom(...stages),
  risk: fc.constantFrom(...risks),
  lifetime: int,
  everCore: fc.boolean(),
  stageSince: safe,
  stageBefore: maybe(fc.constantFrom(...stages)),
  deadlines: fc.record({ fading: maybe(day), watch: maybe(day), leaving: maybe(day), lapse: maybe(day) }),
  calibrationVersion: int,
  openAlert: maybe(fc.record({ recordId: fc.string(), phase: fc.constantFrom(...phases) })),
  lastLeavingAlertDay: maybe(day),
  lastGoneAlertDay: maybe(day),
  lifetimeRevenueMinor: safe,
});

const identified = { id: fc.string({ unit: 'grapheme' }), at: safe };
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ kind: fc.constant('purchase' as const), ...identified, amountMinor: safe, categories: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('refund' as const), ...identified, amountMinor: safe, purchaseAt: maybe(safe) }),
  fc.record({ kind: fc.constant('support-contact' as const), ...identified, caseId: fc.string(), what: fc.string() }),
  fc.record({ kind: fc.constant('profile-change' as const), ...identified, what: fc.string() }),
  fc.record({ kind: fc.constant('engagement' as const), ...identified, what: fc.string() }),
);

const wake = fc.record({ source: int, dueAt: safe });

const customer: fc.Arbitrary<StoredCustomer> = fc.record({
  base: state,
  baseWakes: fc.array(wake, { maxLength: 4 }),
  asOf: fc.oneof(fc.constant(beforeEveryFact), fc.record({ at: safe, source: int, id: fc.string() })),
  facts: fc.array(fc.record({ source: int, fact }), { maxLength: 6 }),
  emitted: fc.array(
    fc.record({
      recordId: fc.string(),
      recordType: fc.constantFrom('LifecycleTransition' as const, 'MainDefectorAlert' as const, 'AlertClosed' as const),
      revision: int,
      at: safe,
      digest: fc.uint8Array({ minLength: 8, maxLength: 8 }),
      retracted: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  registered: fc.array(wake, { maxLength: 4 }),
});

const march1997 = 9_930;
const dayMilliseconds = 86_400_000;

/** Three purchase days, as one in eight of CDNOW's customers. */
const earlyRepeat: CustomerState = {
  ...initialState,
  purchases: {
    acquiredDay: march1997,
    older: null,
    buckets: [
      { day: march1997, bought: true, grossMinor: 2_933, refundedMinor: 0 },
      { day: march1997 + 20, bought: true, grossMinor: 6_300, refundedMinor: 0 },
      { day: march1997 + 60, bought: true, grossMinor: 1_277, refundedMinor: 0 },
    ],
  },
  stage: 'early-repeat',
  lifetime: 1,
  stageSince: (march1997 + 20) * dayMilliseconds,
  deadlines: { fading: null, watch: null, leaving: null, lapse: march1997 + 150 },
  calibrationVersion: 1,
  lifetimeRevenueMinor: 10_510,
};

const quiet: StoredCustomer = {
  base: earlyRepeat,
  baseWakes: [{ source: 0, dueAt: (march1997 + 150) * dayMilliseconds }],
  asOf: { at: (march1997 + 60) * dayMilliseconds, source: 127, id: '' },
  facts: [],
  emitted: [],
  registered: [{ source: 0, dueAt: (march1997 + 150) * dayMilliseconds }],
};

/** avsc reads a digest as a Buffer, whatever view of bytes was written: compared are the bytes. */
const plain = (stored: StoredCustomer) => ({
  ...stored,
  emitted: stored.emitted.map((record) => ({ ...record, digest: [...record.digest] })),
});

describe('a stored customer', () => {
  test('is read as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(customer, (stored) => {
        expect(plain(decodeStoredCustomer(encodeStoredCustomer(stored)))).toEqual(plain(stored));
      }),
    );
  });

  test('can be larger than any before it', () => {
    const facts = Array.from({ length: 5_000 }, (_, index) => ({
      source: 1,
      fact: { kind: 'engagement' as const, id: `campaign/${index}`, at: index, what: 'campaign-sent' },
    }));
    const stored = { ...quiet, facts };
    expect(decodeStoredCustomer(encodeStoredCustomer(stored))).toEqual(stored);
  });

  test('takes at most 110 bytes with three purchase days and nothing recent', () => {
    expect(encodeStoredCustomer(quiet).length).toBeLessThanOrEqual(110);
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

test('a journey entry is read as it was written', () => {
  const entry = { at: 1, what: 'purchase', id: 'order 17', detail: '12.77 USD' };
  expect(decodeJourneyEntry(encodeJourneyEntry(entry))).toEqual(entry);
});

test('an outbox entry is read as it was written', () => {
  const entry: OutboxEntry = {
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
  expect(decodeOutboxEntry(encodeOutboxEntry(entry))).toEqual(entry);
});
