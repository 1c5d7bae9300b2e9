/** What the tests of this package share: a log that is kept, an outbox codec, Redis servers of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log, OutboxEntry } from '@ebb/runtime';
import { type Server, startRedis } from '@ebb/stack';
import { Redis } from 'ioredis';
import type { Connection } from './connect.ts';
import type { Durability } from './durability.ts';
import { type OutboxCodec, RedisStore } from './store.ts';

/** Keeps what is said, and lets a test wait for it. */
export class HeardLog implements Log {
  readonly lines: string[] = [];
  #waiting: { readonly text: string; readonly resolve: () => void }[] = [];

  info(fields: object, message: string): void {
    this.#hear(fields, message);
  }

  warn(fields: object, message: string): void {
    this.#hear(fields, message);
  }

  error(fields: object, message: string): void {
    this.#hear(fields, message);
  }

  /** Resolves when a line with the text is said, from now on. */
  next(text: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ text, resolve }));
  }

  #hear(fields: object, message: string): void {
    const line = `${message} ${JSON.stringify(fields)}`;
    this.lines.push(line);
    for (const { text, resolve } of this.#waiting) if (line.includes(text)) resolve();
  }
}

export const jsonOutbox: OutboxCodec = {
  encode: ({ key, value, ...rest }) => Buffer.from(JSON.stringify({ ...rest, key: key.toJSON(), value: value.toJSON() })),
  decode: (bytes) => {
    const { key, value, ...rest } = JSON.parse(bytes.toString()) as OutboxEntry;
    return { ...rest, key: Buffer.from(key), value: Buffer.from(value) };
  },
};

export const storeOn = (
  redis: Connection,
  options: { readonly log?: Log; readonly durability?: Durability; readonly journeyBytesMax?: number } = {},
): RedisStore =>
  new RedisStore(redis, {
    service: 'lifecycle',
    durability: options.durability ?? { kind: 'fsync' },
    journeyBytesMax: options.journeyBytesMax ?? 16_384,
    outboxCodec: jsonOutbox,
    log: options.log ?? new HeardLog(),
  });

/** Servers and clients of one test file; all are gone after `close`. */
export class OwnServers {
  readonly #toClose: (() => Promise<unknown>)[] = [];

  async startRedis(settings: readonly string[] = []): Promise<Server> {
    const directory = await mkdtemp(join(tmpdir(), 'ebb-redis-'));
    this.#toClose.push(() => rm(directory, { recursive: true }));
    const server = await startRedis({ directory, port: 0, settings });
    this.#toClose.push(() => server.stop());
    return server;
  }

  /** A plain client, for looking in from the side. */
  client(url: string): Redis {
    const redis = new Redis(url, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    return this.closing(redis);
  }

  closing<C extends Connection>(redis: C): C {
    this.#toClose.push(async () => redis.disconnect());
    return redis;
  }

  async close(): Promise<void> {
    for (const close of this.#toClose.splice(0).toReversed()) await close();
  }
}
