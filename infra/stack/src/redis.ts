import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { repository } from './folders.ts';
import { onFreePort } from './ports.ts';
import { type Server, startServer } from './server.ts';
import type { StartOptions } from './start-options.ts';

const usualRedisPort = 6379;

export const redisSettingsFile = resolve(repository, 'infra/redis/redis.conf');

export interface RedisStartOptions extends StartOptions {
  /** Settings on top of infra/redis/redis.conf, as on the command line: `--cluster-enabled`, `yes`. */
  readonly settings?: readonly string[];
}

/** Starts Redis on the append-only file in the folder. Its address is a `redis://` URL; `redis.sock` in the folder works too. */
export async function startRedis(options: RedisStartOptions): Promise<Server> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  return onFreePort(options.port ?? usualRedisPort, (port) => {
    const url = `redis://127.0.0.1:${port}`;
    return startServer({
      name: 'redis',
      command: ['redis-server', redisSettingsFile, '--port', String(port), '--dir', directory, ...(options.settings ?? [])],
      workingDirectory: directory,
      logFile: options.logFile ?? join(directory, 'redis.log'),
      stays: options.stays ?? false,
      signal: options.signal,
      onProcess: options.onProcess,
      probe: async ({ pid }) => ((await servingProcess(url)) === pid ? url : undefined),
    });
  });
}

/** The process id of the Redis that answers at the URL, once it has loaded its data. */
async function servingProcess(url: string): Promise<number | undefined> {
  const info = await redisInfo(url);
  return info.get('loading') === '0' ? Number(info.get('process_id')) : undefined;
}

/** What Redis says of itself (INFO), by name. */
export async function redisInfo(url: string): Promise<Map<string, string>> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 2000, commandTimeout: 2000, retryStrategy: () => null });
  // Without a listener ioredis prints what connect() already reports.
  redis.on('error', () => {});
  try {
    await redis.connect();
    const lines = (await redis.info()).split('\r\n').filter((line) => line.includes(':'));
    return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
  } finally {
    redis.disconnect();
  }
}
