/**
 * What Redis must be to hold what may not be lost, found out before the first commit.
 *
 * - `fsync`: append-only file with `appendfsync always`: a reply means that it is on disk.
 * - `waitaof`: append-only file with a laxer setting, Redis 7.2 or later: each commit waits for WAITAOF.
 * - `replicas`: no such file, but replicas: each commit waits until they have it.
 * - `weak`: none of these, and the configuration accepts it: at least once, by record id, as far as Redis keeps what it has.
 */
import type { Cluster, Redis } from 'ioredis';
import type { Connection } from './connect.ts';

export type Durability =
  | { readonly kind: 'fsync' | 'weak' }
  | { readonly kind: 'waitaof' | 'replicas'; readonly replicas: number };

/** Redis is there, but not fit to be used. The message says what was found and what is allowed. */
export class RedisUnfit extends Error {
  override readonly name = 'RedisUnfit';
}

export interface Findings {
  readonly version: string;
  readonly replicas: number;
  /** Null where Redis does not let us read its configuration (managed services). */
  readonly appendonly: string | null;
  readonly appendfsync: string | null;
  readonly maxmemoryPolicy: string | null;
}

export async function findOut(redis: Redis): Promise<Findings> {
  const info = await redis.info();
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  const setting = async (name: string): Promise<string | null> => {
    try {
      const answer = await redis.config('GET', name);
      return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : null;
    } catch {
      return null;
    }
  };
  return {
    version: field('redis_version'),
    replicas: Number(field('connected_slaves') || 0),
    appendonly: await setting('appendonly'),
    appendfsync: await setting('appendfsync'),
    maxmemoryPolicy: (await setting('maxmemory-policy')) ?? (field('maxmemory_policy') || null),
  };
}

/** What all nodes together promise. @throws RedisUnfit as `judgeDurability` */
export async function durabilityOf(redis: Connection, acceptWeakDurability: boolean): Promise<Durability> {
  if (!redis.isCluster) return judgeDurability(await findOut(redis as Redis), acceptWeakDurability);
  // The first answer waits until the nodes are known.
  await redis.ping();
  const nodes = (redis as Cluster).nodes('master');
  const judged = await Promise.all(nodes.map(async (node) => judgeDurability(await findOut(node), acceptWeakDurability)));
  if (judged.every(({ kind }) => kind === 'fsync')) return { kind: 'fsync' };
  if (acceptWeakDurability) return { kind: 'weak' };
  throw new RedisUnfit(
    'A node of the Redis Cluster may lose what it has acknowledged. Allowed: appendonly yes with appendfsync always on every master; ' +
      'or redis.acceptWeakDurability: true in the configuration, for the weaker promise (at least once, by record id).',
  );
}

/** @throws RedisUnfit where keys may be evicted, or commits may be lost and the configuration does not accept that */
export function judgeDurability(findings: Findings, acceptWeakDurability: boolean): Durability {
  const { version, replicas, appendonly, appendfsync, maxmemoryPolicy } = findings;
  if (maxmemoryPolicy !== null && maxmemoryPolicy !== 'noeviction') {
    throw new RedisUnfit(
      `Redis has maxmemory-policy ${maxmemoryPolicy}: it would throw away customers when memory runs short. Allowed: noeviction.`,
    );
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (appendonly === 'yes' && appendfsync === 'always') return { kind: 'fsync' };
  if (appendonly === 'yes' && (major > 7 || (major === 7 && minor >= 2))) return { kind: 'waitaof', replicas };
  if (replicas > 0) return { kind: 'replicas', replicas };
  if (acceptWeakDurability) return { kind: 'weak' };
  throw new RedisUnfit(
    `Redis ${version} has appendonly ${appendonly ?? 'unknown'}, appendfsync ${appendfsync ?? 'unknown'} and ${replicas} replicas: what it has acknowledged may be lost. ` +
      'Allowed: appendonly yes with appendfsync always; Redis 7.2 or later with appendonly yes; replicas; ' +
      'or redis.acceptWeakDurability: true in the configuration, for the weaker promise (at least once, by record id).',
  );
}
