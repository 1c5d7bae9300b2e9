/** Delivery from its configuration and addresses to running senders, call centre and API. */
import {
  type Config,
  ConfigError,
  callCentreName,
  type RecordName,
  schemaTextOf,
  subjectOf,
  topicReadByLifecycle,
} from '@ebb/contracts';
import { connectKafka, KafkaInput, Schemas, untilKafkaAnswers } from '@ebb/kafka';
import { PatientRedis } from '@ebb/redis';
import type { Log } from '@ebb/runtime';
import {
  type Addresses as CommonAddresses,
  countPartitions,
  type DeadLetterSettings,
  deadLetter,
  openRedis,
  type RunningService,
  ServerHealth,
} from '@ebb/service';
import type { Kafka, Producer } from 'kafkajs';
import { CallCentre } from './call-centre.ts';
import { Canary } from './canary.ts';
import { wallClock as clock } from './clock.ts';
import { changesDecoder } from './decode.ts';
import { serveApi } from './http/server.ts';
import { ActionIntake, type IntakeStatus } from './intake.ts';
import type { SendingRules } from './judge.ts';
import { DeliveryMetrics } from './metrics.ts';
import { type EngagementSource, recordEntry } from './outbox.ts';
import { Relay, type RelaySettings } from './relay.ts';
import type { Secrets } from './signature.ts';
import { DeliveryStore } from './store.ts';
import { TargetSender } from './target-sender.ts';

const service = 'delivery';

/** Addresses and secrets; everything else is in the configuration. */
export interface Addresses extends CommonAddresses {
  /** By the name of the target. */
  readonly webhookSecrets: ReadonlyMap<string, Secrets>;
}

const read = [
  'RetentionAction',
  'ActionCalledOff',
  'ActionWithheld',
  'EffectMeasured',
  'ContactabilityChanged',
  'Retraction',
  'Marker',
] as const;

/** Resolves when actions are read. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export async function startDelivery(config: Config, addresses: Addresses, log: Log): Promise<RunningService> {
  const engagements = engagementsOf(config);
  const { redis, durability } = await openRedis(config, addresses, log);
  const store = new DeliveryStore(new PatientRedis(redis, durability, log), limitsOf(config), clock.now);
  const servers = await openKafka(config, addresses, engagements.topic, log);
  const relay = new Relay(store, servers.producer, servers.relay, log);
  const targets = config.delivery.targets.map(({ name }) => name);
  const metrics = new DeliveryMetrics({
    store,
    targets,
    now: clock.now,
    topic: config.outputs.retentionActions,
    intake: () => intake.status(),
    ends: () => servers.input.ends(0),
    canary: new Canary(clock.now()),
    isLive: Object.values(config.sources).some((source) => source?.clock === 'wall'),
  });
  const health = new ServerHealth(servers.kafka, redis);
  health.addTo(metrics.registry);
  const { quietHours } = config.delivery;
  const rules = { quietHours, businessTimeZone: config.businessTimeZone, clock: engagements.clock };
  const parts = { config, store, rules, metrics, relay, log };
  const senders = sendersOf(parts, addresses);
  const intake = intakeOf(parts, servers, senders);
  const callCentre = new CallCentre(config.delivery.callCentre, rules, {
    store,
    clock,
    onEntries: () => relay.wake(),
    onSettled: (result) => metrics.settledCall(callCentreName, result),
  });
  const api = await serveApi({
    ...addresses.http,
    store,
    callCentre,
    callBackMax: config.delivery.callCentre.callBackMax,
    now: clock.now,
    targets: config.delivery.targets,
    wake: (target) => senders.get(target)?.wake(),
    notReady: async () => whyNotReady(intake.status(), await health.away()),
    status: () => intake.status(),
    metrics: async () => ({ contentType: metrics.registry.contentType, body: await metrics.registry.metrics() }),
    log,
  });
  relay.start();
  for (const sender of senders.values()) sender.start();
  await intake.start();
  return {
    url: api.url,
    stop: async () => {
      await api.stop();
      await intake.stop();
      await Promise.all([...senders.values()].map((sender) => sender.stop()));
      await relay.stop();
      await servers.producer.disconnect();
      redis.disconnect();
      await health.stop();
    },
  };
}

/** What is needed of Kafka and the registry. */
interface Servers {
  readonly kafka: Kafka;
  readonly input: KafkaInput;
  readonly producer: Producer;
  readonly schemas: Schemas;
  /** Partitions of `retention-actions`. */
  readonly partitions: number;
  readonly relay: RelaySettings;
  readonly letters: DeadLetterSettings;
}

