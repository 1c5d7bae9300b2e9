import { decode, encode, type SourceName, sourceNames, sources } from '@ebb/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventSchemas } from './event-schema.ts';
import { type BatchReading, eventBytesMax, readBatch } from './read-batch.ts';

const now = Date.UTC(2026, 2, 15, 12);

const reading: BatchReading = {
  schemas: eventSchemas('Europe/Paris'),
  absent: [],
  limits: {
    reportingCurrency: 'EUR',
    rates: {},
    amountMaxMinor: 1_000_000,
    clockSkewMax: 300_000,
    isoDayOf: (instant) => new Date(instant).toISOString().slice(0, 10),
  },
  eventsMax: 3,
};

const ids = { eventId: 'e1', customerId: 'ann', occurredAt: '2026-03-15T10:00:00Z' };
const sound = {
  purchases: { type: 'Purchase', ...ids, kind: 'purchase', orderId: 'o1', amountMinor: 1_999, currency: 'EUR' },
  supportContacts: { type: 'SupportContact', ...ids, caseId: 'k1', what: 'opened' },
  profiles: { type: 'ProfileChange', ...ids, what: 'partner', granted: true },
  engagements: { type: 'Engagement', ...ids, what: 'answered' },
} satisfies Record<SourceName, object>;

const read = (...events: unknown[]) => readBatch({ events }, reading, now);

function recordOf(event: object): Readonly<Record<string, unknown>> {
  const batch = read(event);
  if (batch.kind !== 'sound') throw new Error(JSON.stringify(batch));
  return batch.events[0]?.record as unknown as Readonly<Record<string, unknown>>;
}

function problemOf(event: unknown) {
  const batch = read(event);
  return batch.kind === 'refused' ? batch.problems[0] : undefined;
}

