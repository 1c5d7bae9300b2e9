import { TaskStopped } from '@ebb/runtime';
import type { Kafka } from 'kafkajs';

export interface TopicsNeeded {
  readonly sourceTopics: readonly (string | null)[];
  /** How many each source has to have; null for any number. */
  readonly sourcePartitions: number | null;
  /** That only have to be there. */
  readonly otherTopics: readonly string[];
}

/**
 * The partitions of each topic. The state of a customer lies with the partition of its key: another count would part them.
 * @throws TaskStopped where a topic is missing, or the sources have not the number of partitions that is configured
 */
export async function countPartitions(kafka: Kafka, needed: TopicsNeeded): Promise<(topic: string) => number> {
  const sourceTopics = needed.sourceTopics.filter((topic) => topic !== null);
  const names = [...sourceTopics, ...needed.otherTopics];
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = await admin.listTopics();
    const missing = names.filter((name) => !there.includes(name));
    if (missing.length > 0) throw new TaskStopped('topic-missing', `Kafka has no topic ${missing.join(', no topic ')}`);
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
    const count = (topic: string) => found.find(({ name }) => name === topic)?.partitions.length ?? 0;
    const { sourcePartitions } = needed;
    if (sourcePartitions !== null && sourceTopics.some((topic) => count(topic) !== sourcePartitions)) {
      const each = sourceTopics.map((topic) => `${topic} has ${count(topic)}`).join(', ');
      throw new TaskStopped('partition-count-changed', `Each source must have partitions: ${sourcePartitions}, but ${each}`);
    }
    return count;
  } finally {
    await admin.disconnect();
  }
}
