import kafkajs, { type Admin } from 'kafkajs';

const replicasMax = 3;

/** The topic can't hold schemas as it is set up; waiting doesn't help. */
export class UnsuitableTopicError extends Error {
  override readonly name = 'UnsuitableTopicError';
}

/**
 * Creates the topic if it is missing: one partition, because the order of all records counts, and compacted, because
 * they must never expire.
 * @throws {UnsuitableTopicError} when it exists otherwise
 */
export async function ensureTopic(admin: Admin, topic: string): Promise<void> {
  const topics = await admin.listTopics();
  if (topics.includes(topic)) return assertSuitable(admin, topic);
  const { brokers } = await admin.describeCluster();
  await admin.createTopics({
    topics: [
      {
        topic,
        numPartitions: 1,
        replicationFactor: Math.min(replicasMax, brokers.length),
        configEntries: [{ name: 'cleanup.policy', value: 'compact' }],
      },
    ],
  });
}

async function assertSuitable(admin: Admin, topic: string): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const partitions = topics[0]?.partitions.length;
  if (partitions !== 1) {
    throw new UnsuitableTopicError(
      `Topic ${topic} has ${partitions} partitions, but schemas need exactly 1: name another topic, or recreate this one`,
    );
  }
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy'] }],
  });
  const policy = resources[0]?.configEntries[0]?.configValue;
  if (policy !== 'compact') {
    throw new UnsuitableTopicError(
      `Topic ${topic} has cleanup.policy=${policy}, under which schemas would expire: set it to compact with kafka-configs`,
    );
  }
}
