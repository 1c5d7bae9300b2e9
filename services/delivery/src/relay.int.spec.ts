import { randomUUID } from 'node:crypto';
import { schemaTextOf, subjectOf } from '@ebb/contracts';
import { connectKafka, ensureTopics, Schemas } from '@ebb/kafka';
import { PatientRedis } from '@ebb/redis';
import { until } from '@ebb/testing/pipeline';
import { Redis } from 'ioredis';
import { expect, inject, it } from 'vitest';
import { recordEntry } from './outbox.ts';
import { Relay } from './relay.ts';
import { day, noon, quiet, SetClock } from './spec-support.ts';
import { DeliveryStore } from './store.ts';

const url = new URL(inject('redisUrl'));
url.pathname = '/11';
const limits = { queueTasksMax: 9, deadLettersMax: 9, outboxEntriesMax: 99, doneKept: day, cap: null };

it('what is to be told goes in parts that Kafka takes, however large it is together', async () => {
  const redis = new Redis(url.href);
  await redis.flushdb();
  const store = new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, quiet), limits, new SetClock(noon).now);
  const kafka = connectKafka({ brokers: inject('kafkaBrokers').split(','), clientId: 'test' }, quiet);
  const topic = `relay-${randomUUID()}`;
  await ensureTopics(kafka, [{ name: topic, cleanupPolicy: 'compact' }], 1);
  const schemas = new Schemas(inject('schemaRegistryUrl'), quiet);
  const schemaId = await schemas.register(subjectOf('Engagement'), schemaTextOf('Engagement'));
  const producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1, retry: { retries: 0 } });
  await producer.connect();
  const changes = Array.from({ length: 4 }, (_, number) => ({
    kind: 'emit' as const,
    entry: recordEntry({
      topic,
      partition: 0,
      key: Buffer.from(`letter ${number}`),
      value: Buffer.alloc(400_000, number),
      recordType: 'DeadLetter',
      recordId: `letter ${number}`,
      revision: 0,
    }),
  }));
  await store.take({ partition: 0, from: null, to: 'read', changes });
  const relay = new Relay(store, producer, { service: 'delivery', engagements: { topic, partitions: 1 }, schemaId }, quiet);
  relay.start();
  await until('all is sent', async () => (await store.outboxLength()) === 0);
  await relay.stop();
  const admin = kafka.admin();
  await admin.connect();
  expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ high: '4' }]);
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  redis.disconnect();
});
