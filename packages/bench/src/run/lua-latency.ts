import type { Redis } from 'ioredis';

/**
 * Milliseconds that 999 of 1000 calls of Lua have stayed under, by Redis's own count since CONFIG RESETSTAT: its time within Redis,
 * without the sync to disk that follows. Null where none was called.
 */
export async function luaP999Milliseconds(redis: Redis): Promise<number | null> {
  const found = p999Microseconds(await redis.info('latencystats'));
  return found === null ? null : found / 1_000;
}

/** Of the slower of the two ways to call a script. */
export function p999Microseconds(latencystats: string): number | null {
  const calls = [...latencystats.matchAll(/^latency_percentiles_usec_(?:eval|evalsha):.*p99\.9=([\d.]+)/gm)];
  return calls.length === 0 ? null : Math.max(...calls.map(([, microseconds]) => Number(microseconds)));
}
