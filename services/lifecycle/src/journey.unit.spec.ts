import { daysFrom, type Fact, initialState, type PurchaseHistory, utcCalendar } from '@ebb/domain';
import { journeyEntries } from '@ebb/service';
import { describe, expect, it } from 'vitest';
import { encodeJourney, journeyOf } from './journey.ts';

const day = 86_400_000;
const bought: Fact = { kind: 'purchase', id: 'p', at: 20_000.5 * day, amountMinor: 700, categories: [] };
const purchases: PurchaseHistory = {
  acquiredDay: 19_000,
  older: { count: 2, firstDay: 19_000, lastDay: 19_100 },
  buckets: daysFrom([
    { day: 19_900, bought: true, grossMinor: 1_999, refundedMinor: 500 },
    { day: 19_910, bought: false, grossMinor: 0, refundedMinor: 300 },
  ]),
  categoryDays: [],
};
const nothing = Buffer.alloc(0);

describe('the journey of a customer', () => {
  it('has no entry for what the state keeps, and one for everything else', () => {
    const contact: Fact = {
      kind: 'support-contact',
      id: 'c',
      at: bought.at,
      caseId: '4711',
      what: 'opened',
      caseKind: 'complaint',
      channel: null,
      desk: null,
      level: null,
      promisedBy: null,
      rating: null,
      motive: null,
      effectiveOn: null,
      important: false,
    };
    const kept = encodeJourney(
      [
        { source: 0, fact: bought },
        { source: 1, fact: contact },
      ],
      [],
    );
    expect(journeyEntries(kept).map(({ id }) => id)).toEqual(['c']);
  });

  it('tells settled purchases and refunds by day, those of the last days one by one, and how many lie further back', () => {
    const stored = { base: { ...initialState, purchases }, facts: [{ source: 0, fact: bought }] };
    expect(journeyOf(stored, nothing, utcCalendar)).toEqual([
      { at: 19_100 * day, what: 'purchases before', id: null, detail: 'on 2 days' },
      { at: 19_900 * day, what: 'purchase', id: null, detail: '1999' },
      { at: 19_900 * day, what: 'refund', id: null, detail: '500' },
      { at: 19_910 * day, what: 'refund', id: null, detail: '300' },
      { at: bought.at, what: 'purchase', id: 'p', detail: '700' },
    ]);
  });

  it('is empty of somebody of whom nothing is known', () => {
    expect(journeyOf({ base: initialState, facts: [] }, nothing, utcCalendar)).toEqual([]);
  });
});
