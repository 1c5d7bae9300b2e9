import { type Config, outputNames, topics } from '@ebb/contracts';
import { sourceTopics } from '@ebb/intake';
import { ensureTopics } from '@ebb/kafka';
import type { Redis } from 'ioredis';
import type { Admin, Kafka } from 'kafkajs';
import { holdsCustomers } from './stored.ts';

/** The servers hold something already. The message says what, where, and what to do. */
export class NotFreshError extends Error {
  override readonly name = 'NotFreshError';
}

/**
 * Makes the topics of the demo, which must be empty: it would mix its customers with others'. Services that run already may have said
 * that they live, so of their topics only the sources are looked at.
 * @throws {NotFreshError}
 */
export async function makeFreshTopics(kafka: Kafka, redis: Redis, config: Config, servicesRun: boolean): Promise<void> {
  const instead = servicesRun
    ? 'The demo needs servers without data of Ebb: where they are those of docker-compose.yml, `docker compose down --volumes` empties them.'
    : 'The demo needs servers without data of Ebb: leave KAFKA_BROKERS and REDIS_URL unset, and it starts its own.';
  if (await holdsCustomers(redis, config.partitions)) {
    throw new NotFreshError(`Redis already holds customers of Ebb (keys ebb:{lifecycle:…}). ${instead}`);
  }
  const sources = Object.values(sourceTopics(config))
    .filter((name) => name !== null)
    .map((name) => ({ name, cleanupPolicy: 'delete' as const }));
  const outputs = outputNames.map((name) => ({ name: config.outputs[name], cleanupPolicy: topics[name].cleanupPolicy }));
  const all = [...sources, ...outputs];
  const names = (servicesRun ? sources : all).map(({ name }) => name);
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const used = await usedTopics(
      admin,
      names.filter((name) => there.has(name)),
    );
    if (used.length > 0) throw new NotFreshError(`Kafka already holds records in ${used.join(', ')}. ${instead}`);
    await ensureTopics(kafka, all, config.partitions);
  } finally {
    await admin.disconnect();
  }
}

/** Topics that hold a record, or once did. */
async function usedTopics(admin: Admin, names: readonly string[]): Promise<string[]> {
  const used: string[] = [];
  for (const name of names) {
    const offsets = await admin.fetchTopicOffsets(name);
    if (offsets.some(({ high }) => Number(high) > 0)) used.push(name);
  }
  return used;
}
