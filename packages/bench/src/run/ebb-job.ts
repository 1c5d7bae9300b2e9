/**
 * The peers' job on Ebb: purchases that lie in Kafka, folded by a lifecycle worker that is a process of its own, from its start until
 * all is committed in Redis and all transitions are in Kafka. The other sources are not configured.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '@ebb/contracts';
import { connectKafka, ensureTopics } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import type { Cursor } from '@ebb/runtime';
import type { Stack } from '@ebb/stack';
import { readCdnowCalibrationFile } from '@ebb/testing/cdnow';
import { launchWorker } from '@ebb/testing/pipeline';
import { Redis } from 'ioredis';
import { stringify } from 'yaml';
import { cpuSecondsOf, peakMemoryBytesOf } from '../measure/process-usage.ts';

const lookEveryMilliseconds = 20;

export interface JobOptions {
  readonly stack: Stack;
  readonly directory: string;
  /** Where the purchases lie. */
  readonly topic: string;
  /** How many lie in each partition. */
  readonly events: readonly number[];
  readonly customers: number;
  /** A folder for the worker's CPU profile; null for none, as profiling costs a little. */
  readonly profileDirectory: string | null;
  /** Apart from other runs on the same servers. */
  readonly name: string;
}

export interface JobResult {
  readonly events: number;
  /** From the start of the process until all was committed. */
  readonly secondsFromStart: number;
  /** From the first commit on: without the start of the process. */
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** From the first commit on. */
  readonly cpuMicrosecondsPerEvent: CpuSplit;
  readonly workerPeakMemoryBytes: number;
  readonly redisBytesPerCustomer: RedisSplit;
  /** Transitions, markers and what else went to customer-alerts. */
  readonly recordsOut: number;
}

interface CpuSplit {
  readonly worker: number;
  readonly redis: number;
  readonly broker: number;
}

/** As MEMORY USAGE counts them, with all that the keys hold. */
interface RedisSplit {
  readonly states: number;
  readonly timers: number;
  readonly journey: number;
  readonly other: number;
}

/** Silence that does not speak within the 400 days of the load: the peers have no timers, and all are to say the same. */
const never = { daysMin: 3_650, daysMax: 3_650 };

const configOf = ({ topic, events, name }: JobOptions) => ({
  partitions: events.length,
  sources: { purchases: { topic }, supportContacts: null, profiles: null, engagements: null },
  outputs: { customerAlerts: `${name}-alerts`, lifecycleCensus: `${name}-census`, deadLetters: `${name}-dead` },
  kafka: { groupId: name },
  calibration: readCdnowCalibrationFile(),
  lifecycle: {
    lapse: { firstTime: never, earlyRepeat: never, returned: never },
    core: { watch: never, leaving: never, gone: never },
  },
});

export async function runEbbJob(options: JobOptions): Promise<JobResult> {
  const { stack, name, events, customers } = options;
  const { kafkaBrokers, redisUrl, schemaRegistryUrl } = stack.addresses;
  await mkdir(options.directory, { recursive: true });
  const file = join(await mkdtemp(join(options.directory, `${name}-`)), 'ebb.yaml');
  await writeFile(file, stringify(configOf(options)));
  const { outputs } = loadConfig(file);
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const kafka = connectKafka({ brokers: kafkaBrokers.split(','), clientId: 'bench' }, silent);
  const topics = Object.values(outputs).map((topic) => ({ name: topic, cleanupPolicy: 'compact' as const }));
  await ensureTopics(kafka, topics, events.length);
  const redis = new Redis(redisUrl);
  await redis.flushall();

  const processes = { worker: 0, redis: stack.redis.pid, broker: stack.kafka.pid };
  const cpu = () => Object.fromEntries(Object.entries(processes).map(([who, pid]) => [who, cpuSecondsOf(pid)]));
  const startedAt = performance.now();
  const worker = launchWorker({
    KAFKA_BROKERS: kafkaBrokers,
    REDIS_URL: redisUrl,
    SCHEMA_REGISTRY_URL: schemaRegistryUrl,
    EBB_CONFIG: file,
    EBB_LOG_LEVEL: 'warn',
    ...(options.profileDirectory === null
      ? {}
      : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${options.profileDirectory} --cpu-prof-interval=500` }),
  });
  processes.worker = worker.pid;
  let ended = false;
  void worker.ended.then(() => {
    ended = true;
  });
  const until = async (isSo: (progress: Progress) => boolean) => {
    for (;;) {
      const progress = await progressOf(redis, events);
      if (isSo(progress)) return progress;
      if (ended) throw new Error(`the worker ended:\n${worker.log()}`);
      await pause(lookEveryMilliseconds);
    }
  };
  const begun = await until(({ committed }) => committed > 0);
  const begin = { at: performance.now(), cpu: cpu(), committed: begun.committed };
  const { committed } = await until((progress) => progress.done);
  const end = { at: performance.now(), cpu: cpu() };
  const peak = peakMemoryBytesOf(processes.worker);
  const split = await redisSplit(redis, events.length, customers);
  await worker.stop();
  redis.disconnect();
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(outputs.customerAlerts);
  await admin.disconnect();
  const counted = committed - begin.committed;
  const perEvent = (who: keyof CpuSplit) => (((end.cpu[who] ?? 0) - (begin.cpu[who] ?? 0)) * 1e6) / counted;
  const seconds = (end.at - begin.at) / 1_000;
  return {
    events: committed,
    secondsFromStart: (end.at - startedAt) / 1_000,
    seconds,
    eventsPerSecond: counted / seconds,
    cpuMicrosecondsPerEvent: { worker: perEvent('worker'), redis: perEvent('redis'), broker: perEvent('broker') },
    workerPeakMemoryBytes: peak,
    redisBytesPerCustomer: split,
    recordsOut: ends.reduce((sum, { high }) => sum + Number(high), 0),
  };
}

interface Progress {
  readonly committed: number;
  /** All is committed, and nothing is left to be sent. */
  readonly done: boolean;
}

async function progressOf(redis: Redis, events: readonly number[]): Promise<Progress> {
  let committed = 0;
  let done = true;
  for (const [partition, count] of events.entries()) {
    const keys = partitionKeys('lifecycle', partition);
    const text = await redis.hget(keys.meta, 'cursor');
    const offset = text === null ? 0 : ((JSON.parse(text) as Cursor).sources[0]?.offset ?? 0);
    committed += offset;
    if (offset < count || (await redis.llen(keys.outbox)) > 0) done = false;
  }
  return { committed, done };
}

async function redisSplit(redis: Redis, partitions: number, customers: number): Promise<RedisSplit> {
  const sizes = { states: 0, timers: 0, journey: 0, other: 0 };
  for (let partition = 0; partition < partitions; partition += 1) {
    const prefix = partitionKeys('lifecycle', partition).meta.replace(/meta$/, '');
    for (const key of await redis.keys(`${prefix.replaceAll(/[[\]{}]/g, '\\$&')}*`)) {
      const kind = key.slice(prefix.length).split(':')[0] as string;
      const bytes = Number(await redis.memory('USAGE', key, 'SAMPLES', 0));
      sizes[kind in sizes ? (kind as keyof RedisSplit) : 'other'] += bytes / customers;
    }
  }
  return sizes;
}
