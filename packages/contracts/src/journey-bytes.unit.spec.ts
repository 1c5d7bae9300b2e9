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

  it('comes back as it was, whatever its texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc
        .array(fc.constantFrom('core', ' > ', 'core-defector', '/alert', '\0', 'é', '0'), { maxLength: 6 })
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
