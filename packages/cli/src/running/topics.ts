import { loadConfig, sourceNames, topics } from '@ebb/contracts';
import { connectKafka, ensureTopics } from '@ebb/kafka';

/** Makes the configured topics on a Kafka of our own. On a Kafka that was given they are its operator's to make. */
export async function makeTopics(kafkaBrokers: string, configFile: string): Promise<void> {
  const { sources, outputs, kafka, partitions } = loadConfig(configFile);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const client = connectKafka({ brokers: kafkaBrokers.split(','), clientId: kafka.clientId }, log);
  await ensureTopics(
    client,
    [
      ...sourceNames.map((name) => ({ name: sources[name].topic, cleanupPolicy: 'delete' as const })),
      { name: outputs.customerAlerts, cleanupPolicy: topics.customerAlerts.cleanupPolicy },
      { name: outputs.deadLetters, cleanupPolicy: topics.deadLetters.cleanupPolicy },
    ],
    partitions,
  );
}
