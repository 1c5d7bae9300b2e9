import { loadConfig, outputNames, sourceNames, topicReadByLifecycle, topics } from '@ebb/contracts';
import { connectKafka, ensureTopics } from '@ebb/kafka';

/** Makes the configured topics on a Kafka of our own. On a Kafka that was given they are its operator's to make. */
export async function makeTopics(kafkaBrokers: string, configFile: string): Promise<void> {
  const { sources, outputs, kafka, partitions } = loadConfig(configFile);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const client = connectKafka({ brokers: kafkaBrokers.split(','), clientId: kafka.clientId }, log);
  await ensureTopics(
    client,
    [
      ...sourceNames
        .map((name) => topicReadByLifecycle(sources[name]))
        .filter((name) => name !== null)
        .map((name) => ({ name, cleanupPolicy: 'delete' as const })),
      ...outputNames.map((name) => ({ name: outputs[name], cleanupPolicy: topics[name].cleanupPolicy })),
    ],
    partitions,
  );
}
