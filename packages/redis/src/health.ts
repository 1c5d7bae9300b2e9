/** How the Redis that holds the state is: what it says of its memory and of its files. */
import type { Cluster, Redis } from 'ioredis';
import type { Connection } from './connect.ts';

/** What a node of a Redis Cluster, or the one Redis, says of itself. */
export interface NodeHealth {
  /** `host:port` */
  readonly node: string;
  readonly usedBytes: number;
  /** What it may use: `maxmemory`, or all that the machine has. */
  readonly limitBytes: number;
  /** The last write to the append-only file, or the last rewrite of it, failed. */
  readonly appendFailed: boolean;
  /** The last snapshot failed. */
  readonly snapshotFailed: boolean;
}

/** Asks every node that is written to. Waits while one does not answer; rejects where there is no connection. */
export async function redisHealth(redis: Connection): Promise<readonly NodeHealth[]> {
  if (redis.status !== 'ready') throw new Error(`Redis is ${redis.status}`);
  const nodes = redis.isCluster ? (redis as Cluster).nodes('master') : [redis as Redis];
  return Promise.all(
    nodes.map(async (node) => healthIn(await node.info(), `${node.options.host ?? ''}:${node.options.port ?? ''}`)),
  );
}

/** @param info the answer to INFO */
export function healthIn(info: string, node: string): NodeHealth {
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  return {
    node,
    usedBytes: Number(field('used_memory')),
    limitBytes: Number(field('maxmemory')) || Number(field('total_system_memory')),
    appendFailed: field('aof_last_write_status') === 'err' || field('aof_last_bgrewrite_status') === 'err',
    snapshotFailed: field('rdb_last_bgsave_status') === 'err',
  };
}
