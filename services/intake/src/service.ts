/** The intake service from its configuration and addresses to forwarders that forward and a server that listens. */
import {
  type Config,
  headers,
  type SourceName,
  schemaTextOf,
  sourceNames,
  sources,
  subjectOf,
  topicReadByLifecycle,
} from '@ebb/contracts';
import { allToOne, connectKafka, KafkaInput, type KafkaSettings, Schemas, untilKafkaAnswers } from '@ebb/kafka';
import type { Log } from '@ebb/runtime';
import { countPartitions, deadLetter, type HttpAddress, ServerHealth, serveHealth } from '@ebb/service';
import type { Kafka, Producer } from 'kafkajs';
import { EventWriter } from './event-writer.ts';
import { type EventsServer, serveEvents } from './events/server.ts';
import { calendarOf, limitsOf } from './limits.ts';
import { IntakeMetrics } from './metrics.ts';
import type { Destination } from './rekey/chunk.ts';
import { Forwarder, type ForwarderStatus } from './rekey/forwarder.ts';
import { shopDecoder } from './rekey/shop-decoder.ts';
import { sourceTopics } from './replay-file.ts';

const service = 'intake';

/** Addresses and secrets; everything else is in the configuration. */
export interface Addresses {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaSecurity?: Pick<KafkaSettings, 'ssl' | 'sasl'>;
  readonly schemaRegistryUrl: string;
  /** Of health and metrics. */
  readonly http: HttpAddress;
  /** Of `POST /events`, which listens to this machine alone unless the network is private; 0 for any free port. */
  readonly eventsPort: number;
}

export interface RunningIntake {
  /** Address of health and metrics. */
  readonly url: string;
  readonly eventsUrl: string;
  stop(): Promise<void>;
}

/** Resolves when it listens. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export async function startIntake(config: Config, addresses: Addresses, log: Log): Promise<RunningIntake> {
  const clientId = `${config.kafka.clientId}-${service}`;
  const settings = { brokers: addresses.kafkaBrokers, clientId, ...addresses.kafkaSecurity };
  await untilKafkaAnswers(settings, log);
  const kafka = connectKafka(settings, log);
  const rekeyed = sourceNames.flatMap((source): Rekeyed[] => {
    const given = config.sources[source];
    return given?.rekey ? [{ source, topic: given.topic, into: topicReadByLifecycle(given) }] : [];
  });
  const partitionsOf = await countPartitions(kafka, {
    sourceTopics: sourceNames.map((source) => topicReadByLifecycle(config.sources[source])),
    sourcePartitions: config.partitions,
    otherTopics: [...rekeyed.map(({ topic }) => topic), config.outputs.deadLetters],
  });
  const schemas = new Schemas(addresses.schemaRegistryUrl, log);
  const metrics = new IntakeMetrics(() => forwarders.map((forwarder) => forwarder.status()));
  const servers = new ServerHealth(kafka, null);
  servers.addTo(metrics.registry);
  const parts = { kafka, schemas, config, partitionsOf, metrics, log };
  const producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1, retry: { retries: 2 } });
  await producer.connect();
  const forwarders = await Promise.all(rekeyed.map((source) => forwarderOf(source, producer, parts)));
  for (const forwarder of forwarders) await forwarder.start();
  const writer = await EventWriter.open(kafka, schemas, {
    name: service,
    partitions: config.partitions,
    topics: sourceTopics(config),
  });
  const events = await listen(writer, addresses, parts);
  const status = () => ({ events: events.url, forwarders: forwarders.map((forwarder) => inWords(forwarder.status())) });
  const health = await serveHealth({
    ...addresses.http,
    notReady: async () => (await servers.away()) ?? whyNotReady(forwarders.map((forwarder) => forwarder.status())),
    status,
    metrics: async () => ({ contentType: metrics.registry.contentType, body: await metrics.registry.metrics() }),
  });
  return {
    url: health.url,
    eventsUrl: events.url,
    stop: async () => {
      await events.stop();
      await Promise.all(forwarders.map((forwarder) => forwarder.stop()));
      await producer.disconnect();
      await writer.close();
      await servers.stop();
      await health.stop();
    },
  };
}

/** A source that a shop keys otherwise, and its topic by customer. */
interface Rekeyed {
  readonly source: SourceName;
  readonly topic: string;
  readonly into: string;
}

interface Parts {
  readonly kafka: Kafka;
  readonly schemas: Schemas;
  readonly config: Config;
  readonly partitionsOf: (topic: string) => number;
  readonly metrics: IntakeMetrics;
  readonly log: Log;
}

async function forwarderOf(rekeyed: Rekeyed, producer: Producer, parts: Parts): Promise<Forwarder> {
  const { kafka, schemas, config, metrics, log } = parts;
  const { source, topic } = rekeyed;
  // A group for each source, so that one that stops holds up no other.
  const groupId = `${config.intake.groupId}-${source}`;
  const sessionTimeoutMilliseconds = config.kafka.sessionTimeout;
  const input = new KafkaInput(kafka, { groupId, topics: [topic], sessionTimeoutMilliseconds, assigner: allToOne, log });
  return new Forwarder({
    topic,
    input,
    producer,
    decode: shopDecoder(source, schemas, limitsOf(config, calendarOf(config))),
    destination: await destinationOf(rekeyed, parts),
    onForwarded: (chunk) => metrics.forwarded(topic, chunk),
    log,
  });
}

async function destinationOf({ source, topic, into }: Rekeyed, { schemas, config, partitionsOf }: Parts): Promise<Destination> {
  const { record } = sources[source];
  await schemas.register(subjectOf(record), schemaTextOf(record));
  const markerSchemaId = await schemas.register(subjectOf('Marker'), schemaTextOf('Marker'));
  const schemaId = await schemas.register(subjectOf('DeadLetter'), schemaTextOf('DeadLetter'));
  const to = { topic: config.outputs.deadLetters, partitions: partitionsOf(config.outputs.deadLetters) };
  return {
    topic: into,
    partitions: config.partitions,
    voucher: `${service}/${source}`,
    markerSchemaId,
    deadLetters: to.topic,
    deadLetter: (rejected) => {
      const { partition, key, value, recordType } = deadLetter({ service, schemaId, to }, { topic, ...rejected });
      return { partition, key, value, headers: { [headers.service]: service, [headers.recordType]: recordType } };
    },
  };
}

function listen(writer: EventWriter, { http, eventsPort }: Addresses, { config, metrics, log }: Parts): Promise<EventsServer> {
  return serveEvents({
    config,
    limits: limitsOf(config, calendarOf(config)),
    // Nobody is asked who they are.
    host: http.isPrivate ? http.host : '127.0.0.1',
    port: eventsPort,
    write: async (source, records) => {
      await writer.write(source, records);
      metrics.taken(sources[source].record, records.length);
    },
    onAnswer: (status) => metrics.answered(status),
    log,
  });
}

const inWords = ({ lag, waitingSince, ...status }: ForwarderStatus) => ({
  ...status,
  lag: Object.fromEntries(lag),
  waitingSince: Object.fromEntries(waitingSince),
});

/** Ready, where Kafka answers: every source is forwarded by this member or another. Being behind is a metric. */
function whyNotReady(forwarders: readonly ForwarderStatus[]): string | null {
  const notYet = forwarders.find(({ state }) => state === 'joining' || state === 'stopped');
  if (notYet === undefined) return null;
  return notYet.stopped ?? `${notYet.topic}: not in the consumer group`;
}
