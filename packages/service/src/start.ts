/** A stream service from its configuration and addresses to a running worker. */
import { type Config, decodeOutboxEntry, encodeOutboxEntry, type RecordName, schemaTextOf, subjectOf } from '@ebb/contracts';
import { connectKafka, KafkaInput, KafkaOutput, type KafkaSettings, Schemas, untilKafkaAnswers } from '@ebb/kafka';
import { type Connection, connectRedis, connectRedisCluster, type Durability, durabilityOf, RedisStore } from '@ebb/redis';
import { type CensusCounts, type Fact, type Log, type Program, type TaskLimits, type TypedEmission, Worker } from '@ebb/runtime';
import type { Registry } from 'prom-client';
import { serveHealth } from './http.ts';
import type { HttpAddress } from './http-address.ts';
import { ServiceMetrics } from './metrics.ts';
import { countPartitions } from './partitions.ts';
import { type CommonRecord, commonRecords, type SchemaIds } from './records.ts';
import { ServerHealth } from './server-health.ts';
import { openSideInput, type SideTopic } from './side-topic.ts';

/** Addresses and secrets; everything else is in the configuration. */
export interface Addresses {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaSecurity?: Pick<KafkaSettings, 'ssl' | 'sasl'>;
  /** One URL; or those of some nodes of a Redis Cluster, separated by commas. */
  readonly redisUrl: string;
  readonly schemaRegistryUrl: string;
  readonly http: HttpAddress;
}

export interface RunningService {
  /** Address of health and metrics. */
  readonly url: string;
  stop(): Promise<void>;
}

/** All that a service adds to the runtime and to what every service needs. */
export interface StreamService<Name extends RecordName, State, F extends Fact, Output extends TypedEmission> {
  /** Part of its keys in Redis and of the headers of what it sends. */
  readonly name: string;
  /** Of its consumers in Kafka. */
  readonly groupId: string;
  /** In the order of the sources; null for one that is not there. */
  readonly sourceTopics: readonly (string | null)[];
  /** How many each source has to have; null where it may be any number, the same of each. */
  readonly sourcePartitions: number | null;
  /** Topics that it writes to. */
  readonly outputTopics: readonly string[];
  /** Its own records: their schemas are registered, with those that every service sends. */
  readonly records: readonly Name[];
  /** Records of others whose schemas are registered, so that a producer of any language finds them. */
  readonly foreignRecords: readonly RecordName[];
  readonly latenessMax: number;
  /** A topic that every worker has to know whole; null for none. */
  readonly sideInput: SideTopic | null;
  /** What its `/status` says besides what the worker does. */
  readonly about: () => object;
  /** Adds metrics of its own to those of every service, and is told of each record of its own that leaves. */
  readonly addMetrics: (registry: Registry, census: () => CensusCounts) => (output: Output) => void;
  readonly program: (found: FoundAtStart<Name>) => Program<State, F, Output>;
}

/** What a service finds on its servers. */
export interface FoundAtStart<Name extends RecordName> {
  readonly schemas: Pick<Schemas, 'writer'>;
  readonly schemaIds: SchemaIds<Name | CommonRecord>;
  /** Partitions of a topic that is read or written to. */
  readonly partitionsOf: (topic: string) => number;
}

