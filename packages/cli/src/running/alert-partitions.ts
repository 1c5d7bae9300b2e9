import type { Config } from '@ebb/contracts';
import { connectKafka, kafkaSecurity } from '@ebb/kafka';
import { addressOf } from './addresses.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** The decisions lie in Redis by the partitions of the alerts, which may be as many as their operator chose. */
export async function alertPartitions({ kafka, outputs }: Config): Promise<number> {
  const brokers = addressOf('kafka').split(',');
  const admin = connectKafka({ brokers, clientId: kafka.clientId, ...kafkaSecurity(kafka, process.env) }, quiet).admin();
  await admin.connect();
  try {
    return (await admin.fetchTopicOffsets(outputs.customerAlerts)).length;
  } finally {
    await admin.disconnect();
  }
}
