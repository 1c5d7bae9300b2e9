/** The state of a service's partitions in Redis. */
import { readFileSync } from 'node:fs';
import type { Claim, Commit, CommitResult, Cursor, DueTimers, Log, OutboxEntry, SourceIndex, StateStore } from '@ebb/runtime';
import type { Result } from 'ioredis';
import type { Connection } from './connect.ts';
import type { Durability } from './durability.ts';
import { partitionKeys } from './keys.ts';
import { PatientRedis } from './patience.ts';
import { Script, ScriptCall } from './script-call.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    ebbClaimBuffer(
      keys: number,
      ...keysAndArguments: (string | number | Buffer)[]
    ): Result<[number, number, Buffer, Buffer[], Buffer[]], Context>;
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
  async commit(partition: number, commit: Commit): Promise<CommitResult> {
    const call = this.#commitCall(partition, commit);
    const result = (await this.#redis.write((redis) => call.send(redis))) as CommitResult;
    call.release();
    return result;
  }

  #commitCall(partition: number, { owner, after, cursor, sent, states, outbox, journey, census, timers }: Commit): ScriptCall {
    const { journeyBytesMax, outboxCodec } = this.#options;
    const keys = this.#keys(partition);
    const timersOf = cursor.sources.map((_, source) => keys.timers(source));
    const call = new ScriptCall(commitScript, [keys.meta, keys.states, keys.outbox, keys.journey, keys.census, ...timersOf]);
    const counts = Object.entries(census);
    const kept = journeyBytesMax > 0 ? journey : [];
    const { set, removed } = timersBySource(timers, timersOf.length);
    call.text(owner.token);
    call.number(owner.epoch);
    call.number(after);
    call.text(JSON.stringify(cursor));
    for (const count of [sent, journeyBytesMax, states.length, outbox.length, kept.length, counts.length]) call.number(count);
    for (const [source, some] of set.entries()) {
      call.number(some.length);
      call.number(removed[source]?.length ?? 0);
    }
    for (const { customerId, bytes } of states) {
      call.text(customerId);
      call.bytes(bytes);
    }
    for (const entry of outbox) call.bytes(outboxCodec.encode(entry));
    for (const { customerId, bytes } of kept) {
      call.text(customerId);
      call.bytes(bytes);
    }
    for (const [field, count] of counts) {
      call.text(field);
      call.number(count);
    }
    for (const [source, some] of set.entries()) {
      for (const { customerId, dueAt } of some) {
        call.number(dueAt as number);
        call.text(customerId);
      }
      for (const { customerId } of removed[source] ?? []) call.text(customerId);
    }
    return call;
  }

  #keys(partition: number) {
    return partitionKeys(this.#options.service, partition);
  }
}

type Timers = Commit['timers'];

/** Timers that are set and removed, by source. */
function timersBySource(timers: Timers, sources: number) {
  const none = (): Timers[number][][] => Array.from({ length: sources }, () => []);
  const [set, removed] = [none(), none()];
  for (const timer of timers) (timer.dueAt === null ? removed : set)[timer.source]?.push(timer);
  return { set, removed };
}

/** Fields and numbers in turn. */
function numbersByField(flat: readonly Buffer[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (let index = 0; index < flat.length; index += 2) numbers[String(flat[index])] = Number(flat[index + 1]);
  return numbers;
}

const lua = (name: string): string => readFileSync(new URL(`commands/${name}.lua`, import.meta.url), 'utf8');

const commitScript = new Script(lua('commit'));
