import { headers } from '@ebb/contracts';
import type { OutboxEntry, Output } from '@ebb/runtime';
import type { Kafka, Message, Producer } from 'kafkajs';

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
    const byTopic = new Map<string, Message[]>();
    entries.forEach((entry, index) => {
      const message = toMessage(entry, service, sourcePartitions[index] as number);
      const messages = byTopic.get(entry.topic);
      if (messages === undefined) byTopic.set(entry.topic, [message]);
      else messages.push(message);
    });
    await this.#producer.sendBatch({ acks: -1, topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages })) });
  }

  async stop(): Promise<void> {
    await this.#producer.disconnect();
  }
}

const toMessage = (entry: OutboxEntry, service: string, sourcePartition: number): Message => ({
  partition: entry.partition,
  key: entry.key,
  value: entry.value,
  headers: {
    [headers.service]: service,
    [headers.partition]: String(sourcePartition),
    [headers.epoch]: String(entry.epoch),
    [headers.sequence]: String(entry.sequence),
    [headers.revision]: String(entry.revision),
    [headers.recordType]: entry.recordType,
  },
});
