/** Writes events into the source topics as their producers should: framed Avro, keyed by customer id, partitioned by murmur2. */
import { encodeFramed, type Records, type SourceName, schemaTextOf, sourceNames, sources, subjectOf } from '@ebb/contracts';
import { partitionOf, type Schemas } from '@ebb/kafka';
import type { Kafka, Message, Producer } from 'kafkajs';

export type SourceRecord<Name extends SourceName> = Records[(typeof sources)[Name]['record']];

export interface EventWriterOptions {
  /** Who vouches for the markers. */
  readonly name: string;
  readonly partitions: number;
  /** Null for a source that is left out: it takes no events, and no markers. */
  readonly topics: Readonly<Record<SourceName, string | null>>;
}

export class EventWriter {
  readonly #producer: Producer;
  readonly #options: EventWriterOptions;
  readonly #schemaIds: ReadonlyMap<string, number>;

  private constructor(producer: Producer, schemaIds: ReadonlyMap<string, number>, options: EventWriterOptions) {
    this.#producer = producer;
    this.#schemaIds = schemaIds;
    this.#options = options;
  }

  static async open(kafka: Kafka, schemas: Schemas, options: EventWriterOptions): Promise<EventWriter> {
    const ids = new Map<string, number>();
    for (const name of [...sourceNames.map((source) => sources[source].record), 'Marker'] as const) {
      ids.set(name, await schemas.register(subjectOf(name), schemaTextOf(name)));
    }
    // Not idempotent: after a send that failed, kafkajs numbers the next batch as if the failed one had never come, and a broker that
    // has it takes the next for a repeat and drops it. What is sent twice here has the same event id, which is harmless.
    const producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1 });
    await producer.connect();
    return new EventWriter(producer, ids, options);
  }

  /** Sends records in their order; resolves when all in-sync replicas have them. */
  async write<Name extends SourceName>(source: Name, records: readonly SourceRecord<Name>[]): Promise<void> {
    if (records.length === 0) return;
    const topic = this.#options.topics[source];
    if (topic === null) throw new Error(`sources.${source} is null in the configuration: there is no topic for its events`);
    const { record: recordName } = sources[source];
    const schemaId = this.#schemaIds.get(recordName) as number;
    const messages = records.map((record): Message => {
      const key = Buffer.from(record.customerId);
      const value = encodeFramed<typeof recordName>(recordName, schemaId, record);
      return { key, value, partition: partitionOf(key, this.#options.partitions) };
    });
    for (const some of cut(messages)) await this.#producer.send({ topic, acks: -1, messages: some });
  }

  /** Tells every partition of these sources that its input is complete up to an event time. */
  async markers(watermark: number, to: readonly SourceName[] = sourceNames): Promise<void> {
    const { name, partitions, topics } = this.#options;
    const schemaId = this.#schemaIds.get('Marker') as number;
    const messages = Array.from({ length: partitions }, (_, partition): Message => {
      const value = encodeFramed('Marker', schemaId, { source: name, partition, watermark, madeAt: null });
      return { key: Buffer.from(`/marker/${name}`), value, partition };
    });
    await this.#producer.sendBatch({
      acks: -1,
      topicMessages: to
        .map((source) => topics[source])
        .filter((topic) => topic !== null)
        .map((topic) => ({ topic, messages })),
    });
  }

  async close(): Promise<void> {
    await this.#producer.disconnect();
  }
}

/** Bytes sent together: in one batch for one partition they stay under the 1 MiB that Kafka takes unless told otherwise. */
const sendBytesMax = 512 << 10;
/** What a record takes beside its value, as a rule. */
const recordOverheadBytes = 256;

/** Parts in their order. */
function cut(messages: readonly Message[]): Message[][] {
  const parts: Message[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const message of messages) {
    const size = (message.value?.length ?? 0) + recordOverheadBytes;
    if (bytes + size > sendBytesMax) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(message);
    bytes += size;
  }
  return parts;
}
