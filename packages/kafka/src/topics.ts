import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';

const { KafkaJSProtocolError } = kafkajs;

export interface TopicToBe {
  readonly name: string;
  readonly cleanupPolicy: 'compact' | 'delete';
}

const ledTriesMax = 100;
const ledTryMilliseconds = 100;

/** Makes the topics that are missing, all with the same number of partitions; leaves those that are there as they are. */
export async function ensureTopics(kafka: Kafka, topics: readonly TopicToBe[], partitions: number): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !there.has(name));
    if (missing.length === 0) return;
    await admin.createTopics({
      topics: missing.map(({ name, cleanupPolicy }) => ({
        topic: name,
        numPartitions: partitions,
        configEntries: [{ name: 'cleanup.policy', value: cleanupPolicy }],
      })),
    });
    for (const { name } of missing) await untilLed(admin, name);
  } finally {
    await admin.disconnect();
  }
}

/** For a moment after Kafka has made a topic, its broker does not know yet that it leads it. */
async function untilLed(admin: Admin, topic: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await admin.fetchTopicOffsets(topic);
      return;
    } catch (error) {
      if (!(error instanceof KafkaJSProtocolError && error.retriable) || tries === ledTriesMax) throw error;
      await pause(ledTryMilliseconds);
    }
  }
}
