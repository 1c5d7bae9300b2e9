import type { Config } from '@ebb/contracts';
import { connectKafka, kafkaSecurity } from '@ebb/kafka';
import { UserError } from '../errors.ts';
import { addressOf } from './addresses.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * The decisions lie in Redis by the partitions of the alerts, which may be as many as their operator chose.
 * @throws {UserError} Kafka does not answer, or has no alerts
 */
export async function alertPartitions({ kafka, outputs }: Config): Promise<number> {
  const brokers = addressOf('kafka').split(',');
  const settings = { brokers, clientId: kafka.clientId, ...kafkaSecurity(kafka, process.env) };
  const admin = connectKafka(settings, quiet).admin();
  try {
    await admin.connect();
    return (await admin.fetchTopicOffsets(outputs.customerAlerts)).length;
  } catch (error) {
    throw new UserError(`Kafka does not tell of the topic ${outputs.customerAlerts}: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    await admin.disconnect();
  }
}
