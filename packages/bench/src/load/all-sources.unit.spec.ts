import { expect, test } from 'vitest';
import { allSources } from './all-sources.ts';

test('the load of all sources is nine purchases of ten, one contact of twenty, and as many in all as asked for', () => {
  const load = { events: 20_000, customers: 2_000, seed: 1 };
  const events = [...allSources(load)];
  const share = (source: string) => events.filter((event) => event.source === source).length / load.events;
  expect(events.length / load.events).toBeCloseTo(1, 1);
  expect(share('purchases')).toBeCloseTo(0.9, 2);
  expect(share('supportContacts')).toBeCloseTo(0.05, 1);
  expect(share('engagements')).toBeCloseTo(0.04, 1);
  expect(share('profiles')).toBeCloseTo(0.01, 1);
  expect([...allSources(load)]).toEqual(events);
});
