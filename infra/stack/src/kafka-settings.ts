import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { repository } from './folders.ts';

/** The settings that every Kafka node of ours has, wherever it runs. */
export const kafkaSettingsFile = resolve(repository, 'infra/kafka/server.properties');

/** The same as the environment variables that the image of Apache Kafka reads: `num.partitions` is KAFKA_NUM_PARTITIONS. */
export async function kafkaEnvironment(): Promise<Record<string, string>> {
  const lines = (await readFile(kafkaSettingsFile, 'utf8')).split('\n').filter((line) => /^[a-z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const [key, value] = line.split('=') as [string, string];
      return [`KAFKA_${key.replaceAll('.', '_').toUpperCase()}`, value];
    }),
  );
}