async function openKafka(config: Config, addresses: Addresses, engagements: string, log: Log): Promise<Servers> {
  const settings = { brokers: addresses.kafkaBrokers, clientId: config.kafka.clientId, ...addresses.kafkaSecurity };
  await untilKafkaAnswers(settings, log);
  const kafka = connectKafka(settings, log);
  const { retentionActions: actions, deadLetters } = config.outputs;
  const outputTopics = [engagements, deadLetters];
  const partitionsOf = await countPartitions(kafka, {
    sourceTopics: [actions],
    sourcePartitions: null,
    otherTopics: outputTopics,
  });
  const schemas = new Schemas(addresses.schemaRegistryUrl, log);
  const ids = await registerSchemas(schemas);
  const producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1, retry: { retries: 2 } });
  await producer.connect();
  const { groupId } = config.delivery;
  const { sessionTimeout: sessionTimeoutMilliseconds } = config.kafka;
  const to = (topic: string) => ({ topic, partitions: partitionsOf(topic) });
  return {
    kafka,
    input: new KafkaInput(kafka, { groupId, topics: [actions], sessionTimeoutMilliseconds, log }),
    producer,
    schemas,
    partitions: partitionsOf(actions),
    relay: { service, engagements: to(engagements), schemaId: ids.Engagement },
    letters: { service, schemaId: ids.DeadLetter, to: to(deadLetters) },
  };
}

interface Parts {
  readonly config: Config;
  readonly store: DeliveryStore;
  readonly rules: SendingRules & EngagementSource;
  readonly metrics: DeliveryMetrics;
  readonly relay: Relay;
  readonly log: Log;
}

function intakeOf(parts: Parts, servers: Servers, senders: ReadonlyMap<string, TargetSender>): ActionIntake {
  const { config, store, rules, metrics, relay, log } = parts;
  const { input, schemas, partitions, letters } = servers;
  const { targets, callCentre } = config.delivery;
  const routing = { ...rules, targets, callCentreChannels: callCentre.channels };
  const topic = config.outputs.retentionActions;
  return new ActionIntake({
    store,
    input,
    decode: changesDecoder({
      schemas,
      routing,
      partitions,
      now: clock.now,
      onMarker: (...said) => metrics.marked(...said),
    }),
    letterFor: (record, partition, { code, detail }) =>
      recordEntry(deadLetter(letters, { topic, partition, record, code, detail })),
    clock,
    log,
    onRecords: (records) => metrics.records(records),
    onRebalance: () => metrics.rebalanced(),
    onTaken: () => {
      for (const sender of senders.values()) sender.wake();
      relay.wake();
    },
  });
}

function sendersOf(parts: Parts, { webhookSecrets }: Addresses): ReadonlyMap<string, TargetSender> {
  const { config, store, rules, metrics, relay, log } = parts;
  const { targets, retryAfterMax, answerBytesMax } = config.delivery;
  const { reportingCurrency: currency } = config;
  const onAttempt = metrics.attempted.bind(metrics);
  const ports = { store, clock, log, onAttempt, onEntries: () => relay.wake() };
  return new Map(
    targets.map((target) => {
      const secrets = webhookSecrets.get(target.name) ?? [];
      return [target.name, new TargetSender({ ...target, retryAfterMax, answerBytesMax, secrets, currency }, rules, ports)];
    }),
  );
}

/** Where what was sent is told. @throws {ConfigError} where that source is not there */
function engagementsOf({ sources }: Config): EngagementSource & { readonly topic: string } {
  const { engagements } = sources;
  if (engagements !== null) return { topic: topicReadByLifecycle(engagements), clock: engagements.clock };
  throw new ConfigError(['sources.engagements is null: delivery tells there what it has sent; allowed: a topic']);
}

const limitsOf = ({ delivery, outboxEntriesMax }: Config) => ({
  queueTasksMax: delivery.queueTasksMax,
  deadLettersMax: delivery.deadLettersMax,
  outboxEntriesMax,
  doneKept: delivery.doneKept,
  cap: delivery.caps.perCustomer,
});

async function registerSchemas(schemas: Schemas) {
  const register = (name: RecordName) => schemas.register(subjectOf(name), schemaTextOf(name));
  for (const name of read) await register(name);
  return { Engagement: await register('Engagement'), DeadLetter: await register('DeadLetter') };
}

/** Ready: in the group, Kafka and Redis answer, the assigned partitions open, possibly none. Being behind is a metric. */
function whyNotReady({ joined, partitions }: IntakeStatus, away: string | null): string | null {
  if (away !== null) return away;
  if (!joined) return 'not in the consumer group';
  const stopped = partitions.find((partition) => partition.stopped !== null);
  if (stopped !== undefined) return `partition ${stopped.partition} stopped: ${stopped.stopped}`;
  const closed = partitions.filter(({ offset }) => offset === null).map(({ partition }) => partition);
  return closed.length > 0 ? `partitions not open yet: ${closed.join(', ')}` : null;
}
