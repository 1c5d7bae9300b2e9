/** Puts a load into a topic of Kafka, as fast as it goes. */
import { encodeFramed, type Records, schemaTextOf, subjectOf } from '@ebb/contracts';
import { partitionOf, type Schemas } from '@ebb/kafka';
import type { Kafka, Message } from 'kafkajs';

/** What is sent together, per partition: some 600 KB, below the 1 MiB that Kafka takes. */
const batchRecordsMax = 5_000;

export interface FillOptions {
  readonly topic: string;
  readonly partitions: number;
}

/** Resolves with the number of events in each partition; a partition's are in their order. */
export async function fill(
  kafka: Kafka,
  schemas: Schemas,
  events: Iterable<Records['Purchase']>,
  { topic, partitions }: FillOptions,
): Promise<readonly number[]> {
  const schemaId = await schemas.register(subjectOf('Purchase'), schemaTextOf('Purchase'));
  const producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1 });
  await producer.connect();
  const waiting: Message[][] = Array.from({ length: partitions }, () => []);
  const written = Array.from({ length: partitions }, () => 0);
  // One at a time, for the order; the next is encoded while Kafka writes the last.
  let sent: Promise<unknown> = Promise.resolve();
  const send = async (messages: Message[]) => {
    await sent;
    sent = producer.send({ topic, acks: -1, messages });
  };
  for (const event of events) {
    const key = Buffer.from(event.customerId);
    const partition = partitionOf(key, partitions);
    const batch = waiting[partition] as Message[];
    batch.push({ key, value: encodeFramed('Purchase', schemaId, event), partition });
    written[partition] = (written[partition] ?? 0) + 1;
    if (batch.length < batchRecordsMax) continue;
    waiting[partition] = [];
    await send(batch);
  }
  for (const batch of waiting) if (batch.length > 0) await send(batch);
  await sent;
  await producer.disconnect();
  return written;
}
