import type { OutboxEntry, Output } from '@ebb/runtime';
import type { Kafka, Producer, TopicBatches } from 'kafkajs';
import { BatchWriter } from './batch-writer.ts';
import { SentHeaders } from './sent-headers.ts';

/**
 * Bytes sent to one partition at once: they are one batch, and Kafka refuses a batch over `max.message.bytes`, 1 MiB unless configured.
 * The rest of it is for what a record takes beside its key and value.
 */
const batchBytesMax = 512 << 10;
const recordOverheadBytes = 256;

/**
 * Sends committed records, in order, to all in-sync replicas. It does not try again by itself: who calls it does, with the same
 * records in the same order.
 */
export class KafkaOutput implements Output {
  readonly #producer: Producer;
  readonly #headers = new SentHeaders();
  #connected = false;
  /** Those that no send uses; as a rule there is one. */
  readonly #writers: BatchWriter[] = [];

  constructor(kafka: Kafka) {
    this.#producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1, retry: { retries: 2 } });
  }

  async send(entries: readonly OutboxEntry[], service: string, sourcePartitions: readonly number[]): Promise<void> {
    if (!this.#connected) await this.#producer.connect();
    this.#connected = true;
    const writer = this.#writers.pop() ?? new BatchWriter();
    for (const { from, to } of cuts(entries)) {
      writer.clear();
      const topicBatches = this.#batches(entries, { from, to }, { writer, service, sourcePartitions });
      const answers = await this.#producer.sendEncoded({ acks: -1, topicBatches });
      // kafkajs passes over a partition that it does not know.
      const batches = topicBatches.reduce((sum, { batches: its }) => sum + Object.keys(its).length, 0);
      if (answers.length < batches) throw new Error(`${batches - answers.length} of ${batches} partitions are not there`);
    }
    this.#writers.push(writer);
  }

  async stop(): Promise<void> {
    await this.#producer.disconnect();
  }

  #batches(entries: readonly OutboxEntry[], { from, to }: Range, { writer, service, sourcePartitions }: Sending): TopicBatches[] {
    const now = Date.now();
    const places = new Places<number[]>(() => []);
    for (let index = from; index < to; index += 1) {
      const { topic, partition } = entries[index] as OutboxEntry;
      places.at(topic, partition).push(index);
    }
    return [...places.byTopic].map(([topic, byPartition]) => {
      const batches: TopicBatches['batches'] = {};
      byPartition.forEach((indexes, partition) => {
        writer.begin();
        for (const index of indexes) {
          const entry = entries[index] as OutboxEntry;
          writer.add(entry, this.#headers.of(entry, service, sourcePartitions[index] as number));
        }
        batches[partition] = writer.end(now);
      });
      return { topic, batches };
    });
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Sending {
  readonly writer: BatchWriter;
  readonly service: string;
  readonly sourcePartitions: readonly number[];
}

/** Something for each partition of each topic. */
class Places<Each> {
  readonly byTopic = new Map<string, Map<number, Each>>();
  readonly #make: () => Each;

  constructor(make: () => Each) {
    this.#make = make;
  }

  at(topic: string, partition: number): Each {
    let byPartition = this.byTopic.get(topic);
    if (byPartition === undefined) {
      byPartition = new Map();
      this.byTopic.set(topic, byPartition);
    }
    let found = byPartition.get(partition);
    if (found === undefined) {
      found = this.#make();
      byPartition.set(partition, found);
    }
    return found;
  }
}

/** What counts of a record where it is to be cut. */
type Sized = Pick<OutboxEntry, 'topic' | 'partition' | 'key' | 'value' | 'headers'>;

/** Where to cut entries so that each part holds few enough bytes for each partition. */
export function* cuts(entries: readonly Sized[]): Generator<Range> {
  let from = 0;
  let places = new Places(() => ({ bytes: 0 }));
  for (let index = 0; index < entries.length; index += 1) {
    const { topic, partition, key, value, headers } = entries[index] as Sized;
    const size = key.length + value.length + bytesOf(headers) + recordOverheadBytes;
    let place = places.at(topic, partition);
    if (place.bytes > 0 && place.bytes + size > batchBytesMax) {
      yield { from, to: index };
      from = index;
      places = new Places(() => ({ bytes: 0 }));
      place = places.at(topic, partition);
    }
    place.bytes += size;
  }
  yield { from, to: entries.length };
}

/** At most: a character is four bytes or fewer. */
const bytesOf = (headers: OutboxEntry['headers']): number =>
  headers === undefined
    ? 0
    : Object.entries(headers).reduce((bytes, [name, value]) => bytes + 4 * (name.length + value.length), 0);
