import type { Log } from '@ebb/runtime';
import { Redis } from 'ioredis';

const retryMillisecondsMax = 2_000;

/**
 * A connection that waits while Redis is away: commands stay queued and are sent (again) when it is back. Every command we send may
 * be repeated without harm.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: true,
    retryStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), retryMillisecondsMax),
    connectTimeout: 5_000,
    keepAlive: 10_000,
  });
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ error: error.message }, 'Redis is away; waiting for it');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({}, 'Redis is back');
    away = false;
  });
  return redis;
}
