import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJourneyEntry, encodeJourneyEntry } from './stored.ts';

const at = Date.UTC(2026, 0, 12, 9);

describe('an entry of a journey', () => {
  it('of a purchase takes few bytes, and so does a transition', () => {
    const purchase = { at, what: 'purchase', id: 'e000012345', detail: '4567' };
    const id = 'e000012345/transition';
    const transition = { at, what: 'LifecycleTransition', id, detail: 'first-time > early-repeat (repeat-purchase)' };
    for (const entry of [purchase, transition]) expect(decodeJourneyEntry(encodeJourneyEntry(entry))).toEqual(entry);
    expect(encodeJourneyEntry(purchase).length).toBeLessThan(25);
    expect(encodeJourneyEntry(transition).length).toBeLessThan(30);
  });

  it('of an alert and of what became of its action takes few bytes, though ids hold ids and money has its sign', () => {
    const alertId = 'customer-742@delay@case-shop-101@2025-08-19T16:00:00.000Z/alert';
    const detail =
      'leaving: unknown. Last bought 2 days ago, usually buys every 24 days; question case-shop-101 open for 2 days, due within 2. 90 % likely to buy within half a year; about 6 € a year at stake.';
    const alert = { at, what: 'MainDefectorAlert', id: alertId, detail };
    const id = `customer-742@expiry@${alertId}/action/called-off`;
    const calledOff = {
      at,
      what: 'ActionCalledOff',
      id,
      detail: `${alertId}/action, expired: It has not come to anything in time.`,
    };
    for (const entry of [alert, calledOff]) expect(decodeJourneyEntry(encodeJourneyEntry(entry))).toEqual(entry);
    expect(encodeJourneyEntry(alert).length).toBeLessThan(85);
    expect(encodeJourneyEntry(calledOff).length).toBeLessThan(65);
  });

  it('is read as it was written before entries referred to themselves', () => {
    const bytes = Buffer.from('7f019ae89aa400860073686f702d31353138399100adafabb3', 'hex');
    const what = 'LifecycleTransition';
    const detail = 'leaving > steady (purchase)';
    expect(decodeJourneyEntry(bytes)).toEqual({ at: Date.UTC(2025, 11, 4, 9, 4), what, id: 'shop-15189/transition', detail });
  });

  it('comes back as it was, whatever its texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            'core',
            ' > ',
            'core-defector',
            '/alert',
            '\0',
            '\u0001',
            '\u007f',
            'é',
            '€',
            '0',
            'shop-1',
            'x'.repeat(300),
          ),
          { maxLength: 6 },
        )
        .map((parts) => parts.join('')),
    );
    const entries = fc.record({ at: fc.integer({ min: -1_000, max: 2 ** 47 }), what: text, id: text, detail: text });
    fc.assert(
      fc.property(entries, (entry) => {
        expect(decodeJourneyEntry(encodeJourneyEntry(entry))).toEqual(entry);
      }),
    );
  });
});
