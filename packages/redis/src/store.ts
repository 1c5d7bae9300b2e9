/** The state of a service's partitions in Redis. */
import { readFileSync } from 'node:fs';
import type { Claim, Commit, CommitResult, Cursor, DueTimers, Log, OutboxEntry, SourceIndex, StateStore } from '@ebb/runtime';
import type { Result } from 'ioredis';
import type { Connection } from './connect.ts';
import type { Durability } from './durability.ts';
import { partitionKeys } from './keys.ts';
import { PatientRedis } from './patience.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    ebbClaimBuffer(
      keys: number,
      ...keysAndArguments: (string | number | Buffer)[]
    ): Result<[number, number, Buffer, Buffer[], Buffer[]], Context>;
    ebbCommit(keys: number, ...keysAndArguments: (string | number | Buffer)[]): Result<CommitResult, Context>;
  }
}

export interface OutboxCodec {
  readonly encode: (entry: OutboxEntry) => Buffer;
  readonly decode: (bytes: Buffer) => OutboxEntry;
}

export interface RedisStoreOptions {
  readonly service: string;
  readonly durability: Durability;
  /** Bytes of a customer's journey, beyond which its oldest entries go. */
  readonly journeyBytesMax: number;
  readonly outboxCodec: OutboxCodec;
  readonly log: Log;
}

export class RedisStore implements StateStore {
  readonly #redis: PatientRedis;
  readonly #options: RedisStoreOptions;

  constructor(redis: Connection, options: RedisStoreOptions) {
    this.#redis = new PatientRedis(redis, options.durability, options.log);
    this.#options = options;
    redis.defineCommand('ebbClaim', { lua: lua('claim') });
    redis.defineCommand('ebbCommit', { lua: lua('commit') });
  }

  async claim(partition: number, token: string, epochAtLeast: number): Promise<Claim> {
    const keys = this.#keys(partition);
    const [epoch, commit, cursor, outbox, census] = await this.#redis.read((redis) =>
      redis.ebbClaimBuffer(3, keys.meta, keys.outbox, keys.census, token, epochAtLeast),
    );
    return {
      epoch,
      commit,
      cursor: cursor.length === 0 ? null : (JSON.parse(cursor.toString()) as Cursor),
      outbox: outbox.map((bytes) => this.#options.outboxCodec.decode(bytes)),
      census: numbersByField(census),
    };
  }

  load(partition: number, customerIds: readonly string[]): Promise<readonly (Buffer | null)[]> {
    return this.#redis.read((redis) => redis.hmgetBuffer(this.#keys(partition).states, ...customerIds));
  }

  async dueTimers(partition: number, source: SourceIndex, until: number, limit: number): Promise<DueTimers> {
    const key = this.#keys(partition).timers(source);
    const due = await this.#redis.read((redis) => redis.zrangebyscore(key, '-inf', until, 'WITHSCORES', 'LIMIT', 0, limit));
    const rank = String(due.length >> 1);
    const next = await this.#redis.read((redis) => redis.zrange(key, rank, rank, 'WITHSCORES'));
    const timers = [];
    for (let index = 0; index < due.length; index += 2) {
      timers.push({ customerId: due[index] as string, dueAt: Number(due[index + 1]) });
    }
    return { due: timers, nextDueAt: next[1] === undefined ? null : Number(next[1]) };
  }

  /** How many timers of a source lie after an instant, up to another. For metrics: it does not wait for a Redis that is away. */
  timersBetween(partition: number, source: SourceIndex, after: number, until: number): Promise<number> {
    return this.#redis.redis.zcount(this.#keys(partition).timers(source), `(${after}`, until);
  }

  /** Nothing may leave before the commit that holds it is durable. */
  commit(partition: number, commit: Commit): Promise<CommitResult> {
    const values = this.#commitArguments(partition, commit);
    return this.#redis.write((redis) => redis.ebbCommit(5 + commit.cursor.sources.length, ...values));
  }

  #commitArguments(partition: number, commit: Commit): (string | number | Buffer)[] {
    const { owner, after, cursor, sent, states, outbox, journey } = commit;
    const census = Object.entries(commit.census);
    const keys = this.#keys(partition);
    const sources = cursor.sources.map((_, source) => source);
    const kept = this.#options.journeyBytesMax > 0 ? journey : [];
    const set = sources.map((source) => commit.timers.filter((timer) => timer.source === source && timer.dueAt !== null));
    const removed = sources.map((source) => commit.timers.filter((timer) => timer.source === source && timer.dueAt === null));
    const values: (string | number | Buffer)[] = [
      keys.meta,
      keys.states,
      keys.outbox,
      keys.journey,
      keys.census,
      ...sources.map((source) => keys.timers(source)),
    ];
    values.push(owner.token, owner.epoch, after, JSON.stringify(cursor), sent, this.#options.journeyBytesMax);
    values.push(states.length, outbox.length, kept.length, census.length);
    for (const source of sources) values.push(set[source]?.length ?? 0, removed[source]?.length ?? 0);
    for (const { customerId, bytes } of states) values.push(customerId, bytes);
    for (const entry of outbox) values.push(this.#options.outboxCodec.encode(entry));
    for (const { customerId, bytes } of kept) values.push(customerId, bytes);
    for (const [field, count] of census) values.push(field, count);
    for (const source of sources) {
      for (const { customerId, dueAt } of set[source] ?? []) values.push(dueAt as number, customerId);
      for (const { customerId } of removed[source] ?? []) values.push(customerId);
    }
    return values;
  }

  #keys(partition: number) {
    return partitionKeys(this.#options.service, partition);
  }
}

/** Fields and numbers in turn. */
function numbersByField(flat: readonly Buffer[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (let index = 0; index < flat.length; index += 2) numbers[String(flat[index])] = Number(flat[index + 1]);
  return numbers;
}

const lua = (name: string): string => readFileSync(new URL(`commands/${name}.lua`, import.meta.url), 'utf8');