describe('An event', () => {
  it.each(sourceNames)('of %s with no more than is needed is a record with the defaults of its schema', (source) => {
    const record = recordOf(sound[source]);
    const name = sources[source].record;
    expect(record).toMatchObject({ eventId: 'e1', customerId: 'ann', occurredAt: Date.UTC(2026, 2, 15, 10) });
    expect(decode(name, encode(name, record as never))).toEqual(record);
  });

  it.each([
    ['2026-03-15T10:00:00Z', Date.UTC(2026, 2, 15, 10)],
    ['2026-03-15T11:00:00+01:00', Date.UTC(2026, 2, 15, 10)],
    ['2026-03-15T11:00', Date.UTC(2026, 2, 15, 10)],
    ['2026-03-15', Date.UTC(2026, 2, 14, 23)],
    [Date.UTC(2026, 2, 15, 10), Date.UTC(2026, 2, 15, 10)],
  ])('may give its time as %s, in the business time zone where it has no offset', (occurredAt, expected) => {
    expect(recordOf({ ...sound.profiles, occurredAt })).toMatchObject({ occurredAt: expected });
  });

  it('of a source that the shop has left out is refused: nobody would read it', () => {
    const batch = readBatch({ events: [sound.profiles] }, { ...reading, absent: ['profiles'] }, now);
    expect(batch).toMatchObject({
      kind: 'refused',
      problems: [{ field: 'type', problem: 'nobody reads ProfileChange: sources.profiles is null in the configuration' }],
    });
    expect(readBatch({ events: [sound.purchases] }, { ...reading, absent: ['profiles'] }, now).kind).toBe('sound');
  });

  it('gives days of the calendar as yyyy-mm-dd, and words with hyphens', () => {
    const notice = { ...sound.supportContacts, what: 'notice-given', effectiveOn: '2026-03-31', motive: 'better-offer' };
    expect(recordOf(notice)).toMatchObject({
      what: 'notice-given',
      effectiveOn: Date.UTC(2026, 2, 31) / 86_400_000,
      motive: 'better-offer',
    });
  });

  it.each([
    [{ type: 'Purchas' }, 'type', 'there is no type Purchas; did you mean Purchase?', 'one of Purchase, SupportContact, '],
    [{ type: undefined }, 'type', 'type is missing', 'one of Purchase'],
    [{ type: ['Purchase'] }, 'type', 'type is no text', 'one of Purchase'],
    [{ type: { toString: null } }, 'type', 'type is no text', 'one of Purchase'],
    [{ amuontMinor: 5 }, 'amuontMinor', 'there is no field "amuontMinor"; did you mean amountMinor?', 'the fields eventId, '],
    [{ orderId: undefined }, 'orderId', 'orderId is missing', 'a text'],
    [{ orderId: 4711 }, 'orderId', 'orderId is 4711', 'a text'],
    [{ customerId: '\ud800' }, 'customerId', 'customerId is "\\ud800"', 'a text of whole characters'],
    [{ amountMinor: 19.99 }, 'amountMinor', 'amountMinor is 19.99', 'a whole number'],
    [{ amountMinor: '1999' }, 'amountMinor', 'amountMinor is "1999"', 'a whole number'],
    [{ kind: 'refnd' }, 'kind', 'kind is "refnd"; did you mean refund?', 'one of purchase, refund'],
    [
      { occurredAt: 'yesterday' },
      'occurredAt',
      'occurredAt is "yesterday"',
      'an ISO date-time, such as 2026-01-31T12:00:00+01:00',
    ],
    [{ occurredAt: '2026-02-30T10:00Z' }, 'occurredAt', 'occurredAt is "2026-02-30T10:00Z"', 'an ISO date-time'],
    [{ occurredAt: true }, 'occurredAt', 'occurredAt is true', 'an ISO date-time'],
    [{ lineItems: {} }, 'lineItems', 'lineItems is {}', 'a list'],
    [
      { lineItems: [{ category: 'hats', amount: 3, amountMinor: 3 }] },
      'lineItems.0.amount',
      'there is no field "amount"',
      'sku, ',
    ],
    [
      { lineItems: [{ category: 'hats', amountMinor: 3, quantity: 2 ** 31 }] },
      'lineItems.0.quantity',
      'is 2147483648',
      '32 bits',
    ],
    [{ refundOf: { orderId: 'o', at: 1 } }, 'refundOf.occurredAt', 'refundOf.occurredAt is missing', 'an ISO date-time'],
  ])('%j of a purchase is told with what is allowed', (change, field, problem, allowed) => {
    const told = problemOf({ ...sound.purchases, ...change });
    expect(told).toMatchObject({ index: 0, field, problem: expect.stringContaining(problem) });
    expect(told?.allowed).toContain(allowed);
  });

  it.each([
    ['purchases', { eventId: '' }, 'eventId', 'eventId has 0 characters', '1 to 256 are allowed'],
    ['purchases', { occurredAt: 1_773_568_800 }, 'occurredAt', 'occurredAt is 1773568800 ms since 1970', 'from 1990 to 9999'],
    ['purchases', { occurredAt: now + 300_001 }, 'occurredAt', "after the broker's", 'clockSkewMax allows 300 s'],
    ['purchases', { amountMinor: -1 }, 'amountMinor', 'amountMinor is -1', 'a refund is of kind refund'],
    ['purchases', { amountMinor: 0, kind: 'refund' }, 'amountMinor', 'a refund of 0 gives nothing back', 'above 0'],
    ['purchases', { amountMinor: 1_000_001 }, 'amountMinor', 'in minor units', 'amountMaxMinor allows 1000000'],
    ['purchases', { currency: 'EURO' }, 'currency', '"EURO" is no currency of ISO 4217', 'such as EUR'],
    ['purchases', { currency: 'SEK' }, 'currency', 'no rate from SEK to EUR', 'one with a rate for that day'],
    ['supportContacts', { level: 4 }, 'level', 'level is 4', '1 to 3 is allowed'],
    ['profiles', { shareOfWalletPercent: 101 }, 'shareOfWalletPercent', 'shareOfWalletPercent is 101', '0 to 100 is allowed'],
    ['engagements', { callBackAt: 1 }, 'callBackAt', 'callBackAt is 1 ms since 1970', 'from 1990 to 9999'],
  ] as const)('of %s that the lifecycle would refuse is refused here: %j', (source, change, field, problem, allowed) => {
    const told = problemOf({ ...sound[source], ...change });
    expect(told).toMatchObject({ field, problem: expect.stringContaining(problem) });
    expect(told?.allowed).toContain(allowed);
  });

  it.each([null, 7, 'Purchase', ['Purchase']])('is an object, and not %j', (event) => {
    expect(problemOf(event)).toMatchObject({ index: 0, field: null, problem: 'the event is no object' });
  });

  it('that is too large for Kafka is refused', () => {
    const told = problemOf({ ...sound.purchases, orderId: 'o'.repeat(eventBytesMax) });
    expect(told).toMatchObject({ index: 0, allowed: `up to ${eventBytesMax} bytes` });
  });

  it('can be anything at all: it becomes a record that its schema takes, or problems that name it', () => {
    const type = fc.constantFrom('Purchase', 'SupportContact', 'ProfileChange', 'Engagement');
    const change = fc.dictionary(fc.constantFrom(...Object.values(sound).flatMap(Object.keys)), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...sourceNames), fc.option(type), change, (source, other, changes) => {
        const batch = read(sound[source], { ...sound[source], ...(other === null ? {} : { type: other }), ...changes });
        const events = batch.kind === 'sound' ? batch.events : [];
        for (const event of events) encode(sources[event.source].record, event.record as never);
        const problems = batch.kind === 'refused' ? batch.problems : [];
        expect(events.length + problems.length).toBeGreaterThan(0);
        expect(problems.filter(({ index, problem, allowed }) => index !== 1 || problem === '' || allowed === '')).toEqual([]);
      }),
    );
  });
});

describe('A batch', () => {
  it('keeps the order of its events', () => {
    const batch = read(sound.engagements, sound.purchases, sound.engagements);
    expect(batch).toMatchObject({ events: [{ source: 'engagements' }, { source: 'purchases' }, { source: 'engagements' }] });
  });

  it('tells all problems of all its events, by their place', () => {
    const batch = read(sound.purchases, { ...sound.purchases, amountMinor: 'x', currency: 1 }, { type: 'Order' });
    const problems = batch.kind === 'refused' ? batch.problems : [];
    expect(problems.map(({ index, field }) => [index, field])).toEqual([
      [1, 'amountMinor'],
      [1, 'currency'],
      [2, 'type'],
    ]);
  });

  it.each([
    [undefined, 'the body is no object'],
    [[sound.purchases], 'the body is no object'],
    [{}, 'there are no events'],
    [{ events: [] }, 'there are no events'],
    [{ event: [sound.purchases] }, 'there is no field event; did you mean events?'],
  ])('%j is none', (body, problem) => {
    expect(readBatch(body, reading, now)).toMatchObject({ problems: [{ index: null, problem }] });
  });

  it('has a greatest number of events', () => {
    expect(read(...Array.from({ length: 4 }, () => sound.purchases))).toEqual({ kind: 'too-many', count: 4 });
  });
});
