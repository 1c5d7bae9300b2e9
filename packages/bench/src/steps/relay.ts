/** What is sent to Kafka: records of Ebb with their six headers, and the same keys and values by kafkajs without any. Up to the socket. */
import { createRequire } from 'node:module';
import { KafkaOutput } from '@ebb/kafka';
import type { OutboxEntry } from '@ebb/runtime';
import type { Kafka, TopicBatches } from 'kafkajs';
import { count, type Step } from './step.ts';

const valueBytes = 180;
const partitions = 4;

const produceRequest = createRequire(import.meta.url)('kafkajs/src/protocol/requests/produce/v7/request.js') as (request: {
  readonly acks: number;
  readonly timeout: number;
  readonly topicData: readonly object[];
}) => { encode(): Promise<unknown> };

export const entryOf = (number: number): OutboxEntry => ({
  topic: 'transitions',
  partition: number % partitions,
  key: Buffer.from(`customer-${number}/shop-${number}/transition`),
  value: Buffer.alloc(valueBytes, number),
  epoch: 3,
  sequence: 1 + number,
  recordType: 'LifecycleTransition',
  recordId: `shop-${number}/transition`,
  revision: 0,
});

const answerTo = ({ topic, batches }: TopicBatches) => Object.keys(batches).map((partition) => ({ topic, partition }));

/** A client that leads nowhere: what is sent is encoded, and acknowledged. */
const nowhere = {
  producer: () => ({
    connect: async () => undefined,
    sendEncoded: async ({ acks, topicBatches }: { acks: number; topicBatches: readonly TopicBatches[] }) => {
      const topicData = topicBatches.map(({ topic, batches }) => ({
        topic,
        partitions: Object.entries(batches).map(([partition, messages]) => ({ partition: Number(partition), messages })),
      }));
      await produceRequest({ acks, timeout: 30_000, topicData }).encode();
      return topicBatches.flatMap(answerTo);
    },
  }),
} as unknown as Kafka;

export function relayStep(): Step {
  const output = new KafkaOutput(nowhere);
  const entries = Array.from({ length: count }, (_, number) => entryOf(number));
  const sources = entries.map(() => 0);
  const messages = entries.map(({ key, value, partition }) => ({ key, value, partition }));
  return {
    name: 'relay',
    count,
    ours: () => output.send(entries, 'lifecycle', sources),
    plain: () => {
      const byPartition = Map.groupBy(messages, ({ partition }) => partition);
      const all = [...byPartition].map(([partition, its]) => ({ partition, messages: its }));
      return produceRequest({ acks: -1, timeout: 30_000, topicData: [{ topic: 'transitions', partitions: all }] }).encode();
    },
  };
}
