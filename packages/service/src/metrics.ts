import { deadLetterReasons } from '@ebb/contracts';
import { type BatchReport, type Left, noTime, type OwnershipLost, type TypedEmission } from '@ebb/runtime';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Asked } from './asked.ts';

/** What a source of a task tells of itself when it is asked. */
interface SourceStatus {
  readonly clock: 'event' | 'wall' | 'markers' | null;
  readonly lag: number | null;
  readonly uncommitted: { readonly brokerAt: number; readonly eventAt: number | null } | null;
  readonly watermark: number;
  readonly stopped: string | null;
}

/** What a worker tells of itself when it is asked. */
interface WorkerStatus {
  readonly tasks: readonly {
    readonly partition: number;
    readonly outboxEntries: number;
    readonly outboxSince: number | null;
    readonly sources: readonly SourceStatus[];
  }[];
  readonly stopped: readonly { readonly partition: number }[];
}

export interface MetricsSources {
  /** Of the records of its own. */
  readonly types: readonly string[];
  /** Of the sources, in order; null for one that is not there: it has no figures. */
  readonly topics: readonly (string | null)[];
  readonly status: () => WorkerStatus;
  /** How many timers of a source's partition lie after an instant, up to another. */
  readonly timersBetween: (partition: number, source: number, after: number, until: number) => Promise<number>;
}

/** Timers that are due by the wall clock, and held as the time of their source stands. */
interface Held {
  readonly topic: string;
  readonly partition: number;
  readonly timers: number;
}

const stepSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const batchRecords = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];
export const latencySeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400];
const latenessSeconds = [1, 10, 60, 300, 3_600, 21_600, 86_400, 172_800, 604_800];

