/** What the tests of this package share: intake on topics of its own, and what lies in them. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Config,
  decode,
  encodeFramed,
  loadConfig,
  type Records,
  schemaTextOf,
  sourceNames,
  subjectOf,
  topicReadByLifecycle,
  unframe,
} from '@ebb/contracts';
import { connectKafka, ensureTopics, Schemas } from '@ebb/kafka';
import type { Log } from '@ebb/runtime';
import kafkajs, { type Admin, type Kafka, type KafkaMessage, type Message, type Producer } from 'kafkajs';
import { stringify } from 'yaml';
import { type RunningIntake, startIntake } from './service.ts';

const { ConfigResourceTypes } = kafkajs;

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
const untilMillisecondsMax = 60_000;

export interface KafkaServers {
  readonly kafkaBrokers: string;
  readonly schemaRegistryUrl: string;
}

/** Partitions of Ebb's topics. */
const partitions = 4;

/** A shop that keeps its purchases in a topic of its own way. */
export class Shop {
  readonly config: Config;
  readonly kafka: Kafka;
  readonly schemas: Schemas;
  readonly producer: Producer;
  readonly admin: Admin;
  readonly #servers: KafkaServers;
  readonly #directory: string;
  readonly #running = new Set<RunningIntake>();

  private constructor(
    parts: Pick<Shop, 'config' | 'kafka' | 'schemas' | 'producer' | 'admin'>,
    servers: KafkaServers,
    directory: string,
  ) {
    this.config = parts.config;
    this.kafka = parts.kafka;
    this.schemas = parts.schemas;
    this.producer = parts.producer;
    this.admin = parts.admin;
    this.#servers = servers;
    this.#directory = directory;
  }

  /** @param shopPartitions of the shop's topic of purchases; null where it is Ebb's own */
  static async open(servers: KafkaServers, shopPartitions: number | null, settings: object = {}): Promise<Shop> {
    const directory = await mkdtemp(join(tmpdir(), 'ebb-intake-'));
    const name = `intake-${randomUUID()}`;
    const sources = Object.fromEntries(sourceNames.map((source) => [source, { topic: `${name}.${source}` }]));
    const purchases = { topic: `${name}.purchases`, rekey: shopPartitions !== null };
    const given = {
      ...settings,
      partitions,
      sources: { ...sources, purchases },
      outputs: { deadLetters: `${name}.dead` },
      kafka: { sessionTimeout: '3s' },
      intake: { groupId: name, requestEventsMax: 5, requestBytesMax: 4_096, inFlightEventsMax: 10 },
    };
    await writeFile(join(directory, 'ebb.yaml'), stringify(given));
    const config = loadConfig(join(directory, 'ebb.yaml'));
    const kafka = connectKafka({ brokers: servers.kafkaBrokers.split(','), clientId: 'test' }, quiet);
    const read = sourceNames.map((source) => topic(topicReadByLifecycle(config.sources[source]) as string));
    await ensureTopics(kafka, [...read, topic(config.outputs.deadLetters)], partitions);
    if (shopPartitions !== null) await ensureTopics(kafka, [topic(config.sources.purchases.topic)], shopPartitions);
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    const admin = kafka.admin();
    await Promise.all([producer.connect(), admin.connect()]);
    const schemas = new Schemas(servers.schemaRegistryUrl, quiet);
    return new Shop({ config, kafka, schemas, producer, admin }, servers, directory);
  }

  get topic(): string {
    return this.config.sources.purchases.topic;
  }

  /** Of Ebb. */
  get ownTopic(): string {
    return topicReadByLifecycle(this.config.sources.purchases);
  }

  async takesRecordsOf(topic: string, bytes: number): Promise<void> {
    const configEntries = [{ name: 'max.message.bytes', value: String(bytes) }];
    await this.admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
    });
  }

  async startIntake(log: Log = quiet): Promise<RunningIntake> {
    const { kafkaBrokers, schemaRegistryUrl } = this.#servers;
    const http = { host: '127.0.0.1', port: 0 };
    const addresses = { kafkaBrokers: kafkaBrokers.split(','), schemaRegistryUrl, http, eventsPort: 0 };
    const running = await startIntake(this.config, addresses, log);
    this.#running.add(running);
    return running;
  }

  async stopIntake(running: RunningIntake): Promise<void> {
    this.#running.delete(running);
    await running.stop();
  }

  /** A purchase as the shop sends it, whatever its partition and key. */
  async purchase(customerId: string, at: number, number = 0): Promise<Message> {
    const id = await this.schemas.register(subjectOf('Purchase'), schemaTextOf('Purchase'));
    const eventId = `${customerId}-${at}-${number}`;
    const record = { ...purchaseOf(customerId, at), eventId };
    return { key: `order ${eventId}`, value: encodeFramed('Purchase', id, record), timestamp: String(at) };
  }

  async marker(partition: number, watermark: number): Promise<Message> {
    const id = await this.schemas.register(subjectOf('Marker'), schemaTextOf('Marker'));
    const value = encodeFramed('Marker', id, { source: 'shop', partition, watermark, madeAt: null });
    return { key: null, value, timestamp: String(watermark) };
  }

  async put(partition: number, messages: readonly Message[]): Promise<void> {
    await this.producer.send({ topic: this.topic, acks: -1, messages: messages.map((message) => ({ ...message, partition })) });
  }

  /** All records of a topic, each partition in its order. */
  async read(topic: string): Promise<readonly Found[]> {
    const ends = (await this.admin.fetchTopicOffsets(topic)).filter(({ low, high }) => Number(high) > Number(low));
    if (ends.length === 0) return [];
    const left = new Map(ends.map(({ partition, high }) => [partition, Number(high)]));
    const found: Found[] = [];
    const consumer = this.kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const { promise, resolve } = Promise.withResolvers<void>();
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const message of batch.messages) found.push({ partition: batch.partition, message });
        if (Number(batch.lastOffset()) + 1 >= (left.get(batch.partition) ?? 0)) left.delete(batch.partition);
        if (left.size === 0) resolve();
      },
    });
    await promise;
    await consumer.disconnect();
    return found;
  }

  /** Resolves when a topic holds so many records. */
  async holds(topic: string, count: number): Promise<void> {
    await until(`${topic} holds ${count} records`, async () => {
      const ends = await this.admin.fetchTopicOffsets(topic);
      return ends.reduce((sum, { high }) => sum + Number(high), 0) >= count;
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.stop()));
    await Promise.all([this.producer.disconnect(), this.admin.disconnect()]);
    await rm(this.#directory, { recursive: true });
  }
}

const topic = (name: string) => ({ name, cleanupPolicy: 'delete' as const });

export interface Found {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/** A record of a topic of purchases in words; a marker's watermark in milliseconds. */
export function inWords({ message }: Found): string {
  const unframed = unframe(message.value as Buffer);
  if (typeof unframed === 'string') return unframed;
  if (String(message.key).startsWith('/marker/')) return `marker ${decode('Marker', unframed.payload).watermark}`;
  return decode('Purchase', unframed.payload).eventId;
}

const purchaseOf = (customerId: string, occurredAt: number): Records['Purchase'] => ({
  eventId: `${customerId}-${occurredAt}`,
  customerId,
  kind: 'purchase',
  orderId: 'o',
  occurredAt,
  amountMinor: 100,
  currency: 'EUR',
  channel: null,
  lineItems: [],
  refundOf: null,
});

/** Resolves when it holds. @param what as a sentence; the error says that it did not happen in time */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + untilMillisecondsMax;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${untilMillisecondsMax / 1_000} s: ${what}`);
    await pause(20);
  }
}
