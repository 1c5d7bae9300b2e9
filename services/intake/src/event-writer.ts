/** Writes events into the source topics as their producers should: framed Avro, keyed by customer id, partitioned by murmur2. */
import { encodeFramed, type Records, type SourceName, schemaTextOf, sourceNames, sources, subjectOf } from '@ebb/contracts';
import { partitionOf, type Schemas } from '@ebb/kafka';
import type { Kafka, Message, Producer } from 'kafkajs';

export type SourceRecord<Name extends SourceName> = Records[(typeof sources)[Name]['record']];

export interface EventWriterOptions {
  /** Who vouches for the markers. */
  readonly name: string;
  readonly partitions: number;
  readonly topics: Readonly<Record<SourceName, string>>;
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
    const producer = kafka.producer({ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    return new EventWriter(producer, ids, options);
  }

  /** Sends records in their order; resolves when all in-sync replicas have them. */
  async write<Name extends SourceName>(source: Name, records: readonly SourceRecord<Name>[]): Promise<void> {
    if (records.length === 0) return;
    const { record: recordName } = sources[source];
    const schemaId = this.#schemaIds.get(recordName) as number;
    const messages = records.map((record): Message => {
      const key = Buffer.from(record.customerId);
      const value = encodeFramed<typeof recordName>(recordName, schemaId, record);
      return { key, value, partition: partitionOf(key, this.#options.partitions) };
    });
    await this.#producer.send({ topic: this.#options.topics[source], acks: -1, messages });
  }

  /** Tells every partition of every source that its input is complete up to an event time. */
  async markers(watermark: number): Promise<void> {
    const { name, partitions, topics } = this.#options;
    const schemaId = this.#schemaIds.get('Marker') as number;
    const messages = Array.from({ length: partitions }, (_, partition): Message => {
      const value = encodeFramed('Marker', schemaId, { source: name, partition, watermark });
      return { key: Buffer.from(`/marker/${name}`), value, partition };
    });
    await this.#producer.sendBatch({
      acks: -1,
      topicMessages: sourceNames.map((source) => ({ topic: topics[source], messages })),
    });
  }

  async close(): Promise<void> {
    await this.#producer.disconnect();
  }
}
