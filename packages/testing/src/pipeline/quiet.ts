/** Whether anything is still under way between the services: looked at from outside, in Kafka and Redis. */
import { setTimeout } from 'node:timers/promises';
import { type Config, sourceNames, topicReadByLifecycle } from '@ebb/contracts';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, noTime } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import type { Admin } from 'kafkajs';

const lookEveryMilliseconds = 20;

export interface Flow {
  readonly admin: Admin;
  readonly redis: Redis;
  readonly config: Config;
  readonly delivery: () => Promise<DeliveryStanding>;
}

/** How far delivery has come. */
export interface DeliveryStanding {
  /** By partition, the offset that it has read up to. */
  readonly read: Readonly<Record<number, number>>;
  /** Whether nothing waits to be sent to a target, or to be told in Kafka. */
  readonly idle: boolean;
}

/**
 * Resolves when every service has read all that there is, and has nothing left to send: seen twice with nothing new between.
 * @param onLook is told of each look; it may throw to give up
 */
export async function untilQuiet(flow: Flow, onLook: () => Promise<void>): Promise<void> {
  let before = '';
  for (;;) {
    await onLook();
    const ends = await quietEnds(flow);
    if (ends !== null && ends === before) return;
    before = ends ?? '';
    if (ends === null) await setTimeout(lookEveryMilliseconds);
  }
}

/** Where all topics end, if everything up to there has been dealt with; else null. */
async function quietEnds({ admin, redis, config, delivery }: Flow): Promise<string | null> {
  const { customerAlerts, retentionActions } = config.outputs;
  const sourceTopics = sourceNames.map((name) => topicReadByLifecycle(config.sources[name]));
  const sources = await endsOf(admin, sourceTopics);
  if (!(await isDone(redis, 'lifecycle', sources))) return null;
  const alerts = await endsOf(admin, [customerAlerts]);
  if (!(await isDone(redis, 'actions', alerts))) return null;
  const [actions = []] = await endsOf(admin, [retentionActions]);
  const { read, idle } = await delivery();
  if (!idle || actions.some((end, partition) => end > (read[partition] ?? 0))) return null;
  return JSON.stringify([sources, alerts, actions]);
}

/** The next offset of each partition, topic by topic; none of a source that is not there. */
function endsOf(admin: Admin, topics: readonly (string | null)[]): Promise<number[][]> {
  return Promise.all(
    topics.map(async (topic) => {
      const ends: number[] = [];
      if (topic === null) return ends;
      for (const { partition, high } of await admin.fetchTopicOffsets(topic)) ends[partition] = Number(high);
      return ends;
    }),
  );
}

/** Whether a stream service has read its sources up to these ends, has run all deadlines due by then, and sent all that it had to. */
async function isDone(redis: Redis, service: string, ends: readonly (readonly number[])[]): Promise<boolean> {
  const partitions = Math.max(...ends.map((each) => each.length));
  const each = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const keys = partitionKeys(service, partition);
      const text = await redis.hget(keys.meta, 'cursor');
      const { sources, timersTo } = text === null ? { sources: [], timersTo: [] } : (JSON.parse(text) as Cursor);
      if (ends.some((end, source) => (end[partition] ?? 0) > (sources[source]?.offset ?? 0))) return false;
      if (sources.some(({ watermark }, source) => (timersTo[source] ?? noTime) < watermark)) return false;
      return (await redis.llen(keys.outbox)) === 0;
    }),
  );
  return each.every((done) => done);
}

/**
 * Asked of the one process of delivery that runs, as what was read to no effect is not stored at once. What agents have not claimed
 * may wait for ever, and does not count.
 */
export async function deliveryAt(url: string, redis: Redis, { delivery }: Config): Promise<DeliveryStanding> {
  const response = await fetch(new URL('status', url));
  const { partitions } = (await response.json()) as DeliveryStatus;
  const waiting = await Promise.all([
    redis.xlen('ebb:{delivery}:outbox'),
    ...delivery.targets.flatMap(({ name }) => [
      redis.zcard(`ebb:{delivery}:queue:target:${name}`),
      redis.zcard(`ebb:{delivery}:under-way:target:${name}`),
    ]),
  ]);
  const read = Object.fromEntries(partitions.map(({ partition, offset }) => [partition, offset ?? 0]));
  return { read, idle: waiting.every((length) => length === 0) };
}

interface DeliveryStatus {
  readonly partitions: readonly { readonly partition: number; readonly offset: number | null }[];
}
