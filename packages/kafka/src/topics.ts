import type { Kafka } from 'kafkajs';

export interface TopicToBe {
  readonly name: string;
  readonly cleanupPolicy: 'compact' | 'delete';
}

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
  } finally {
    await admin.disconnect();
  }
}
