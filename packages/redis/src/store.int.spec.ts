import { dayMilliseconds } from '@ebb/runtime';
import {
  commitBy,
  contractJourneyBytesMax,
  cursorAt,
  entry,
  framed,
  keepsWhatTheRuntimeCommits,
} from '@ebb/testing/state-store-contract';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { partitionKeys } from './keys.ts';
import { jsonOutbox, storeOn } from './spec-support.ts';

let redis: Redis;
beforeAll(() => {
  const url = new URL(inject('redisUrl'));
  url.pathname = '/7';
  redis = new Redis(url.href, { maxRetriesPerRequest: null });
});
beforeEach(async () => {
  await redis.flushdb();
});
afterAll(() => {
  redis.disconnect();
});

/** Every key of the database with all that it holds. */
const dump = async (): Promise<Record<string, string>> => {
  const names = (await redis.keys('*')).toSorted();
  const dumps = await Promise.all(names.map((name) => redis.dumpBuffer(name)));
  return Object.fromEntries(names.map((name, index) => [name, (dumps[index] as Buffer).toString('base64')]));
};

describe('the state store on Redis', () => {
  keepsWhatTheRuntimeCommits(async () => ({
    store: storeOn(redis, { journeyBytesMax: contractJourneyBytesMax }),
    forgetAll: async () => {
      await redis.flushdb();
    },
    journey: (partition, customerId) => redis.hgetBuffer(partitionKeys('lifecycle', partition).journey, customerId),
  }));

  const keys = partitionKeys('lifecycle', 0);

  it('keeps all of a partition under one hash tag, so that it lies on one node of a Redis Cluster', async () => {
    const store = storeOn(redis);
    const { epoch } = await store.claim(0, 'a', 0);
    const changes = {
      states: [{ customerId: 'ann', bytes: Buffer.from('state') }],
      timers: [0, 1].map((source) => ({ source, customerId: 'ann', dueAt: 5 })),
      outbox: [entry(1)],
      journey: [{ customerId: 'ann', bytes: framed('bought') }],
      census: { 'customers:core': 1 },
    };
    await store.commit(0, commitBy({ token: 'a', epoch }, 0, changes));
    const expected = [
      keys.meta,
      keys.states,
      keys.outbox,
      keys.journey,
      keys.census,
      ...[0, 1].flatMap((source) => [keys.timerDays(source), keys.timers(source, 0)]),
    ];
    expect((await redis.keys('*')).toSorted()).toEqual(expected.toSorted());
    for (const name of expected) expect(name).toContain('{lifecycle:0}');
  });

  it('changes not a byte of any key where it refuses a commit, or had it', async () => {
    const store = storeOn(redis);
    const { epoch } = await store.claim(0, 'a', 0);
    const owner = { token: 'a', epoch };
    const full = (after: number, by = owner) =>
      commitBy(by, after, {
        states: [{ customerId: 'ann', bytes: Buffer.from(`state ${after}`) }],
        timers: [{ source: 0, customerId: 'ann', dueAt: after }],
        outbox: [entry(after)],
        sent: 1,
        journey: [{ customerId: 'ann', bytes: framed(`bought ${after}`) }],
        census: { 'customers:core': after },
      });
    expect(await store.commit(0, full(0))).toBe('OK');
    expect(await store.commit(0, full(1))).toBe('OK');
    const before = await dump();
    expect(await store.commit(0, full(1))).toBe('ALREADY');
    expect(await store.commit(0, full(0))).toBe('FENCED');
    expect(await store.commit(0, full(2, { token: 'b', epoch }))).toBe('FENCED');
    expect(await store.commit(0, full(2, { token: 'a', epoch: epoch + 1 }))).toBe('FENCED');
    expect(await store.commit(0, full(3))).toBe('ROLLED_BACK');
    expect(await dump()).toEqual(before);
  });

  it('takes a commit far larger than what Lua can hold on its stack', async () => {
    const store = storeOn(redis, { journeyBytesMax: 1_024 });
    const { epoch } = await store.claim(0, 'a', 0);
    const owner = { token: 'a', epoch };
    const customers = Array.from({ length: 5_000 }, (_, index) => `customer-${index}`);
    const outbox = Array.from({ length: 10_000 }, (_, index) => entry(index + 1));
    const commit = commitBy(owner, 0, {
      states: customers.map((customerId) => ({ customerId, bytes: Buffer.from(`state of ${customerId}`) })),
      timers: customers.flatMap((customerId, index) => [
        { source: 0, customerId, dueAt: index },
        { source: 1, customerId, dueAt: -1 - (index % 5) * dayMilliseconds },
      ]),
      outbox,
      journey: customers.map((customerId) => ({ customerId, bytes: framed('bought') })),
    });
    expect(await store.commit(0, commit)).toBe('OK');
    expect(await redis.hlen(keys.states)).toBe(5_000);
    expect(await redis.hlen(keys.journey)).toBe(5_000);
    expect(await redis.llen(keys.timers(0, 0))).toBe(5_000);
    expect(await redis.llen(keys.timers(1, -5))).toBe(1_000);
    expect(await redis.scard(keys.timerDays(1))).toBe(5);
    expect((await store.load(0, ['customer-4999', 'customer-2000'])).map(String)).toEqual([
      'state of customer-4999',
      'state of customer-2000',
    ]);
    expect((await redis.lrangeBuffer(keys.outbox, 0, -1)).map((bytes) => jsonOutbox.decode(bytes).sequence)).toEqual(
      outbox.map(({ sequence }) => sequence),
    );
    const daysPassed = [-1, -2, -3, -4, -5].map((day) => ({ source: 1, day }));
    expect(await store.commit(0, commitBy(owner, 1, { daysPassed, sent: 9_999 }))).toBe('OK');
    expect(await store.timerDays(0, 1)).toEqual([]);
    expect(await redis.exists(keys.timers(1, -1))).toBe(0);
    expect(await redis.llen(keys.outbox)).toBe(1);
  });

  it('takes the largest batch of the defaults: a thousand customers', async () => {
    const store = storeOn(redis);
    const { epoch } = await store.claim(0, 'a', 0);
    const customers = Array.from({ length: 1_000 }, (_, index) => `customer-${index}`);
    const states = customers.map((customerId) => ({ customerId, bytes: Buffer.alloc(300, customerId) }));
    expect(await store.commit(0, commitBy({ token: 'a', epoch }, 0, { states }))).toBe('OK');
    const loaded = await store.load(0, customers);
    expect(loaded.every((bytes, index) => bytes?.equals(states[index]?.bytes as Buffer))).toBe(true);
  });

  it('keeps customers of any id, and states of any size', async () => {
    const store = storeOn(redis);
    const { epoch } = await store.claim(0, 'a', 0);
    const customers = ['é', '顧客', 'x'.repeat(64), 'x'.repeat(65), `${'x'.repeat(63)}é`];
    const sizes = [0, 9, 10, 99, 300_000];
    const states = customers.map((customerId, index) => ({
      customerId,
      bytes: Buffer.alloc(sizes[index] as number, customerId),
    }));
    const timers = customers.map((customerId, dueAt) => ({ source: 0, customerId, dueAt }));
    expect(await store.commit(0, commitBy({ token: 'a', epoch }, 0, { states, timers }))).toBe('OK');
    expect(await store.load(0, customers)).toEqual(states.map(({ bytes }) => bytes));
    expect(await store.timersOf(0, 0, [0])).toEqual(timers.map(({ customerId, dueAt }) => ({ customerId, dueAt })));
  });

  it('commits to a Redis that has lost its scripts', async () => {
    const store = storeOn(redis);
    const { epoch } = await store.claim(0, 'a', 0);
    for (const after of [0, 1]) {
      await redis.script('FLUSH');
      expect(await store.commit(0, commitBy({ token: 'a', epoch }, after, { outbox: [entry(after)] }))).toBe('OK');
    }
    expect((await store.claim(0, 'b', 0)).outbox).toEqual([entry(0), entry(1)]);
  });

  it('keeps no journeys where their bound is 0', async () => {
    const store = storeOn(redis, { journeyBytesMax: 0 });
    const { epoch } = await store.claim(0, 'a', 0);
    await store.commit(0, commitBy({ token: 'a', epoch }, 0, { journey: [{ customerId: 'ann', bytes: framed('bought') }] }));
    expect(await redis.exists(keys.journey)).toBe(0);
  });

  it('keeps the number of commits and the cursor where the operator can read them', async () => {
    const store = storeOn(redis);
    const { epoch } = await store.claim(0, 'a', 0);
    await store.commit(0, commitBy({ token: 'a', epoch }, 0));
    const meta = await redis.hgetall(keys.meta);
    expect(meta).toEqual({ token: 'a', epoch: '1', commit: '1', cursor: JSON.stringify(cursorAt(1)) });
  });
});
