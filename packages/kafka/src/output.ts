import type { OutboxEntry, Output } from '@ebb/runtime';
import type { Kafka, Message, Producer } from 'kafkajs';
import { headersFor } from './sent-headers.ts';

/**
 * Bytes sent to one partition at once: kafkajs puts them into one batch, and Kafka refuses a batch over `max.message.bytes`, 1 MiB
 * unless configured. The rest of it is for what a record takes beside its key and value.
 */
const batchBytesMax = 512 << 10;
const recordOverheadBytes = 256;

/**
 * Sends committed records, in order, to all in-sync replicas. It does not try again by itself: who calls it does, with the same
 * records in the same order.
 */
export class KafkaOutput implements Output {
  readonly #producer: Producer;
  #connected = false;

  constructor(kafka: Kafka) {
    this.#producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1, retry: { retries: 2 } });
  }

  async send(entries: readonly OutboxEntry[], service: string, sourcePartitions: readonly number[]): Promise<void> {
    if (!this.#connected) await this.#producer.connect();
    this.#connected = true;
    for (const { from, to } of cuts(entries)) {
      const byTopic = new Map<string, Message[]>();
      for (let index = from; index < to; index += 1) {
        const entry = entries[index] as OutboxEntry;
        const message = toMessage(entry, service, sourcePartitions[index] as number);
        const messages = byTopic.get(entry.topic);
        if (messages === undefined) byTopic.set(entry.topic, [message]);
        else messages.push(message);
      }
      await this.#producer.sendBatch({ acks: -1, topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages })) });
    }
  }

  async stop(): Promise<void> {
    await this.#producer.disconnect();
  }
}

/** What counts of a record where it is to be cut. */
type Sized = Pick<OutboxEntry, 'topic' | 'partition' | 'key' | 'value' | 'headers'>;

/** Where to cut entries so that each part holds few enough bytes for each partition. */
export function* cuts(entries: readonly Sized[]): Generator<{ readonly from: number; readonly to: number }> {
  let from = 0;
  const bytes = new Map<string, number>();
  for (const [index, { topic, partition, key, value, headers }] of entries.entries()) {
    const to = `${topic}/${partition}`;
    const size = key.length + value.length + bytesOf(headers) + recordOverheadBytes;
    if (index > from && (bytes.get(to) ?? 0) + size > batchBytesMax) {
      yield { from, to: index };
      from = index;
      bytes.clear();
    }
    bytes.set(to, (bytes.get(to) ?? 0) + size);
  }
  yield { from, to: entries.length };
}

/** At most: a character is four bytes or fewer. */
const bytesOf = (headers: OutboxEntry['headers'] = {}): number =>
  Object.entries(headers).reduce((bytes, [name, value]) => bytes + 4 * (name.length + value.length), 0);

const toMessage = (entry: OutboxEntry, service: string, sourcePartition: number): Message => ({
  partition: entry.partition,
  key: entry.key,
  value: entry.value,
  headers: headersFor(entry, service, sourcePartition),
});
