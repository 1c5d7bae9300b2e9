import type { Redis } from 'ioredis';

/** Bytes of Redis per customer, as MEMORY USAGE counts them. */
export interface RedisUse {
  readonly states: number;
  readonly timers: number;
  readonly journey: number;
  /** Cursors, counts, outbox; all of a peer. */
  readonly other: number;
}

export async function redisUsePerCustomer(redis: Redis, customers: number): Promise<RedisUse> {
  const use = { states: 0, timers: 0, journey: 0, other: 0 };
  for (const key of await redis.keys('*')) {
    const bytes = Number(await redis.memory('USAGE', key, 'SAMPLES', 0));
    use[kindOf(key)] += bytes / customers;
  }
  return use;
}

/** By what stands after `ebb:{lifecycle:3}:`. */
function kindOf(key: string): keyof RedisUse {
  const kind = /^ebb:\{[^}]*\}:([a-z]+)/.exec(key)?.[1];
  return kind === 'states' || kind === 'timers' || kind === 'journey' ? kind : 'other';
}
