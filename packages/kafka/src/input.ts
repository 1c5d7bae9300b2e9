/** The sources as one consumer group of kafkajs. Offsets are ours: seek on assignment, no commit but for lag tools. */
import type { Input, InputHandler, Log, PartitionEnds, RawBatch } from '@ebb/runtime';
import type { Admin, Consumer, Kafka, PartitionAssigner } from 'kafkajs';
import { coPartitioned } from './assigner.ts';
import { FetchedBatch, readFetched } from './fetched-batch.ts';
import { SentReader } from './sent-headers.ts';

export interface KafkaInputOptions {
  readonly groupId: string;
  /** In the order of the sources; null for one that is not there. */
  readonly topics: readonly (string | null)[];
  readonly sessionTimeoutMilliseconds: number;
  /** Which member reads what; partition p of every topic goes to the same member unless given. */
  readonly assigner?: PartitionAssigner;
  readonly log: Log;
}

/** The offset to be read next, and what its reader wants to know of it later. */
export interface NotedOffset {
  readonly offset: number;
  readonly note: string;
}

const fetchWaitMilliseconds = 100;
const fetchBytesPerPartitionMax = 1 << 20;

export class KafkaInput implements Input {
  readonly #kafka: Kafka;
  readonly #options: KafkaInputOptions;
  readonly #consumer: Consumer;
  readonly #admin: Admin;
  readonly #sentReader = new SentReader();
  #handler: InputHandler | null = null;
  #epochs: Promise<ReadonlyMap<number, number>> | null = null;
  #connected = false;

  constructor(kafka: Kafka, options: KafkaInputOptions) {
    this.#kafka = kafka;
    this.#options = options;
    this.#admin = kafka.admin();
    this.#consumer = this.#newConsumer();
  }

  async start(handler: InputHandler): Promise<void> {
    this.#handler = handler;
    await this.#connect();
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: this.#topics, fromBeginning: true });
    await this.#run();
  }

  seek(source: number, partition: number, offset: number): void {
    this.#whileRunning(() => this.#consumer.seek({ topic: this.#topic(source), partition, offset: String(offset) }));
  }

  pause(source: number, partition: number): void {
    this.#whileRunning(() => this.#consumer.pause([{ topic: this.#topic(source), partitions: [partition] }]));
  }

  resume(source: number, partition: number): void {
    this.#whileRunning(() => this.#consumer.resume([{ topic: this.#topic(source), partitions: [partition] }]));
  }

