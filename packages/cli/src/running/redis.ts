import { once } from 'node:events';
import { connectRedis } from '@ebb/redis';
import { UserError } from '../errors.ts';
import { addressOf } from './addresses.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * The Redis of what runs, for a look at it. Services wait for one that is away; who asks is told.
 * @throws {UserError} there is none, or it does not answer
 */
export async function reachRedis(): Promise<ReturnType<typeof connectRedis>> {
  const redis = connectRedis(addressOf('redis'), quiet);
  try {
    await once(redis, 'ready');
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new UserError(`Redis does not answer: ${(error as Error).message}; REDIS_URL says where it is`, { cause: error });
  }
}
