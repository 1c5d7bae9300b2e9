/** How long it takes from a purchase to its transition in Kafka, as a reader of the transitions sees it. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decode, encodeFramed, unframe } from '@ebb/contracts';
import { ensureTopics, partitionOf } from '@ebb/kafka';
import { seededRandom } from '@ebb/testing/seeded-random';
import type { Message } from 'kafkajs';
import { purchaseOf } from '../load/purchases.ts';
import { type BenchServers, partitions } from '../run/bench-servers.ts';
import type { Contender } from '../run/contender.ts';
import { luaP999Milliseconds } from '../run/lua-latency.ts';
import { openLoop } from './open-loop.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';

export interface LatencyOptions {
  readonly perSecond: number;
  readonly seconds: number;
  /** Set apart from others on the same servers. */
  readonly run: string;
}

/** One of four purchases is the first of a customer, and so makes a transition; the others are of customers known by then. */
const newShare = 0.25;
/** Sent together at most, after a pause: well below the 1 MiB that Kafka takes. */
const sendRecordsMax = 2_000;
/** Until what compiles as it runs has done so: after 5 s, half as slow again was seen. */
const warmUpSeconds = 20;
const answerSecondsMax = 10;
const startSecondsMax = 60;

export interface LatencyRun {
  /** Null where not all transitions came within 10 s after the last purchase, as the contender can't keep up. */
  readonly milliseconds: Percentiles | null;
  /** 999 of 1000 calls of Lua stayed under it; null where there were none. */
  readonly luaP999Milliseconds: number | null;
}

export async function measureLatency(
  contender: Contender,
  servers: BenchServers,
  { perSecond, seconds, run }: LatencyOptions,
): Promise<LatencyRun> {
  const name = `${contender.name}-latency-${run}`;
  const [topic, output] = [`${name}-purchases`, `${name}-transitions`];
  const directory = join(servers.directory, name);
  await mkdir(directory, { recursive: true });
  const topics = [topic, output].map((one) => ({ name: one, cleanupPolicy: 'delete' as const }));
  await ensureTopics(servers.kafka, topics, partitions);
  await servers.redis.flushall();
  const filled = { topic, load: { events: 0, customers: 0, seed: 0 }, events: Array.from({ length: partitions }, () => 0) };
  const launched = await contender.launch({ servers, filled, output, name, directory, tunedFor: 'latency' });
  try {
    await launched.up();
    const seen = await readAsTheyCome(servers, output);
    const purchases = await openPurchases(servers, topic);
    await answered(purchases, seen);
    await servers.redis.config('RESETSTAT');
    const before = purchases.count();
    const count = Math.round((warmUpSeconds + seconds) * perSecond);
    const dueAt = await openLoop({ perSecond, count, send: (numbers) => purchases.send(numbers.length) });
    const measuredFrom = before + Math.ceil(warmUpSeconds * perSecond);
    const isComplete = await until(() => purchases.makingTransitions().every((number) => seen.at.has(number)), answerSecondsMax);
    await purchases.close();
    await seen.stop();
    const lua = await luaP999Milliseconds(servers.redis);
    if (!isComplete) return { milliseconds: null, luaP999Milliseconds: lua };
    const measured = purchases.makingTransitions().filter((number) => number >= measuredFrom);
    const milliseconds = percentilesOf(measured.map((number) => (seen.at.get(number) as number) - dueAt(number - before)));
    return { milliseconds, luaP999Milliseconds: lua };
  } finally {
    await launched.stop();
  }
}

/** What is sent before the contender is up waits for it, so the schedule begins when it has answered. */
async function answered(purchases: Purchases, seen: Seen): Promise<void> {
  purchases.send(1);
  if (!(await until(() => seen.at.has(0), startSecondsMax))) throw new Error('no transition came: the contender does not work');
}

async function until(isSo: () => boolean, secondsMax: number): Promise<boolean> {
  for (const end = Date.now() + 1_000 * secondsMax; Date.now() < end; await pause(20)) if (isSo()) return true;
  return isSo();
}

interface Seen {
  /** When the transition was read that a purchase caused, by the purchase's number. */
  readonly at: ReadonlyMap<number, number>;
  stop(): Promise<void>;
}

async function readAsTheyCome({ kafka, schemaIds }: BenchServers, topic: string): Promise<Seen> {
  const at = new Map<number, number>();
  const consumer = kafka.consumer({ groupId: `read-${randomUUID()}`, maxWaitTimeInMs: 100, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = Promise.withResolvers<void>();
  consumer.on('consumer.group_join', () => joined.resolve());
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const now = Date.now();
      for (const { value } of batch.messages) {
        const unframed = unframe(value as Buffer);
        if (typeof unframed === 'string' || unframed.schemaId !== schemaIds.transition) continue;
        const { causeId } = decode('LifecycleTransition', unframed.payload);
        at.set(Number(causeId.slice('shop-'.length)), now);
      }
    },
  });
  await joined.promise;
  return { at, stop: () => consumer.disconnect() };
}

interface Purchases {
  count(): number;
  /** Numbers of the purchases that were the first of their customers. */
  makingTransitions(): readonly number[];
  send(count: number): void;
  close(): Promise<void>;
}

async function openPurchases({ kafka, schemaIds }: BenchServers, topic: string): Promise<Purchases> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const random = seededRandom(2026);
  const firsts: number[] = [];
  let number = 0;
  const sending = new Set<Promise<unknown>>();
  const firstAt: number[] = [];
  let known = 0;
  const message = (): Message => {
    const now = Date.now();
    // Of two purchases within a millisecond the first is who comes first by id: a customer buys again only later.
    while ((firstAt[known] ?? now) < now) known += 1;
    const isFirst = known === 0 || random() < newShare;
    if (isFirst) {
      firsts.push(number);
      firstAt.push(now);
    }
    const customer = isFirst ? firsts.length : 1 + Math.floor(random() * known);
    const purchase = purchaseOf(number, customer, now, random());
    number += 1;
    const key = Buffer.from(purchase.customerId);
    return { key, value: encodeFramed('Purchase', schemaIds.purchase, purchase), partition: partitionOf(key, partitions) };
  };
  return {
    count: () => number,
    makingTransitions: () => firsts,
    send: (count) => {
      for (let left = count; left > 0; left -= sendRecordsMax) {
        const messages = Array.from({ length: Math.min(left, sendRecordsMax) }, message);
        const sent = producer.send({ topic, acks: -1, messages }).finally(() => sending.delete(sent));
        sending.add(sent);
      }
    },
    close: async () => {
      await Promise.all(sending);
      await producer.disconnect();
    },
  };
}
