/** A topic of Kafka as a side input. */
import { randomUUID } from 'node:crypto';
import { KafkaInput, type KafkaInputOptions, type Schemas } from '@ebb/kafka';
import { type RawRecord, SideInput } from '@ebb/runtime';
import type { Kafka } from 'kafkajs';

/** Read from its beginning before the work begins, and on as it grows. */
export interface SideTopic {
  readonly topic: string;
  /** What takes a record, perhaps more than once. */
  readonly taker: (schemas: Pick<Schemas, 'writer'>) => (record: RawRecord, partition: number) => void | Promise<void>;
}

/** What a side input is read with. */
interface SideInputOptions extends Pick<KafkaInputOptions, 'groupId' | 'sessionTimeoutMilliseconds' | 'log'> {
  readonly schemas: Pick<Schemas, 'writer'>;
}

/**
 * Resolves once all has been taken that lies there now; goes on until it is stopped. By a group of its own, as each reader has to
 * have all of it; Kafka forgets the group when it ends.
 */
export async function openSideInput(
  kafka: Kafka,
  { topic, taker }: SideTopic,
  { schemas, groupId, ...options }: SideInputOptions,
): Promise<SideInput> {
  const input = new KafkaInput(kafka, { ...options, groupId: `${groupId}-${topic}-${randomUUID()}`, topics: [topic] });
  const opened = new SideInput(input, taker(schemas), options.log);
  await opened.start();
  return opened;
}