  async ends(source: number): Promise<ReadonlyMap<number, PartitionEnds>> {
    await this.#connect();
    const offsets = await this.#admin.fetchTopicOffsets(this.#topic(source));
    return new Map(offsets.map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }]));
  }

  async topicIds(): Promise<readonly string[]> {
    await this.#connect();
    const ids = await this.#admin.fetchTopicIds({ topics: this.#topics });
    return this.#options.topics.map((topic) => (topic === null ? '' : (ids[this.#topics.indexOf(topic)] as string)));
  }

  async committedEpoch(partition: number): Promise<number> {
    const epochs = (this.#epochs ??= this.#fetchEpochs());
    epochs.catch(() => {
      if (this.#epochs === epochs) this.#epochs = null;
    });
    return (await epochs).get(partition) ?? 0;
  }

  async commit(partition: number, offsets: readonly number[], epoch: number): Promise<void> {
    const metadata = JSON.stringify({ epoch });
    await this.#consumer.commitOffsets(
      this.#topics.map((topic) => {
        const offset = offsets[this.#options.topics.indexOf(topic)];
        return { topic, partition, offset: String(offset), metadata };
      }),
    );
  }

  /** What a group without a store of its own has committed of a source, by partition; nothing of one never committed. */
  async committed(source: number): Promise<ReadonlyMap<number, NotedOffset>> {
    await this.#connect();
    const found = await this.#admin.fetchOffsets({ groupId: this.#options.groupId, topics: [this.#topic(source)] });
    const places = found.flatMap(({ partitions }) => partitions).filter(({ offset }) => Number(offset) >= 0);
    return new Map(
      places.map(({ partition, offset, metadata }) => [partition, { offset: Number(offset), note: metadata ?? '' }]),
    );
  }

  /** Commits offsets of a source, each with its note. Rejects where the group has given the partitions to another member. */
  async commitNoted(source: number, places: ReadonlyMap<number, NotedOffset>): Promise<void> {
    const topic = this.#topic(source);
    await this.#consumer.commitOffsets(
      [...places].map(([partition, { offset, note }]) => ({ topic, partition, offset: String(offset), metadata: note })),
    );
  }

  /** Leaves the group, if it is still in it, and joins it anew. */
  async rejoin(): Promise<void> {
    await this.#consumer.stop();
    await this.#consumer.connect();
    await this.#run();
  }

  async stop(): Promise<void> {
    await this.#consumer.disconnect();
    await this.#admin.disconnect();
  }

  #newConsumer(): Consumer {
    const consumer = this.#kafka.consumer({
      groupId: this.#options.groupId,
      partitionAssigners: [this.#options.assigner ?? coPartitioned],
      sessionTimeout: this.#options.sessionTimeoutMilliseconds,
      heartbeatInterval: Math.floor(this.#options.sessionTimeoutMilliseconds / 4),
      rebalanceTimeout: Math.max(10_000, this.#options.sessionTimeoutMilliseconds),
      maxWaitTimeInMs: fetchWaitMilliseconds,
      maxBytesPerPartition: fetchBytesPerPartitionMax,
      readUncommitted: false,
      createBatch: async (topic, fetchedOffset, fetched) =>
        new FetchedBatch(topic, fetched, await readFetched(fetched, Number(fetchedOffset), this.#sentReader)),
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8, restartOnFailure: () => Promise.resolve(true) },
    });
    consumer.on('consumer.group_join', ({ payload }) => {
      this.#epochs = null;
      const partitions = new Set(Object.values(payload.memberAssignment).flat());
      this.#handler?.assigned([...partitions].toSorted((a, b) => a - b));
    });
    // kafkajs starts again by itself after what passes; what it takes for final (no permission, say) ends it, and is tried again here.
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) this.#handler?.ended(payload.error);
    });
    // Batches that hold only control records never reach eachBatch, but move the offset on.
    consumer.on('consumer.start_batch_process', ({ payload }) => {
      if (payload.batchSize > 0) return;
      const { fetchedOffset } = payload as typeof payload & { readonly fetchedOffset: string };
      const batch = { records: [], fetchedOffset: Number(fetchedOffset), nextOffset: Number(payload.lastOffset) + 1 };
      this.#handOver(payload.topic, payload.partition, batch);
    });
    return consumer;
  }

  async #run(): Promise<void> {
    await this.#consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => this.#handOver(batch.topic, batch.partition, (batch as FetchedBatch).raw),
    });
  }

  #handOver(topic: string, partition: number, batch: RawBatch): void {
    this.#handler?.batch(this.#options.topics.indexOf(topic), partition, batch);
  }

  async #connect(): Promise<void> {
    if (this.#connected) return;
    await this.#admin.connect();
    this.#connected = true;
  }

  async #fetchEpochs(): Promise<ReadonlyMap<number, number>> {
    const committed = await this.#admin.fetchOffsets({ groupId: this.#options.groupId, topics: this.#topics });
    const epochs = new Map<number, number>();
    for (const { partition, metadata } of committed.flatMap(({ partitions }) => partitions)) {
      epochs.set(partition, Math.max(epochs.get(partition) ?? 0, epochIn(metadata)));
    }
    return epochs;
  }

  /** Of the sources that are there. */
  get #topics(): string[] {
    return this.#options.topics.filter((topic) => topic !== null);
  }

  #topic(source: number): string {
    return this.#options.topics[source] as string;
  }

  /** Between leaving and joining there is no group to tell; what was to be told is told again on assignment. */
  #whileRunning(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('Consumer group was not initialized')) throw error;
    }
  }
}

/** Another tool may have written the offset: then no epoch is known. */
function epochIn(metadata: string | null): number {
  try {
    const { epoch } = JSON.parse(metadata ?? '{}') as { epoch?: unknown };
    return typeof epoch === 'number' ? epoch : 0;
  } catch {
    return 0;
  }
}