/** Resolves when the worker consumes. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export async function startService<Name extends RecordName, State, F extends Fact, Output extends TypedEmission>(
  service: StreamService<Name, State, F, Output>,
  config: Config,
  addresses: Addresses,
  log: Log,
): Promise<RunningService> {
  const { redis, durability } = await openRedis(config, addresses, log);
  const kafkaSettings = { brokers: addresses.kafkaBrokers, clientId: config.kafka.clientId, ...addresses.kafkaSecurity };
  await untilKafkaAnswers(kafkaSettings, log);
  const kafka = connectKafka(kafkaSettings, log);
  const { name, groupId, sourceTopics } = service;
  const sideTopics = service.sideInput === null ? [] : [service.sideInput.topic];
  const partitionsOf = await countPartitions(kafka, { ...service, otherTopics: [...service.outputTopics, ...sideTopics] });
  const schemas = new Schemas(addresses.schemaRegistryUrl, log);
  const schemaIds = await registerSchemas(schemas, service);
  const found = { schemas, schemaIds, partitionsOf };
  const sessionTimeoutMilliseconds = config.kafka.sessionTimeout;
  const side =
    service.sideInput === null
      ? null
      : await openSideInput(kafka, service.sideInput, { schemas, groupId, sessionTimeoutMilliseconds, log });
  const program = service.program(found);
  const { journeyBytesMax } = config;
  const outboxCodec = { encode: encodeOutboxEntry, decode: decodeOutboxEntry };
  const store = new RedisStore(redis, { service: name, durability, journeyBytesMax, outboxCodec, log });
  const input = new KafkaInput(kafka, { groupId, topics: sourceTopics, sessionTimeoutMilliseconds, log });
  const output = new KafkaOutput(kafka);
  const health = new ServerHealth(kafka, redis);
  const metrics = new ServiceMetrics({
    types: service.records,
    topics: sourceTopics,
    status: () => worker.status(),
    timersBetween: (...of) => store.timersBetween(...of),
  });
  health.addTo(metrics.registry);
  const count = service.addMetrics(metrics.registry, () => worker.census());
  const worker = new Worker(
    program,
    taskLimits(config, service.latenessMax),
    { store, input, output, log },
    {
      onBatch: (report) => {
        metrics.batch(report);
        report.outputs.forEach(count);
      },
      onLeft: (left) => metrics.left(left),
      onOwnershipLost: (error) => metrics.ownershipLost(error),
      onRebalance: () => metrics.rebalanced(),
    },
  );
  await worker.start();
  const endpoints = await serveHealth({
    ...addresses.http,
    notReady: async () => whyNotReady(worker.status(), await health.away()),
    status: () => ({ ...worker.status(), ...service.about() }),
    metrics: async () => ({ contentType: metrics.registry.contentType, body: await metrics.registry.metrics() }),
  });
  return {
    url: endpoints.url,
    stop: async () => {
      await worker.stop();
      await side?.stop();
      await output.stop();
      redis.disconnect();
      await health.stop();
      await endpoints.stop();
    },
  };
}

export async function openRedis(
  config: Config,
  { redisUrl }: Pick<Addresses, 'redisUrl'>,
  log: Log,
): Promise<{ readonly redis: Connection; readonly durability: Durability }> {
  const nodes = redisUrl.split(',');
  const redis = nodes.length > 1 ? connectRedisCluster(nodes, log) : connectRedis(redisUrl, log);
  const durability = await durabilityOf(redis, config.redis.acceptWeakDurability);
  if (durability.kind === 'weak') {
    log.warn({}, 'Redis may lose what it acknowledged: the promise is at least once, by record id');
  }
  return { redis, durability };
}

async function registerSchemas<Name extends RecordName>(
  schemas: Schemas,
  { records, foreignRecords }: { readonly records: readonly Name[]; readonly foreignRecords: readonly RecordName[] },
): Promise<SchemaIds<Name | CommonRecord>> {
  const register = (name: RecordName) => schemas.register(subjectOf(name), schemaTextOf(name));
  const ids: Record<string, number> = {};
  for (const name of [...records, ...commonRecords]) ids[name] = await register(name);
  for (const name of foreignRecords) await register(name);
  return ids as SchemaIds<Name | CommonRecord>;
}

/** As configured. @param latenessMax of the service's own sources, in milliseconds */
export const taskLimits = (config: Config, latenessMax: number): TaskLimits => ({
  batchRecordsMax: config.batch.recordsMax,
  batchStatesMax: config.batch.statesMax,
  batchBytesMax: config.batch.bytesMax,
  queueRecordsMax: config.queueRecordsMax,
  horizonFactsMax: config.horizonFactsMax,
  outboxEntriesMax: config.outboxEntriesMax,
  cacheCustomersMax: config.cacheCustomersMax,
  latenessMax,
  markerIntervalMin: config.markerIntervalMin,
  canaryInterval: config.canaryInterval,
  censusIntervalMin: config.censusIntervalMin,
  offsetCommitIntervalMin: config.offsetCommitIntervalMin,
});

interface WorkerStatus {
  readonly joined: boolean;
  readonly tasks: readonly { readonly partition: number; readonly epoch: number }[];
  readonly stopped: readonly { readonly partition: number; readonly why: string }[];
}

/** Ready: in the group, Kafka and Redis answer, the assigned partitions claimed, possibly none. Being behind is a metric. */
function whyNotReady({ joined, tasks, stopped }: WorkerStatus, away: string | null): string | null {
  if (away !== null) return away;
  if (!joined) return 'not in the consumer group';
  const unclaimed = tasks.filter(({ epoch }) => epoch === 0).map(({ partition }) => partition);
  if (unclaimed.length > 0) return `partitions not claimed yet: ${unclaimed.join(', ')}`;
  return stopped[0] === undefined ? null : `partition ${stopped[0].partition} stopped: ${stopped[0].why}`;
}