/** Records what the worker reports. One registry for each service, so that several can run in one process. */
export class ServiceMetrics {
  readonly registry = new Registry();
  readonly #sources: MetricsSources;
  readonly #records = this.#counter('ebb_records_read_total', 'Records read, markers and bad ones included', ['topic']);
  readonly #bad = this.#counter('ebb_dead_letters_total', 'Records that went to the dead letters', ['topic', 'reason']);
  readonly #duplicates = this.#counter('ebb_duplicate_events_total', 'Events that changed nothing, as their id had been seen');
  readonly #repeats = this.#counter(
    'ebb_repeated_records_total',
    'Records of Ebb that were sent again, known by sequence number',
  );
  readonly #gaps = this.#counter('ebb_sequence_gaps_total', 'Records of Ebb before which some are missing, by sequence number');
  readonly #timers = this.#counter('ebb_timers_fired_total', 'Timers of the index that came due');
  readonly #states = this.#counter('ebb_states_written_total', 'Customer states written by commits');
  readonly #cache = this.#counter('ebb_cache_requests_total', 'Customers wanted, by whether they were in memory', ['result']);
  readonly #outputs = this.#counter('ebb_outputs_total', 'Records that left for topics of Ebb, by type', ['type']);
  readonly #lost = this.#counter('ebb_ownership_lost_total', 'Commits that were refused', ['result']);
  readonly #rebalances = this.#counter('ebb_rebalances_total', 'Times that the consumer group assigned partitions');
  readonly #steps = this.#histogram('ebb_batch_step_duration_seconds', 'Time of one batch by step', stepSeconds, ['step']);
  readonly #sizes = this.#histogram('ebb_batch_records', 'Records of one batch', batchRecords);
  readonly #lateness = this.#histogram(
    'ebb_event_lateness_seconds',
    'By how much an event came behind the watermark of its source; of those that did',
    latenessSeconds,
    ['topic'],
  );
  readonly #latency = this.#histogram(
    'ebb_output_latency_seconds',
    "From Kafka's getting an event until it had the record that the event led to",
    latencySeconds,
    ['type'],
  );

  constructor(sources: MetricsSources) {
    this.#sources = sources;
    collectDefaultMetrics({ register: this.registry });
    this.#begin(sources);
    this.#ofPositions();
    this.#ofTime();
    this.#ofOutbox();
  }

  /** All that there can be is there from the beginning, so that the first of each counts, and none is told from not known. */
  #begin({ types, topics }: MetricsSources): void {
    for (const type of [...types, 'Retraction']) {
      this.#outputs.inc({ type }, 0);
      this.#latency.zero({ type });
    }
    for (const topic of topics.filter((one) => one !== null)) {
      this.#records.inc({ topic }, 0);
      this.#lateness.zero({ topic });
      for (const reason of Object.keys(deadLetterReasons)) this.#bad.inc({ topic, reason }, 0);
    }
    for (const result of ['hit', 'miss']) this.#cache.inc({ result }, 0);
    for (const result of ['FENCED', 'ROLLED_BACK'] satisfies OwnershipLost['result'][]) this.#lost.inc({ result }, 0);
  }

  batch(report: BatchReport<TypedEmission>): void {
    report.records.forEach((count, source) => {
      if (count > 0) this.#records.inc({ topic: this.#topic(source) }, count);
    });
    for (const { source, code } of report.deadLetters) this.#bad.inc({ topic: this.#topic(source), reason: code });
    report.lateness.forEach((late, source) => {
      for (const milliseconds of late) this.#lateness.observe({ topic: this.#topic(source) }, milliseconds / 1_000);
    });
    this.#sizes.observe(report.records.reduce((sum, count) => sum + count, 0));
    this.#duplicates.inc(report.duplicates);
    this.#repeats.inc(report.repeats);
    this.#gaps.inc(report.gaps);
    this.#timers.inc(report.timersFired);
    this.#states.inc(report.states);
    this.#cache.inc({ result: 'hit' }, report.cache.hits);
    this.#cache.inc({ result: 'miss' }, report.cache.misses);
    for (const { type } of report.outputs) this.#outputs.inc({ type });
    if (report.retractions > 0) this.#outputs.inc({ type: 'Retraction' }, report.retractions);
    for (const [step, milliseconds] of Object.entries(report.millisecondsByStep))
      this.#steps.observe({ step }, milliseconds / 1_000);
  }

  left(left: readonly Left[]): void {
    for (const { type, milliseconds } of left) this.#latency.observe({ type }, milliseconds / 1_000);
  }

  ownershipLost(error: OwnershipLost): void {
    this.#lost.inc({ result: error.result });
  }

  rebalanced(): void {
    this.#rebalances.inc();
  }

  #ofPositions(): void {
    this.#ofSources('ebb_offset_lag', 'Records of a source partition that are not committed yet', ({ lag }) => lag);
    this.#ofSources(
      'ebb_lag_seconds',
      'How long Kafka has had the first record that is fetched and not committed; 0 where there is none',
      ({ uncommitted }) => (uncommitted === null ? 0 : (Date.now() - uncommitted.brokerAt) / 1_000),
    );
    this.#ofSources(
      'ebb_oldest_unprocessed_timestamp_seconds',
      'Event time of the first record that is fetched and not committed',
      ({ uncommitted }) => (uncommitted?.eventAt == null ? null : uncommitted.eventAt / 1_000),
    );
    this.#ofTasks('ebb_partition_owned', '1 where this worker works on the partition', () => 1);
    this.#stopped();
  }

  /** A source of a partition, or the whole partition, is not read on. */
  #stopped(): void {
    const { topics, status } = this.#sources;
    const gauge = this.#gauge('ebb_source_stopped', '1 where a source partition is not read on; /status says why', () => {
      const { tasks, stopped } = status();
      gauge.reset();
      for (const { partition, sources } of tasks) {
        sources.forEach((source, index) => this.#set(gauge, index, partition, source.stopped === null ? 0 : 1));
      }
      for (const { partition } of stopped) topics.forEach((_, index) => this.#set(gauge, index, partition, 1));
    });
  }

  #ofTime(): void {
    this.#ofSources(
      'ebb_watermark_timestamp_seconds',
      'Event time up to which a source partition is taken as complete',
      ({ watermark }) => (watermark === noTime ? null : watermark / 1_000),
    );
    this.#ofSources(
      'ebb_time_behind_seconds',
      'How far the time of a source partition stands behind the wall clock that it runs on: silence is not noticed meanwhile',
      ({ clock, watermark }) => (clock !== 'wall' || watermark === noTime ? null : Math.max(0, (Date.now() - watermark) / 1_000)),
    );
    const asked = new Asked(() => this.#askHeld());
    const held = this.#gauge(
      'ebb_timers_held',
      'Customers whose silence is due by the wall clock, and not noticed yet',
      async () => {
        const answer = await asked.answer();
        held.reset();
        for (const { topic, partition, timers } of answer ?? []) held.set({ topic, partition: String(partition) }, timers);
      },
    );
  }

  async #askHeld(): Promise<readonly Held[]> {
    const { topics, status, timersBetween } = this.#sources;
    const now = Date.now();
    const asked = status().tasks.flatMap(({ partition, sources }) =>
      sources.map(async ({ clock, watermark }, index): Promise<Held[]> => {
        const topic = topics[index] ?? null;
        if (topic === null || clock !== 'wall') return [];
        return [{ topic, partition, timers: await timersBetween(partition, index, watermark, now) }];
      }),
    );
    return (await Promise.all(asked)).flat();
  }

  #ofOutbox(): void {
    this.#ofTasks('ebb_outbox_entries', 'Records committed and not yet acknowledged by Kafka', (task) => task.outboxEntries);
    this.#ofTasks(
      'ebb_outbox_oldest_age_seconds',
      'How long the first record that Kafka has not acknowledged has been committed; 0 where there is none',
      ({ outboxSince }) => (outboxSince === null ? 0 : (Date.now() - outboxSince) / 1_000),
    );
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram<Label extends string>(name: string, help: string, buckets: number[], labelNames: Label[] = []): Histogram<Label> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }

  #gauge(name: string, help: string, collect: () => void | Promise<void>): Gauge<'topic' | 'partition'> {
    return new Gauge({ name, help, labelNames: ['topic', 'partition'], registers: [this.registry], collect });
  }

  #ofTasks(name: string, help: string, value: (task: WorkerStatus['tasks'][number]) => number): void {
    const gauge: Gauge<'partition'> = new Gauge({
      name,
      help,
      labelNames: ['partition'],
      registers: [this.registry],
      collect: () => {
        gauge.reset();
        for (const task of this.#sources.status().tasks) gauge.set({ partition: String(task.partition) }, value(task));
      },
    });
  }

  #ofSources(name: string, help: string, value: (source: SourceStatus) => number | null): void {
    const gauge = this.#gauge(name, help, () => {
      gauge.reset();
      for (const { partition, sources } of this.#sources.status().tasks) {
        sources.forEach((source, index) => this.#set(gauge, index, partition, value(source)));
      }
    });
  }

  #set(gauge: Gauge<'topic' | 'partition'>, source: number, partition: number, value: number | null): void {
    const topic = this.#sources.topics[source] ?? null;
    if (topic !== null && value !== null) gauge.set({ topic, partition: String(partition) }, value);
  }

  /** Of a source that is there. */
  #topic(source: number): string {
    return this.#sources.topics[source] as string;
  }
}
