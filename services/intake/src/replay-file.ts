/** A user's own file, from its path to the markers after its last event. */
import { type Config, sourceNames, topicReadByLifecycle } from '@ebb/contracts';
import { connectKafka, type KafkaSettings, Schemas } from '@ebb/kafka';
import type { Log } from '@ebb/runtime';
import type { Kafka } from 'kafkajs';
import { EventWriter } from './event-writer.ts';
import { IntakeError } from './file/intake-error.ts';
import { calendarOf, limitsOf } from './limits.ts';
import { type BadRow, type PurchasesFile, purchasesOf, surveyPurchases } from './purchases-file.ts';
import { type ReplayEvent, type ReplayProgress, replay } from './replay.ts';
import type { Columns } from './rows/columns.ts';
import type { Purchase } from './rows/purchase-of-row.ts';

export interface ReplayFileOptions {
  readonly path: string;
  readonly columns: Columns;
  /** ISO 4217; of rows without a currency of their own. */
  readonly currency: string;
  /** Event days per second; null for as fast as Kafka takes them. */
  readonly speed: number | null;
  readonly config: Config;
  readonly addresses: {
    readonly kafkaBrokers: readonly string[];
    readonly kafkaSecurity?: Pick<KafkaSettings, 'ssl' | 'sasl'>;
    readonly schemaRegistryUrl: string;
  };
  readonly signal: AbortSignal;
  readonly onBadRow: (bad: BadRow) => void;
  /** The file has been looked through, and is being sent. */
  readonly onSurveyed: (file: PurchasesFile) => void;
  readonly onProgress: (progress: ReplayProgress) => void;
  /** Is told when the schema registry is away, and waited for. */
  readonly log: Log;
}

/** @throws {IntakeError} where the file or the topics are not fit for it; the signal's reason once it is aborted */
export async function replayFile(options: ReplayFileOptions): Promise<ReplayProgress> {
  const { path, columns, currency, config, addresses, log } = options;
  const calendar = calendarOf(config);
  const { businessTimeZone } = config;
  const reading = { columns, currency, category: null, businessTimeZone, limits: limitsOf(config, calendar) };
  const now = Date.now();
  const file = await surveyPurchases(path, reading, now, options.onBadRow);
  options.onSurveyed(file);
  const { kafkaBrokers: brokers, kafkaSecurity } = addresses;
  const kafka = connectKafka({ brokers, clientId: `${config.kafka.clientId}-intake`, ...kafkaSecurity }, silent);
  const schemas = new Schemas(addresses.schemaRegistryUrl, log);
  const topics = sourceTopics(config);
  const there = Object.values(topics).filter((topic) => topic !== null);
  const partitions = await partitionCount(kafka, there);
  const writer = await EventWriter.open(kafka, schemas, { name: 'replay', partitions, topics });
  try {
    const startOfNextDay = calendar.startOf(calendar.dayOf(file.lastAt) + 1);
    // A day that is not over yet cannot be complete.
    return await replay(writer, eventsOf(purchasesOf(file)), {
      ...options,
      endAt: Math.min(startOfNextDay, Math.max(file.lastAt, now)),
    });
  } finally {
    await writer.close();
  }
}

async function* eventsOf(purchases: AsyncIterable<Purchase>): AsyncGenerator<ReplayEvent> {
  for await (const record of purchases) yield { source: 'purchases', record };
}

/** What the Kafka client can't do is thrown; that it tries again is not worth a line. */
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** The topic that holds each source by customer: what is brought in is keyed already. Null for one that is left out. */
export const sourceTopics = (config: Config): Record<(typeof sourceNames)[number], string | null> =>
  Object.fromEntries(sourceNames.map((name) => [name, topicReadByLifecycle(config.sources[name])])) as Record<
    (typeof sourceNames)[number],
    string | null
  >;

/** @throws {IntakeError} where a topic is missing, or they differ in their number of partitions */
export async function partitionCount(kafka: Kafka, topics: readonly string[]): Promise<number> {
  const admin = kafka.admin();
  await admin.connect().catch((cause: Error) => {
    throw new IntakeError(`Kafka does not answer: ${cause.message}`, { cause });
  });
  try {
    const there = await admin.listTopics();
    const missing = topics.filter((topic) => !there.includes(topic));
    if (missing.length > 0)
      throw new IntakeError(`Kafka has no topic ${missing.join(', no topic ')}: start Ebb first (./ebb up)`);
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
    const counts = new Set(found.map(({ partitions }) => partitions.length));
    if (counts.size > 1) {
      const each = found.map(({ name, partitions }) => `${name} ${partitions.length}`).join(', ');
      throw new IntakeError(`The source topics must have the same number of partitions, but have: ${each}`);
    }
    return [...counts][0] as number;
  } finally {
    await admin.disconnect();
  }
}
