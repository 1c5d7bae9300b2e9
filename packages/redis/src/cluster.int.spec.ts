import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Server } from '@ebb/stack';
import { commitBy, contractJourneyBytesMax, keepsWhatTheRuntimeCommits } from '@ebb/testing/state-store-contract';
import type { Cluster } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedisCluster } from './connect.ts';
import { durabilityOf } from './durability.ts';
import { partitionKeys } from './keys.ts';
import { HeardLog, OwnServers, storeOn } from './spec-support.ts';

const servers = new OwnServers();
let nodes: Server[];
let cluster: Cluster;

beforeAll(async () => {
  const settings = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'];
  nodes = [await servers.startRedis(settings), await servers.startRedis(settings), await servers.startRedis(settings)];
  const places = nodes.map(({ address }) => new URL(address).host);
  await promisify(execFile)('redis-cli', ['--cluster', 'create', ...places, '--cluster-yes']);
  for (const { address } of nodes) await stateIsOk(servers.client(address));
  cluster = servers.closing(connectRedisCluster([(nodes[0] as Server).address], new HeardLog()));
});
afterAll(() => servers.close());

async function stateIsOk(node: { cluster(command: 'INFO'): Promise<unknown> }): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!String(await node.cluster('INFO')).includes('cluster_state:ok')) {
    if (Date.now() > deadline) throw new Error('the cluster did not form in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the state store on a Redis Cluster of three masters', () => {
  keepsWhatTheRuntimeCommits(async () => {
    const forgetAll = async () => {
      await Promise.all(cluster.nodes('master').map((node) => node.flushall()));
    };
    await forgetAll();
    return {
      store: storeOn(cluster, { journeyBytesMax: contractJourneyBytesMax }),
      forgetAll,
      journey: (partition, customerId) => cluster.hgetBuffer(partitionKeys('lifecycle', partition).journey, customerId),
    };
  });

  it('spreads partitions over the masters, each partition whole on one', async () => {
    const store = storeOn(cluster);
    for (let partition = 0; partition < 16; partition += 1) {
      const { epoch, commit } = await store.claim(partition, 'worker', 0);
      expect(await store.commit(partition, commitBy({ token: 'worker', epoch }, commit, {}))).toBe('OK');
    }
    const sizes = await Promise.all(cluster.nodes('master').map((node) => node.dbsize()));
    expect(sizes.filter((size) => size > 0)).toHaveLength(3);
  });

  it('is durable where every master syncs at each write, and is refused where one does not', async () => {
    expect(await durabilityOf(cluster, false)).toEqual({ kind: 'fsync' });
    const weak = servers.client((nodes[1] as Server).address);
    await weak.config('SET', 'appendonly', 'no');
    await expect(durabilityOf(cluster, false)).rejects.toThrow(/Allowed: appendonly yes with appendfsync always/);
    expect(await durabilityOf(cluster, true)).toEqual({ kind: 'weak' });
    await weak.config('SET', 'appendonly', 'yes');
  });

  it('waits for a master that is away, and goes on when it is back', async () => {
    const store = storeOn(cluster);
    const partition = 3;
    const { epoch, commit } = await store.claim(partition, 'worker', 0);
    const owner = { token: 'worker', epoch };
    for (const node of nodes) await node.kill();
    const committed = store.commit(partition, commitBy(owner, commit, {}));
    for (const node of nodes) await node.start();
    expect(['OK', 'ALREADY']).toContain(await committed);
  });
});
