/** The lifecycle service from its configuration and addresses to a running worker. */
import { type Config, decodeOutboxEntry, encodeOutboxEntry, schemaTextOf, sourceNames, sources, subjectOf } from '@ebb/contracts';
import { connectKafka, KafkaInput, KafkaOutput, type KafkaSettings, Schemas, untilKafkaAnswers } from '@ebb/kafka';
import { connectRedis, connectRedisCluster, durabilityOf, RedisStore } from '@ebb/redis';
import { type Log, TaskStopped, Worker } from '@ebb/runtime';
import type { Kafka } from 'kafkajs';
import { serveHealth } from './http.ts';
import { LifecycleMetrics } from './metrics.ts';
import { lifecycleProgram, service } from './program.ts';
import { lifecycleRecords, type SchemaIds } from './records.ts';

/** Addresses and secrets; everything else is in the configuration. */
export interface Addresses {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaSecurity?: Pick<KafkaSettings, 'ssl' | 'sasl'>;
  /** One URL; or those of some nodes of a Redis Cluster, separated by commas. */
  readonly redisUrl: string;
  readonly schemaRegistryUrl: string;
  readonly http: { readonly host: string; readonly port: number };
}

export interface RunningService {
  /** Address of health and metrics. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Resolves when the worker consumes. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export async function startLifecycle(config: Config, addresses: Addresses, log: Log): Promise<RunningService> {
  const nodes = addresses.redisUrl.split(',');
  const redis = nodes.length > 1 ? connectRedisCluster(nodes, log) : connectRedis(addresses.redisUrl, log);
  const durability = await durabilityOf(redis, config.redis.acceptWeakDurability);
  if (durability.kind === 'weak') {
    log.warn({}, 'Redis may lose what it acknowledged: the promise is at least once, by record id');
  }
  const kafkaSettings = { brokers: addresses.kafkaBrokers, clientId: config.kafka.clientId, ...addresses.kafkaSecurity };
  await untilKafkaAnswers(kafkaSettings, log);
  const kafka = connectKafka(kafkaSettings, log);
  const sourceTopics = sourceNames.map((name) => config.sources[name].topic);
  const partitions = await countPartitions(kafka, config);
  const schemas = new Schemas(addresses.schemaRegistryUrl, log);
  const schemaIds = await registerSchemas(schemas);
  const program = lifecycleProgram({ config, schemas, schemaIds, partitions });
  const { journeyBytesMax } = config;
  const outboxCodec = { encode: encodeOutboxEntry, decode: decodeOutboxEntry };
  const store = new RedisStore(redis, { service, durability, journeyBytesMax, outboxCodec, log });
  const { groupId, sessionTimeout } = config.kafka;
  const input = new KafkaInput(kafka, { groupId, topics: sourceTopics, sessionTimeoutMilliseconds: sessionTimeout, log });
  const output = new KafkaOutput(kafka);
  const metrics = new LifecycleMetrics(sourceTopics, () => worker.status().tasks);
  const worker = new Worker(
    program,
    taskLimits(config),
    { store, input, output, log },
    {
      onBatch: (report) => metrics.batch(report),
      onOwnershipLost: (error) => metrics.ownershipLost(error),
    },
  );
  await worker.start();
  const health = await serveHealth({
    ...addresses.http,
    notReady: async () => whyNotReady(worker.status(), redis.status),
    status: () => worker.status(),
    metrics: async () => ({ contentType: metrics.registry.contentType, body: await metrics.registry.metrics() }),
  });
  return {
    url: health.url,
    stop: async () => {
      await worker.stop();
      await output.stop();
      redis.disconnect();
      await health.stop();
    },
  };
}

async function registerSchemas(schemas: Schemas): Promise<SchemaIds> {
  const ids: Record<string, number> = {};
  for (const name of lifecycleRecords) ids[name] = await schemas.register(subjectOf(name), schemaTextOf(name));
  for (const { record } of Object.values(sources)) await schemas.register(subjectOf(record), schemaTextOf(record));
  return ids as SchemaIds;
}

/**
 * The state of a customer lies with the partition of its key: another count would part them.
 * @throws TaskStopped where a topic is missing, or the sources have not the number of partitions that is configured
 */
async function countPartitions(kafka: Kafka, config: Config) {
  const sourceTopics = sourceNames.map((name) => config.sources[name].topic);
  const { customerAlerts, deadLetters } = config.outputs;
  const admin = kafka.admin();
  await admin.connect();
  try {
    const names = [...sourceTopics, customerAlerts, deadLetters];
    const there = await admin.listTopics();
    const missing = names.filter((name) => !there.includes(name));
    if (missing.length > 0) throw new TaskStopped('topic-missing', `Kafka has no topic ${missing.join(', no topic ')}`);
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
    const count = (topic: string) => found.find(({ name }) => name === topic)?.partitions.length ?? 0;
    if (sourceTopics.some((topic) => count(topic) !== config.partitions)) {
      const each = sourceTopics.map((topic) => `${topic} has ${count(topic)}`).join(', ');
      throw new TaskStopped('partition-count-changed', `Each source must have partitions: ${config.partitions}, but ${each}`);
    }
    return { sources: config.partitions, alerts: count(customerAlerts), deadLetters: count(deadLetters) };
  } finally {
    await admin.disconnect();
  }
}

const taskLimits = (config: Config) => ({
  batchRecordsMax: config.batch.recordsMax,
  batchStatesMax: config.batch.statesMax,
  batchBytesMax: config.batch.bytesMax,
  queueRecordsMax: config.queueRecordsMax,
  horizonFactsMax: config.horizonFactsMax,
  outboxEntriesMax: config.outboxEntriesMax,
  cacheCustomersMax: config.cacheCustomersMax,
  latenessMax: config.latenessMax,
  markerIntervalMin: config.markerIntervalMin,
  offsetCommitIntervalMin: config.offsetCommitIntervalMin,
});

interface WorkerStatus {
  readonly joined: boolean;
  readonly tasks: readonly { readonly partition: number; readonly epoch: number }[];
  readonly stopped: readonly { readonly partition: number; readonly why: string }[];
}

/** Ready: in the group, Redis reachable, the assigned partitions claimed, possibly none. Being behind is a metric. */
function whyNotReady({ joined, tasks, stopped }: WorkerStatus, redisStatus: string): string | null {
  if (redisStatus !== 'ready') return `Redis is ${redisStatus}`;
  if (!joined) return 'not in the consumer group';
  const unclaimed = tasks.filter(({ epoch }) => epoch === 0).map(({ partition }) => partition);
  if (unclaimed.length > 0) return `partitions not claimed yet: ${unclaimed.join(', ')}`;
  return stopped[0] === undefined ? null : `partition ${stopped[0].partition} stopped: ${stopped[0].why}`;
}
