/** The state of a service's partitions in Redis. */
import { readFileSync } from 'node:fs';
import {
  type Claim,
  type Commit,
  type CommitResult,
  type Cursor,
  dayMilliseconds,
  dayOf,
  type Log,
  type OutboxEntry,
  type SourceIndex,
  type StateStore,
  type Timer,
} from '@ebb/runtime';
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

  timerDays(partition: number, source: SourceIndex): Promise<readonly number[]> {
    return this.#redis.read(async (redis) => (await redis.smembers(this.#keys(partition).timerDays(source))).map(Number));
  }

  timersOf(partition: number, source: SourceIndex, days: readonly number[]): Promise<readonly Timer[]> {
    const keys = this.#keys(partition);
    return this.#redis.read(async (redis) => {
      const lists = await redis.pipeline(days.map((day) => ['lrange', keys.timers(source, day), 0, -1])).exec();
      return days.flatMap((day, index) => {
        const [error, entries] = lists?.[index] ?? [null, none];
        if (error !== null) throw error;
        return timersIn(entries as readonly string[], day);
      });
    });
  }

  /**
   * How many timers of a source lie after an instant, up to another, those included that others have replaced. For metrics: it does not
   * wait for a Redis that is away.
   */
  async timersBetween(partition: number, source: SourceIndex, after: number, until: number): Promise<number> {
    const { redis } = this.#redis;
    const keys = this.#keys(partition);
    const days = (await redis.smembers(keys.timerDays(source))).map(Number);
    const counts = days.map(async (day) => {
      if (day < dayOf(after) || day > dayOf(until)) return 0;
      const key = keys.timers(source, day);
      if (day > dayOf(after) && day < dayOf(until)) return redis.llen(key);
      const timers = timersIn(await redis.lrange(key, 0, -1), day);
      return timers.filter(({ dueAt }) => dueAt > after && dueAt <= until).length;
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  /** Nothing may leave before the commit that holds it is durable. */
  async commit(partition: number, commit: Commit): Promise<CommitResult> {
    const call = this.#commitCall(partition, commit);
    const result = (await this.#redis.write((redis) => call.send(redis))) as CommitResult;
    call.release();
    return result;
  }

  #commitCall(partition: number, commit: Commit): ScriptCall {
    const { owner, after, cursor, sent, states, outbox, journey, census } = commit;
    const { journeyBytesMax, outboxCodec } = this.#options;
    const keys = this.#keys(partition);
    const days = cursor.sources.map((_, source) => daysOf(commit, source));
    const dayKeys = days.flatMap(({ passed, set }, source) => [
      keys.timerDays(source),
      ...passed.map((day) => keys.timers(source, day)),
      ...Array.from(set.keys(), (day) => keys.timers(source, day)),
    ]);
    const call = new ScriptCall(commitScript, [keys.meta, keys.states, keys.outbox, keys.journey, keys.census, ...dayKeys]);
    const counts = Object.entries(census);
    const kept = journeyBytesMax > 0 ? journey : [];
    call.text(owner.token);
    call.number(owner.epoch);
    call.number(after);
    call.text(JSON.stringify(cursor));
    for (const count of [sent, journeyBytesMax, states.length, outbox.length, kept.length, counts.length, days.length])
      call.number(count);
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
    for (const { passed, set } of days) {
      call.number(passed.length);
      call.number(set.size);
      for (const day of [...passed, ...set.keys()]) call.number(day);
      for (const [day, timers] of set) {
        call.number(timers.length);
        for (const { customerId, dueAt } of timers) call.text(`${dueAt - day * dayMilliseconds} ${customerId}`);
      }
    }
    return call;
  }

  #keys(partition: number) {
    return partitionKeys(this.#options.service, partition);
  }
}

/** Of one source: the days that are dropped, and what is set, by day. */
function daysOf({ daysPassed, timers }: Commit, of: SourceIndex) {
  const passed = daysPassed.filter(({ source }) => source === of).map(({ day }) => day);
  const set = new Map<number, Timer[]>();
  for (const timer of timers) {
    if (timer.source !== of) continue;
    const day = dayOf(timer.dueAt);
    const others = set.get(day);
    if (others === undefined) set.set(day, [timer]);
    else others.push(timer);
  }
  return { passed, set };
}

/** Each is `<millisecond of the day> <customer>`. */
const timersIn = (entries: readonly string[], day: number): Timer[] =>
  entries.map((entry) => {
    const space = entry.indexOf(' ');
    return { customerId: entry.slice(space + 1), dueAt: day * dayMilliseconds + Number(entry.slice(0, space)) };
  });

/** Fields and numbers in turn. */
function numbersByField(flat: readonly Buffer[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (let index = 0; index < flat.length; index += 2) numbers[String(flat[index])] = Number(flat[index + 1]);
  return numbers;
}

const none: readonly string[] = [];

const lua = (name: string): string => readFileSync(new URL(`commands/${name}.lua`, import.meta.url), 'utf8');

const commitScript = new Script(lua('commit'));
