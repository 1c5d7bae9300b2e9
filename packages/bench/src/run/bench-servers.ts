/** Servers for the bench alone, and the load on them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaTextOf, subjectOf } from '@ebb/contracts';
import { connectKafka, ensureTopics, Schemas } from '@ebb/kafka';
import { type Stack, startStack, temporaryFolder } from '@ebb/stack';
import { Redis } from 'ioredis';
import type { Admin, Kafka } from 'kafkajs';
import { fill } from '../load/fill.ts';
import { type Load, purchases } from '../load/purchases.ts';

/** Of the peers' job. */
export const partitions = 4;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface BenchServers extends AsyncDisposable {
  readonly stack: Stack;
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly redis: Redis;
  readonly schemas: Schemas;
  /** The registry's ids. */
  readonly schemaIds: { readonly purchase: number; readonly transition: number };
  /** For what a run leaves behind; gone with the servers. */
  readonly directory: string;
}

/** Kafka's default is 3 s. Without it the first of two workers begins with all partitions, and the other waits until they are shared. */
const kafkaSettings = ['group.initial.rebalance.delay.ms=1000'];

export async function startBenchServers(): Promise<BenchServers> {
  const directory = await temporaryFolder();
  const stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 }, kafkaSettings });
  const { kafkaBrokers, redisUrl, schemaRegistryUrl } = stack.addresses;
  const kafka = connectKafka({ brokers: kafkaBrokers.split(','), clientId: 'bench' }, silent);
  const admin = kafka.admin();
  await admin.connect();
  const redis = new Redis(redisUrl);
  const schemas = new Schemas(schemaRegistryUrl, silent);
  const idOf = (name: 'Purchase' | 'LifecycleTransition') => schemas.register(subjectOf(name), schemaTextOf(name));
  const schemaIds = { purchase: await idOf('Purchase'), transition: await idOf('LifecycleTransition') };
  return {
    stack,
    kafka,
    admin,
    redis,
    schemas,
    schemaIds,
    directory: join(directory, 'runs'),
    [Symbol.asyncDispose]: async () => {
      redis.disconnect();
      await admin.disconnect();
      await stack.stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** Purchases that lie in Kafka. */
export interface Filled {
  readonly topic: string;
  readonly load: Load;
  /** How many lie in each partition. */
  readonly events: readonly number[];
}

export async function fillPurchases({ kafka, schemas }: BenchServers, load: Load, over = partitions): Promise<Filled> {
  const topic = 'bench-purchases';
  await ensureTopics(kafka, [{ name: topic, cleanupPolicy: 'delete' }], over);
  return { topic, load, events: await fill(kafka, schemas, purchases(load), { topic, partitions: over }) };
}
