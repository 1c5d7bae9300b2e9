import { commitBy } from '@ebb/testing/state-store-contract';
import { afterEach, describe, expect, it } from 'vitest';
import { connectRedis } from './connect.ts';
import { findOut, judgeDurability } from './durability.ts';
import { partitionKeys } from './keys.ts';
import { HeardLog, OwnServers, storeOn } from './spec-support.ts';

const servers = new OwnServers();
afterEach(() => servers.close());

const keys = partitionKeys('lifecycle', 0);

/** A master and a replica that has caught up with it; the file of neither is synced at each write. */
async function masterAndReplica() {
  const [master, replica] = [await servers.startRedis(), await servers.startRedis()];
  const [ofMaster, ofReplica] = [servers.client(master.address), servers.client(replica.address)];
  for (const client of [ofMaster, ofReplica]) await client.config('SET', 'appendonly', 'no');
  await ofMaster.config('SET', 'repl-diskless-sync-delay', '0');
  const { hostname, port } = new URL(master.address);
  await ofReplica.replicaof(hostname, Number(port));
  await ofMaster.set('first', 'write');
  while ((await ofMaster.wait(1, 1_000)) < 1) {
    // WAIT is what is waited for.
  }
  return { master, replica, ofMaster };
}

describe('what Redis must be to hold what may not be lost', () => {
  it('is found in the settings that Ebb starts it with', async () => {
    const redis = servers.client((await servers.startRedis()).address);
    const findings = await findOut(redis);
    expect(findings).toMatchObject({ replicas: 0, appendonly: 'yes', appendfsync: 'always', maxmemoryPolicy: 'noeviction' });
    expect(Number.parseInt(findings.version, 10)).toBeGreaterThanOrEqual(7);
    expect(judgeDurability(findings, false)).toEqual({ kind: 'fsync' });
  });

  it('is missed where nothing is written to disk', async () => {
    const redis = servers.client((await servers.startRedis()).address);
    await redis.config('SET', 'appendonly', 'no');
    const findings = await findOut(redis);
    expect(() => judgeDurability(findings, false)).toThrow(/appendonly no.*0 replicas.*Allowed: appendonly yes with appendfsync/);
    expect(judgeDurability(findings, true)).toEqual({ kind: 'weak' });
  });

  it('is missed where customers would be thrown out when memory runs short, whatever else is set', async () => {
    const redis = servers.client((await servers.startRedis()).address);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const findings = await findOut(redis);
    expect(() => judgeDurability(findings, true)).toThrow(/maxmemory-policy allkeys-lru.*Allowed: noeviction/);
  });

  it('is judged by what is left to see where the user may not read the configuration', async () => {
    const { address } = await servers.startRedis();
    const administrator = servers.client(address);
    await administrator.call('ACL', 'SETUSER', 'ebb', 'on', '>secret', '~*', '&*', '+@all', '-config');
    const url = new URL(address);
    url.username = 'ebb';
    url.password = 'secret';
    const findings = await findOut(servers.client(url.href));
    expect(findings).toMatchObject({ appendonly: null, appendfsync: null, maxmemoryPolicy: 'noeviction' });
    expect(() => judgeDurability(findings, false)).toThrow(/appendonly unknown, appendfsync unknown/);
    await administrator.config('SET', 'maxmemory-policy', 'volatile-lru');
    const evicting = await findOut(servers.client(url.href));
    expect(() => judgeDurability(evicting, true)).toThrow(/maxmemory-policy volatile-lru/);
  });

  it('may be a replica that holds each commit', async () => {
    const { master } = await masterAndReplica();
    const findings = await findOut(servers.client(master.address));
    expect(judgeDurability(findings, false)).toEqual({ kind: 'replicas', replicas: 1 });
  });
});

/** A store that waits for one replica. */
const storeWithReplica = async () => {
  const { master, replica, ofMaster } = await masterAndReplica();
  const log = new HeardLog();
  const redis = servers.closing(connectRedis(master.address, log));
  const store = storeOn(redis, { log, durability: { kind: 'replicas', replicas: 1 } });
  const { epoch } = await store.claim(0, 'a', 0);
  return { master, replica, ofMaster, log, store, owner: { token: 'a', epoch } };
};

describe('a commit that replicas must hold', () => {
  it('is answered once they do', async () => {
    const { replica, store, owner } = await storeWithReplica();
    const commit = commitBy(owner, 0, { states: [{ customerId: 'ann', bytes: Buffer.from('state') }] });
    expect(await store.commit(0, commit)).toBe('OK');
    expect(await servers.client(replica.address).hget(keys.states, 'ann')).toBe('state');
  });

  it('waits for them, and says so once', async () => {
    const { replica, ofMaster, log, store, owner } = await storeWithReplica();
    process.kill(replica.pid, 'SIGSTOP');
    const waiting = log.next('not on all replicas');
    let answered = false;
    const committed = store.commit(0, commitBy(owner, 0)).finally(() => {
      answered = true;
    });
    await waiting;
    expect(await ofMaster.hget(keys.meta, 'commit')).toBe('1');
    expect(answered).toBe(false);
    process.kill(replica.pid, 'SIGCONT');
    expect(await committed).toBe('OK');
    expect(log.lines.filter((line) => line.includes('not on all replicas'))).toHaveLength(1);
  });

  it('is not taken for made where Redis came back without it before they had it', async () => {
    const { master, replica, log, store, owner } = await storeWithReplica();
    process.kill(replica.pid, 'SIGSTOP');
    const waiting = log.next('not on all replicas');
    const committed = store.commit(0, commitBy(owner, 0));
    await waiting;
    await master.kill();
    process.kill(replica.pid, 'SIGCONT');
    await master.start();
    expect(await committed).toBe('ROLLED_BACK');
  });
});
