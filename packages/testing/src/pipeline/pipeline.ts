/** A whole pipeline on real servers, apart from all others on them: topics, consumer group and Redis database of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Config,
  decodeStoredCustomer,
  loadConfig,
  outputNames,
  type SourceName,
  sourceNames,
  topicReadByLifecycle,
} from '@ebb/contracts';
import { type CustomerState, utcCalendar } from '@ebb/domain';
import { EventWriter, type SourceRecord } from '@ebb/intake';
import { connectKafka, ensureTopics, partitionOf, Schemas } from '@ebb/kafka';
import { type JourneyLine, journeyOf, presentStates } from '@ebb/lifecycle';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, type Log, noTime } from '@ebb/runtime';
import { type KnownCalibrations, knownCalibrations } from '@ebb/service';
import { Redis } from 'ioredis';
import type { Admin, IHeaders, Kafka, Producer } from 'kafkajs';
import { stringify } from 'yaml';
import type { Arrival } from '../cdnow/index.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { type LaunchedWorker, launchWorker, type Refusal, refusalOf, type WorkerProcess } from './worker-process.ts';

export interface Servers {
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
  readonly schemaRegistryUrl: string;
}

/** A record just as it is to lie in its partition. */
export interface RawMessage {
  readonly partition: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
  /** Milliseconds since 1970; now unless given. */
  readonly timestamp?: number;
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
  readonly schemas: Schemas;
  readonly #producer: Producer;
  readonly #options: PipelineOptions;
  readonly #directory: string;
  readonly #workers = new Set<LaunchedWorker>();

  private constructor(
    parts: Pick<Pipeline, 'config' | 'kafka' | 'redis' | 'writer' | 'schemas'>,
    producer: Producer,
    options: PipelineOptions,
    directory: string,
  ) {
    this.config = parts.config;
    this.kafka = parts.kafka;
    this.redis = parts.redis;
    this.writer = parts.writer;
    this.schemas = parts.schemas;
    this.#producer = producer;
    this.#options = options;
    this.#directory = directory;
  }

