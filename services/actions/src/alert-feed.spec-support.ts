/** The lifecycle's side of `customer-alerts`, in the hands of a test. */
import { randomUUID } from 'node:crypto';
import { encode, type RecordName, type Records, schemaTextOf, subjectOf } from '@ebb/contracts';
import { KafkaOutput, partitionOf } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, noTime, type OutboxEntry, type Outgoing } from '@ebb/runtime';
import { type CommonRecord, commonRecords, type SchemaIds, ServiceRecords } from '@ebb/service';
import { type Outcome, Pipeline, readOutcome, until } from '@ebb/testing/pipeline';
import { inject } from 'vitest';
import { service } from './program.ts';

const alertRecords = [
  'LifecycleTransition',
  'MainDefectorAlert',
  'RiskAlert',
  'AlertClosed',
  'ContactabilityChanged',
  'ActionOutcome',
  'AbandonmentProposed',
] as const satisfies readonly RecordName[];
type AlertRecord = (typeof alertRecords)[number];

/** A pipeline of its own, and what the lifecycle of it has to say. */
export async function openPipeline(database: number, config: Record<string, unknown> = {}): Promise<Pipeline> {
  const servers = {
    kafkaBrokers: inject('kafkaBrokers'),
    redisUrl: inject('redisUrl'),
    schemaRegistryUrl: inject('schemaRegistryUrl'),
  };
  return Pipeline.open({
    servers,
    partitions: 2,
    database,
    config: { ...config, actions: { groupId: `actions-${randomUUID()}`, ...(config['actions'] as object | undefined) } },
  });
}

/** Writes to `customer-alerts` as the lifecycle's tasks do: each with markers and sequence numbers of its own. */
export class AlertFeed {
  readonly #pipeline: Pipeline;
  readonly #output: KafkaOutput;
  readonly #records: ServiceRecords<AlertRecord>;
  readonly #sequences = new Map<string, number>();

  private constructor(pipeline: Pipeline, schemaIds: SchemaIds<AlertRecord | CommonRecord>, partitions: number) {
    const { customerAlerts, deadLetters } = pipeline.config.outputs;
    this.#pipeline = pipeline;
    this.#output = new KafkaOutput(pipeline.kafka);
    this.#records = new ServiceRecords({
      service: 'lifecycle',
      schemaIds,
      output: { topic: customerAlerts, partitions },
      deadLetters: { topic: deadLetters, partitions },
      sourceTopics: [],
    });
  }

  /** @param partitions of `customer-alerts` */
  static async open(pipeline: Pipeline, partitions = 2): Promise<AlertFeed> {
    const ids: Record<string, number> = {};
    for (const name of [...alertRecords, ...commonRecords]) {
      ids[name] = await pipeline.schemas.register(subjectOf(name), schemaTextOf(name));
    }
    return new AlertFeed(pipeline, ids as SchemaIds<AlertRecord | CommonRecord>, partitions);
  }

  own<Name extends AlertRecord>(
    name: Name,
    record: Records[Name] & { recordId: string; revision: number; customerId: string },
  ): Outgoing {
    return this.#records.own(name, record, encode(name, { ...record, revision: 0 }));
  }

  retraction({ recordId, revision, customerId, at }: Records['MainDefectorAlert'], recordType = 'MainDefectorAlert'): Outgoing {
    const of = { recordId, recordType, revision, at, digest: Buffer.alloc(8), retracted: false, flow: '' };
    return this.#records.retraction(of, 'late-event', customerId);
  }

  /** The lifecycle's task of a source partition has come to an event time. */
  markers(sourcePartition: number, watermark: number): Outgoing[] {
    return this.#records.markers(watermark, sourcePartition, null);
  }

  /** Of all its tasks. */
  allMarkers(watermark: number): Outgoing[] {
    return this.#sourcePartitions.flatMap((partition) => this.markers(partition, watermark));
  }

  /** In this order, each by the task that the customer or the marker belongs to. */
  async send(outgoing: readonly Outgoing[]): Promise<void> {
    const from = outgoing.map(({ key }) => this.#sourcePartitionOf(key.toString()));
    const entries = outgoing.map((one, index): OutboxEntry => {
      const way = `${from[index]} to ${one.partition}`;
      const sequence = (this.#sequences.get(way) ?? 0) + 1;
      this.#sequences.set(way, sequence);
      return { ...one, epoch: 1, sequence };
    });
    await this.#output.send(entries, 'lifecycle', from);
  }

  async close(): Promise<void> {
    await this.#output.stop();
  }

  get #sourcePartitions(): number[] {
    return Array.from({ length: this.#pipeline.config.partitions }, (_, partition) => partition);
  }

  #sourcePartitionOf(key: string): number {
    const marked = /^\/marker\/lifecycle\/(\d+)$/.exec(key)?.[1];
    if (marked !== undefined) return Number(marked);
    return partitionOf(Buffer.from(key.slice(0, key.indexOf('/'))), this.#pipeline.config.partitions);
  }
}

/** Resolves when the actions of each partition of the alerts have come to an event time, and all of it is sent. */
export async function actionsCompleteTo(pipeline: Pipeline, instant: number, partitions = 2): Promise<void> {
  for (let partition = 0; partition < partitions; partition += 1) {
    const { meta, outbox } = partitionKeys(service, partition);
    await until(`partition ${partition} of actions is complete to ${new Date(instant).toISOString()}`, async () => {
      const cursor = JSON.parse((await pipeline.redis.hget(meta, 'cursor')) ?? '{}') as Partial<Cursor>;
      return (cursor.completeTo ?? noTime) >= instant && (await pipeline.redis.llen(outbox)) === 0;
    });
  }
}

/** The number of commits of all partitions. */
export async function actionsCommits(pipeline: Pipeline, partitions = 2): Promise<number> {
  let commits = 0;
  for (let partition = 0; partition < partitions; partition += 1) {
    commits += Number((await pipeline.redis.hget(partitionKeys(service, partition).meta, 'commit')) ?? 0);
  }
  return commits;
}

/** What stands on `retention-actions`, net of retractions. */
export const actionsOutcome = ({ kafka, config }: Pipeline): Promise<Outcome> =>
  readOutcome(kafka, { ...config.outputs, customerAlerts: config.outputs.retentionActions });
