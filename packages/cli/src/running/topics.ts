import { type Config, outputNames, sourceNames, topicReadByLifecycle, topics } from '@ebb/contracts';
import { connectKafka, ensureTopics, type KafkaSettings, untilKafkaAnswers } from '@ebb/kafka';

/**
 * Makes the configured topics that are missing, on a Kafka of our own or where it was asked for: on a Kafka that was given they are
 * its operator's to make. Waits for Kafka. Resolves with the names of all.
 */
export async function makeTopics(
  kafkaBrokers: string,
  { sources, outputs, kafka, partitions }: Config,
  security: Pick<KafkaSettings, 'ssl' | 'sasl'> = {},
): Promise<readonly string[]> {
  const log = { info: () => {}, warn: say, error: say };
  const settings = { brokers: kafkaBrokers.split(','), clientId: kafka.clientId, ...security };
  const wanted = [
    ...sourceNames
      .map((name) => topicReadByLifecycle(sources[name]))
      .filter((name) => name !== null)
      .map((name) => ({ name, cleanupPolicy: 'delete' as const })),
    ...outputNames.map((name) => ({ name: outputs[name], cleanupPolicy: topics[name].cleanupPolicy })),
  ];
  await untilKafkaAnswers(settings, log);
  await ensureTopics(connectKafka(settings, log), wanted, partitions);
  return wanted.map(({ name }) => name);
}

function say(fields: object, message: string): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}
