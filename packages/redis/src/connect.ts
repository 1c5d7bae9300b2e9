import type { Log } from '@ebb/runtime';
import { Cluster, Redis } from 'ioredis';

/** One Redis, or a Redis Cluster. */
export type Connection = Redis | Cluster;

const retryMillisecondsMax = 2_000;
const backOff = (tries: number): number => Math.min(50 * 2 ** Math.min(tries, 6), retryMillisecondsMax);

const options = {
  maxRetriesPerRequest: null,
  autoResendUnfulfilledCommands: true,
  connectTimeout: 5_000,
  keepAlive: 10_000,
};

/**
 * A connection that waits while Redis is away: commands stay queued and are sent (again) when it is back. Every command we send may
 * be repeated without harm.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, { ...options, retryStrategy: backOff });
  sayOnce(redis, log);
  return redis;
}

/** The same for a Redis Cluster. @param urls of some of its nodes */
export function connectRedisCluster(urls: readonly string[], log: Log): Cluster {
  const { username, password, protocol } = new URL(urls[0] as string);
  const credentials = {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
  const cluster = new Cluster([...urls], {
    redisOptions: { ...options, ...credentials },
    clusterRetryStrategy: backOff,
    slotsRefreshTimeout: 5_000,
  });
  sayOnce(cluster, log);
  return cluster;
}

function sayOnce(redis: Connection, log: Log): void {
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ error: error.message }, 'Redis is away; waiting for it');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({}, 'Redis is back');
    away = false;
  });
}
