import { describe, expect, test } from 'vitest';
import { purchases } from './purchases.ts';

const load = { events: 20_000, customers: 2_000, seed: 1 };
const dayMilliseconds = 86_400_000;

describe('The load', () => {
  const events = [...purchases(load)];

  test('is the same for the same seed, and another for another', () => {
    expect([...purchases(load)]).toEqual(events);
    expect([...purchases({ ...load, seed: 2 })]).not.toEqual(events);
  });

  test('has as many events as asked for, over 400 days', () => {
    expect(events).toHaveLength(load.events);
    const times = events.map(({ occurredAt }) => occurredAt);
    const days = (Math.max(...times) - Math.min(...times)) / dayMilliseconds;
    expect(Math.round(days)).toBe(400);
  });

  test('comes in the order of its times, but for repeats', () => {
    const seen = new Set<string>();
    const firsts = events.filter(({ eventId }) => !seen.has(eventId) && seen.add(eventId));
    expect(firsts.map(({ occurredAt }) => occurredAt)).toEqual(
      firsts.map(({ occurredAt }) => occurredAt).toSorted((one, other) => one - other),
    );
  });

  test('repeats one of 200 events, unchanged, within hours', () => {
    const firstOf = new Map<string, number>();
    let repeats = 0;
    events.forEach((event, index) => {
      const first = firstOf.get(event.eventId);
      if (first === undefined) {
        firstOf.set(event.eventId, index);
        return;
      }
      repeats += 1;
      expect(event).toEqual(events[first]);
      // What stands just before it was sent just before it.
      expect((events[index - 1]?.occurredAt ?? 0) - event.occurredAt).toBeLessThanOrEqual(4 * 3_600_000);
    });
    expect(repeats / load.events).toBeCloseTo(0.005, 2);
    expect(repeats).toBeGreaterThan(0);
  });

  test('comes from a few customers much and from most little', () => {
    const bought = new Map<string, number>();
    for (const { customerId } of events) bought.set(customerId, (bought.get(customerId) ?? 0) + 1);
    const descending = [...bought.values()].toSorted((one, other) => other - one);
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    const share = sum(descending.slice(0, load.customers / 10)) / load.events;
    // Zipf 0.8 over 2,000: the sum of k^-0.8 up to 200 over that up to 2,000.
    expect(share).toBeCloseTo(0.56, 1);
  });
});
