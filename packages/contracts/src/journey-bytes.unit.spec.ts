import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyEntry } from './generated/records.ts';
import { decodeJourneyEntries, encodeJourneyEntries } from './stored.ts';

const at = Date.UTC(2026, 0, 12, 9);
const lengthOf = (...entries: JourneyEntry[]) => encodeJourneyEntries(entries).reduce((sum, bytes) => sum + bytes.length, 0);
const read = (...entries: JourneyEntry[]) => encodeJourneyEntries(entries).flatMap(decodeJourneyEntries);

describe('an entry of a journey', () => {
  it('of a purchase takes few bytes, and so does a transition', () => {
    const purchase = { at, what: 'purchase', id: 'e000012345', detail: '4567' };
    const id = 'e000012345/transition';
    const transition = { at, what: 'LifecycleTransition', id, detail: 'first-time > early-repeat (repeat-purchase)' };
    expect(read(purchase, transition)).toEqual([purchase, transition]);
    expect(lengthOf(purchase)).toBeLessThan(23);
    expect(lengthOf(transition)).toBeLessThan(18);
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
    expect(read(alert, calledOff)).toEqual([alert, calledOff]);
    expect(lengthOf(alert)).toBeLessThan(85);
    expect(lengthOf(calledOff)).toBeLessThan(65);
    expect(lengthOf(alert, calledOff)).toBeLessThan(115);
  });

  it('spells its time out in no more than a byte', () => {
    const day = { at, what: 'LifecycleTransition', id: 'ann@lapse@2026-01-12/transition', detail: '' };
    const instant = { at, what: 'LifecycleTransition', id: 'ann@delay@2026-01-12T09:00:00.000Z/transition', detail: '' };
    expect(read(day, instant)).toEqual([day, instant]);
    expect(lengthOf(day)).toBe(lengthOf({ ...day, id: 'ann@lapse@x/transition' }));
    expect(lengthOf(instant)).toBe(lengthOf({ ...instant, id: 'ann@delay@x/transition' }));
  });

  it('is read as it was written before entries referred to themselves', () => {
    const bytes = Buffer.from('7f019ae89aa400860073686f702d31353138399100adafabb3', 'hex');
    const what = 'LifecycleTransition';
    const detail = 'leaving > steady (purchase)';
    expect(decodeJourneyEntries(bytes)).toEqual([{ at: Date.UTC(2025, 11, 4, 9, 4), what, id: 'shop-15189/transition', detail }]);
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
            '/alert\0leaving: unknown. ',
            '2026-01-12',
            '2026-01-12T09:00:00.000Z',
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
    const time = fc.oneof(
      fc.constant(at),
      fc.integer({ min: -1_000, max: 2 ** 47 }),
      fc.integer({ max: 2 ** 33 }).map((s) => 1_000 * s),
    );
    const entries = fc.array(fc.record({ at: time, what: text, id: text, detail: text }), { maxLength: 8 });
    fc.assert(
      fc.property(entries, (some) => {
        expect(read(...some)).toEqual(some);
      }),
    );
  });
});
