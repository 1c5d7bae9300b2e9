import { commitBy, entry } from '@ebb/testing/state-store-contract';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectRedis } from './connect.ts';
import { partitionKeys } from './keys.ts';
import { HeardLog, OwnServers, storeOn } from './spec-support.ts';

const servers = new OwnServers();
const keys = partitionKeys('lifecycle', 0);
const states = [{ customerId: 'ann', bytes: Buffer.from('state') }];

afterEach(() => servers.close());

describe('a store on a Redis that can not serve it now', () => {
  let side: Redis;
  let redis: Redis;
  let log: HeardLog;
  let url: string;
  let kill: () => Promise<void>;
  let startAgain: () => Promise<void>;
  beforeEach(async () => {
    const server = await servers.startRedis();
    url = server.address;
    log = new HeardLog();
    redis = servers.closing(connectRedis(url, log));
    side = servers.client(url);
    kill = () => server.kill();
    startAgain = () => server.start();
  });

  /** What Redis holds after a commit was held up by something, and before that was taken away. */
  const heldUp = async (by: string, begin: () => Promise<unknown>, end: () => Promise<unknown>) => {
    const store = storeOn(redis, { log });
    const { epoch } = await store.claim(0, 'a', 0);
    const owner = { token: 'a', epoch };
    await store.commit(0, commitBy(owner, 0, { outbox: [entry(1), entry(2)] }));
    await begin();
    const refused = log.next(by);
    const committed = store.commit(0, commitBy(owner, 1, { states, sent: 1, outbox: [entry(3)] }));
    await refused;
    const meanwhile = {
      commit: await side.hget(keys.meta, 'commit'),
      states: await side.exists(keys.states),
      outbox: await side.llen(keys.outbox),
    };
    await end();
    expect(await committed).toBe('OK');
    expect(await side.hget(keys.states, 'ann')).toBe('state');
    expect(await side.llen(keys.outbox)).toBe(2);
    expect(log.lines.filter((line) => line.includes('Redis can not do this now'))).toHaveLength(1);
    return meanwhile;
  };
  const untouched = { commit: '1', states: 0, outbox: 2 };

  it('waits while the memory is full, says so once, writes nothing, and goes on', async () => {
    const meanwhile = await heldUp(
      'OOM',
      () => side.config('SET', 'maxmemory', '1'),
      () => side.config('SET', 'maxmemory', '0'),
    );
    expect(meanwhile).toEqual(untouched);
  });

  it('takes what was sent off the outbox also while the memory is full: that makes room', async () => {
    const store = storeOn(redis, { log });
    const { epoch } = await store.claim(0, 'a', 0);
    await store.commit(0, commitBy({ token: 'a', epoch }, 0, { outbox: [entry(1), entry(2)] }));
    await side.config('SET', 'maxmemory', '1');
    expect(await store.commit(0, commitBy({ token: 'a', epoch }, 1, { sent: 2 }))).toBe('OK');
    expect(await side.llen(keys.outbox)).toBe(0);
  });

  it('waits while Redis is a replica that takes no writes', async () => {
    const meanwhile = await heldUp(
      'READONLY',
      async () => {
        await side.config('SET', 'replica-read-only', 'yes');
        // It follows nobody that answers: it keeps what it has, and takes no writes.
        await side.replicaof('127.0.0.1', 1);
      },
      () => side.replicaof('NO', 'ONE'),
    );
    expect(meanwhile).toEqual(untouched);
  });

  it('waits while too few replicas are there to be written to', async () => {
    const meanwhile = await heldUp(
      'NOREPLICAS',
      () => side.config('SET', 'min-replicas-to-write', '1'),
      () => side.config('SET', 'min-replicas-to-write', '0'),
    );
    expect(meanwhile).toEqual(untouched);
  });

  it('waits for one that is gone, says so once, and goes on where it was', async () => {
    const store = storeOn(redis, { log });
    const { epoch } = await store.claim(0, 'a', 0);
    const owner = { token: 'a', epoch };
    await store.commit(0, commitBy(owner, 0));
    const away = log.next('Redis is away');
    await kill();
    const committed = store.commit(0, commitBy(owner, 1, { states }));
    await away;
    await startAgain();
    expect(await committed).toBe('OK');
    expect(await side.hget(keys.meta, 'commit')).toBe('2');
    expect(log.lines.filter((line) => line.includes('Redis is away'))).toHaveLength(1);
    expect(log.lines.filter((line) => line.includes('Redis is back'))).toHaveLength(1);
  });

  it('says at once what is wrong for good', async () => {
    const store = storeOn(redis, { log });
    await side.set(keys.states, 'not a hash');
    await expect(store.load(0, ['ann'])).rejects.toThrow(/WRONGTYPE/);
  });
});
