/** A whole pipeline on real servers, apart from all others on them: topics, consumer group and Redis database of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig, sourceNames } from '@ebb/contracts';
import { EventWriter, type SourceRecord } from '@ebb/intake';
import { connectKafka, ensureTopics, Schemas } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, type Log, noTime } from '@ebb/runtime';
import { Redis } from 'ioredis';
import type { Kafka } from 'kafkajs';
import { stringify } from 'yaml';
import type { Arrival } from '../cdnow/index.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

export interface Servers {
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
  readonly schemaRegistryUrl: string;
}

export interface PipelineOptions {
  readonly servers: Servers;
  readonly partitions: number;
  /** Settings on top of the defaults, as in the configuration file. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Number of the Redis database, 0 to 15; each pipeline needs its own. It is emptied. */
  readonly database: number;
}

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const completeMillisecondsMax = 240_000;
const week = 7 * 86_400_000;

export class Pipeline {
  readonly config: Config;
  readonly kafka: Kafka;
  readonly redis: Redis;
  readonly writer: EventWriter;
  readonly #options: PipelineOptions;
  readonly #directory: string;
  readonly #workers = new Set<WorkerProcess>();

  private constructor(
    parts: Pick<Pipeline, 'config' | 'kafka' | 'redis' | 'writer'>,
    options: PipelineOptions,
    directory: string,
  ) {
    this.config = parts.config;
    this.kafka = parts.kafka;
    this.redis = parts.redis;
    this.writer = parts.writer;
    this.#options = options;
    this.#directory = directory;
  }

  static async open(options: PipelineOptions): Promise<Pipeline> {
    const { servers, partitions } = options;
    const directory = await mkdtemp(join(tmpdir(), 'ebb-pipeline-'));
    await writeFile(join(directory, 'ebb.yaml'), stringify(namedApart(options)));
    const config = loadConfig(join(directory, 'ebb.yaml'));
    const kafka = connectKafka({ brokers: servers.kafkaBrokers.split(','), clientId: 'test' }, quiet);
    const sources = sourceNames.map((name) => ({ name: config.sources[name].topic, cleanupPolicy: 'delete' as const }));
    const outputs = Object.values(config.outputs).map((name) => ({ name, cleanupPolicy: 'compact' as const }));
    await ensureTopics(kafka, [...sources, ...outputs], partitions);
    const redis = new Redis(redisUrlOf(options), { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    await redis.flushdb();
    const topics = Object.fromEntries(sourceNames.map((name) => [name, config.sources[name].topic])) as EventWriterTopics;
    const writer = await EventWriter.open(kafka, new Schemas(servers.schemaRegistryUrl, quiet), {
      name: 'test',
      partitions,
      topics,
    });
    return new Pipeline({ config, kafka, redis, writer }, options, directory);
  }

  /** A lifecycle worker in a process of its own; resolves when it is up. */
  async startWorker(): Promise<WorkerProcess> {
    const { servers } = this.#options;
    const worker = await startWorker({
      KAFKA_BROKERS: servers.kafkaBrokers,
      REDIS_URL: redisUrlOf(this.#options),
      SCHEMA_REGISTRY_URL: servers.schemaRegistryUrl,
      EBB_CONFIG: join(this.#directory, 'ebb.yaml'),
    });
    this.#workers.add(worker);
    void worker.ended.then(() => this.#workers.delete(worker));
    return worker;
  }

  /**
   * Writes arrivals in their order, a marker on every partition of every source at the start of each week, and a last one.
   * Markers say what has been sent, not that nothing comes late.
   */
  async feed(arrivals: readonly Arrival[], lastMarker: number): Promise<void> {
    const weeks = Map.groupBy(arrivals, ({ arrivesAt }) => Math.floor(arrivesAt / week));
    for (const [number, arrived] of weeks) {
      await this.writer.markers(number * week - 1);
      const bySource = Map.groupBy(arrived, ({ source }) => source);
      for (const [source, some] of bySource) {
        const records = some.map(({ record }) => record as SourceRecord<typeof source>);
        await this.writer.write(source, records);
      }
    }
    await this.writer.markers(lastMarker);
  }

  /** Resolves when every partition has run all deadlines up to an instant and has nothing left to send. */
  async completeTo(instant: number): Promise<void> {
    const deadline = Date.now() + completeMillisecondsMax;
    for (;;) {
      const behind = await this.#behind(instant);
      if (behind.length === 0) return;
      if (Date.now() > deadline) throw new Error(`not complete to ${new Date(instant).toISOString()}: ${behind.join('; ')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** What left, net of retractions, and what could not be used. */
  outcome(): Promise<Outcome> {
    return readOutcome(this.kafka, this.config.outputs);
  }

  /** The number of commits of all partitions. */
  async commits(): Promise<number> {
    const metas = await Promise.all(this.#partitions().map((partition) => this.redis.hget(this.keys(partition).meta, 'commit')));
    return metas.reduce((sum, commit) => sum + Number(commit ?? 0), 0);
  }

  keys(partition: number) {
    return partitionKeys('lifecycle', partition);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.kill()));
    await this.writer.close();
    this.redis.disconnect();
    await rm(this.#directory, { recursive: true });
  }

  async #behind(instant: number): Promise<string[]> {
    const behind = await Promise.all(
      this.#partitions().map(async (partition) => {
        const keys = this.keys(partition);
        const [text, outbox] = await Promise.all([this.redis.hget(keys.meta, 'cursor'), this.redis.llen(keys.outbox)]);
        if (text === null) return `partition ${partition} has no cursor`;
        const { completeTo } = JSON.parse(text) as Cursor;
        if (completeTo < instant) return `partition ${partition} is complete to ${inWords(completeTo)}`;
        return outbox > 0 ? `partition ${partition} has ${outbox} records to send` : '';
      }),
    );
    return behind.filter((line) => line !== '');
  }

  #partitions(): number[] {
    return Array.from({ length: this.#options.partitions }, (_, partition) => partition);
  }
}

type EventWriterTopics = Parameters<typeof EventWriter.open>[2]['topics'];

const inWords = (instant: number): string => (instant === noTime ? 'no time yet' : new Date(instant).toISOString());

let opened = 0;

/** The configuration with names that no other pipeline has. */
function namedApart({ config = {}, partitions }: PipelineOptions): Record<string, unknown> {
  opened += 1;
  const name = `test-${process.pid}-${Date.now()}-${opened}`;
  const given = config['sources'] as Record<string, object> | undefined;
  const sources = Object.fromEntries(
    sourceNames.map((source) => [source, { topic: `${name}.${source}`, clock: 'event', ...given?.[source] }]),
  );
  const outputs = { customerAlerts: `${name}.alerts`, deadLetters: `${name}.dead-letters` };
  const kafka = { groupId: name, sessionTimeout: '3s', ...(config['kafka'] as object | undefined) };
  return { markerIntervalMin: '200ms', ...config, partitions, sources, outputs, kafka };
}

function redisUrlOf({ servers, database }: PipelineOptions): string {
  const url = new URL(servers.redisUrl);
  url.pathname = `/${database}`;
  return url.href;
}