  static async open(options: PipelineOptions): Promise<Pipeline> {
    const { servers, partitions } = options;
    const directory = await mkdtemp(join(tmpdir(), 'ebb-pipeline-'));
    await writeFile(join(directory, 'ebb.yaml'), stringify(namedApart(options)));
    const config = loadConfig(join(directory, 'ebb.yaml'));
    const kafka = connectKafka({ brokers: servers.kafkaBrokers.split(','), clientId: 'test' }, quiet);
    const sources = sourceNames
      .map((name) => topicReadByLifecycle(config.sources[name]))
      .filter((name) => name !== null)
      .map((name) => ({ name, cleanupPolicy: 'delete' as const }));
    const outputs = Object.values(config.outputs).map((name) => ({ name, cleanupPolicy: 'compact' as const }));
    await ensureTopics(kafka, [...sources, ...outputs], partitions);
    const redis = new Redis(redisUrlOf(options), { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    await redis.flushdb();
    const topics = Object.fromEntries(
      sourceNames.map((name) => [name, topicReadByLifecycle(config.sources[name])]),
    ) as EventWriterTopics;
    const schemas = new Schemas(servers.schemaRegistryUrl, quiet);
    const writer = await EventWriter.open(kafka, schemas, { name: 'test', partitions, topics });
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return new Pipeline({ config, kafka, redis, writer, schemas }, producer, options, directory);
  }

  /** What a worker of this pipeline finds in its environment. */
  get environment(): Readonly<Record<string, string>> {
    const { servers } = this.#options;
    return {
      KAFKA_BROKERS: servers.kafkaBrokers,
      REDIS_URL: redisUrlOf(this.#options),
      SCHEMA_REGISTRY_URL: servers.schemaRegistryUrl,
      EBB_CONFIG: join(this.#directory, 'ebb.yaml'),
    };
  }

  /** A lifecycle worker in a process of its own; resolves when it is up. */
  startWorker(): Promise<WorkerProcess> {
    return this.launchWorker().up;
  }

  /** As `startWorker`, without waiting; of the lifecycle unless said otherwise. */
  launchWorker(service?: string, secrets: Readonly<Record<string, string>> = {}): LaunchedWorker {
    const worker = launchWorker({ ...this.environment, ...secrets }, service);
    this.#workers.add(worker);
    void worker.ended.then(() => this.#workers.delete(worker));
    return worker;
  }

  /** How a worker of this pipeline refuses to start. */
  refusal(): Promise<Refusal> {
    return refusalOf(this.environment);
  }

  /** Puts a record into a source's partition as it is, good or bad; resolves with its offset. */
  put(source: SourceName, message: RawMessage): Promise<number> {
    return this.putAll(source, [message]);
  }

  /** As `put`; resolves with the offset of the first. */
  async putAll(source: SourceName, messages: readonly RawMessage[]): Promise<number> {
    const stamped = messages.map(({ timestamp, ...message }) =>
      timestamp === undefined ? message : { ...message, timestamp: String(timestamp) },
    );
    const sent = await this.#producer.send({ topic: this.topic(source), acks: -1, messages: stamped });
    return Number(sent[0]?.baseOffset);
  }

  /** What the lifecycle reads, of a source that is configured. */
  topic(source: SourceName): string {
    return topicReadByLifecycle(this.config.sources[source]) as string;
  }

  async withAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /**
   * Writes arrivals in their order, a marker on every partition of every source at the start of each week, and a last one.
   * Markers say what has been sent, not that nothing comes late.
   */
  async feed(arrivals: readonly Arrival[], lastMarker: number): Promise<void> {
    const weeks = Map.groupBy(arrivals, ({ arrivesAt }) => Math.floor(arrivesAt / week));
    for (const [number, arrived] of weeks) {
      await this.writer.markers(Math.min(number * week - 1, lastMarker));
      const bySource = Map.groupBy(arrived, ({ source }) => source);
      for (const [source, some] of bySource) {
        const records = some.map(({ record }) => record as SourceRecord<typeof source>);
        await this.writer.write(source, records);
      }
    }
    await this.writer.markers(lastMarker);
  }

  /** Resolves when every partition of a service has run all deadlines up to an instant and has nothing left to send. */
  async completeTo(instant: number, service = 'lifecycle'): Promise<void> {
    const deadline = Date.now() + completeMillisecondsMax;
    for (;;) {
      const behind = await this.#behind(instant, service);
      if (behind.length === 0) return;
      if (Date.now() > deadline) throw new Error(`not complete to ${new Date(instant).toISOString()}: ${behind.join('; ')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** What left, net of retractions, and what could not be used. */
  outcome(): Promise<Outcome> {
    return readOutcome(this.kafka, this.config.outputs);
  }

  /** Each customer's present state. */
  async states(): Promise<ReadonlyMap<string, CustomerState>> {
    const calibrations = await this.calibrations();
    const states = new Map<string, CustomerState>();
    for await (const [customerId, state] of presentStates(this.redis, this.config, calibrations)) states.set(customerId, state);
    return states;
  }

  /** What the lifecycle judges by: the calibration of the configuration, and those that have been published. */
  calibrations(): Promise<KnownCalibrations> {
    return knownCalibrations(this.kafka, this.schemas, this.config, quiet);
  }

  /** The number of commits of all partitions. */
  async commits(): Promise<number> {
    const metas = await Promise.all(this.#partitions().map((partition) => this.redis.hget(this.keys(partition).meta, 'commit')));
    return metas.reduce((sum, commit) => sum + Number(commit ?? 0), 0);
  }

  /** What is known of a customer in brief: facts, and what left because of them. */
  async journey(customerId: string): Promise<readonly JourneyLine[]> {
    const { journey, states } = this.keys(partitionOf(Buffer.from(customerId), this.#options.partitions));
    const [stored, kept] = await Promise.all([
      this.redis.hgetBuffer(states, customerId),
      this.redis.hgetBuffer(journey, customerId),
    ]);
    if (stored === null) return [];
    return journeyOf(decodeStoredCustomer(stored), kept ?? Buffer.alloc(0), utcCalendar);
  }

  keys(partition: number) {
    return partitionKeys('lifecycle', partition);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.kill()));
    await this.writer.close();
    await this.#producer.disconnect();
    this.redis.disconnect();
    await rm(this.#directory, { recursive: true });
  }

  async #behind(instant: number, service: string): Promise<string[]> {
    const behind = await Promise.all(
      this.#partitions().map(async (partition) => {
        const keys = partitionKeys(service, partition);
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
  const outputs = Object.fromEntries(outputNames.map((output) => [output, `${name}.${output}`]));
  const kafka = { groupId: name, sessionTimeout: '3s', ...(config['kafka'] as object | undefined) };
  const actions = { groupId: `${name}-actions`, ...(config['actions'] as object | undefined) };
  const delivery = { groupId: `${name}-delivery`, ...(config['delivery'] as object | undefined) };
  return { markerIntervalMin: '200ms', ...config, partitions, sources, outputs, kafka, actions, delivery };
}

function redisUrlOf({ servers, database }: PipelineOptions): string {
  const url = new URL(servers.redisUrl);
  url.pathname = `/${database}`;
  return url.href;
}
