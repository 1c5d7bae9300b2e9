import { type BatchReport, noTime, type OwnershipLost } from '@ebb/runtime';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a task tells of itself when it is asked. */
interface TaskStatus {
  readonly partition: number;
  readonly outboxEntries: number;
  readonly sources: readonly { readonly lag: number | null; readonly watermark: number; readonly stopped: string | null }[];
}

const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Counts what the worker reports. One registry for each service, so that several can run in one process. */
export class ServiceMetrics {
  readonly registry = new Registry();
  readonly #topics: readonly (string | null)[];
  readonly #records = this.#counter('ebb_records_read_total', 'Records read, markers and bad ones included', ['topic']);
  readonly #bad = this.#counter('ebb_dead_letters_total', 'Records that went to the dead letters, those too late left out');
  readonly #duplicates = this.#counter('ebb_duplicate_events_total', 'Events that changed nothing, as their id had been seen');
  readonly #tooLate = this.#counter('ebb_too_late_events_total', 'Events older than what is settled for their customer');
  readonly #repeats = this.#counter(
    'ebb_repeated_records_total',
    'Records of Ebb that were sent again, known by sequence number',
  );
  readonly #gaps = this.#counter('ebb_sequence_gaps_total', 'Records of Ebb before which some are missing, by sequence number');
  readonly #timers = this.#counter('ebb_timers_fired_total', 'Timers taken out of the index as due');
  readonly #states = this.#counter('ebb_states_written_total', 'Customer states written by commits');
  readonly #outputs = this.#counter('ebb_outputs_total', 'Records that left for topics of Ebb, by type', ['type']);
  readonly #lost = this.#counter('ebb_ownership_lost_total', 'Commits that were refused', ['result']);
  readonly #steps: Histogram<'step'>;

  /** @param topics of the sources, in order; null for one that is not there: it has no figures */
  constructor(topics: readonly (string | null)[], status: () => readonly TaskStatus[]) {
    this.#topics = topics;
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#steps = new Histogram({
      name: 'ebb_batch_step_duration_seconds',
      help: 'Time of one batch by step',
      labelNames: ['step'],
      buckets: secondsBuckets,
      registers,
    });
    this.#gauge(
      'ebb_watermark_timestamp_seconds',
      'Event time up to which a source partition is taken as complete',
      status,
      (s) => (s.watermark === noTime ? null : s.watermark / 1_000),
    );
    this.#gauge('ebb_offset_lag', 'Records of a source partition that are not committed yet', status, (s) => s.lag);
    this.#gauge('ebb_source_stopped', '1 where a source partition is not read on; /status says why', status, (s) =>
      s.stopped === null ? 0 : 1,
    );
    const outbox = new Gauge({
      name: 'ebb_outbox_entries',
      help: 'Records committed and not yet acknowledged by Kafka',
      labelNames: ['partition'],
      registers,
      collect: () => {
        outbox.reset();
        for (const task of status()) outbox.set({ partition: String(task.partition) }, task.outboxEntries);
      },
    });
  }

  batch(report: BatchReport): void {
    report.records.forEach((count, source) => {
      if (count > 0) this.#records.inc({ topic: this.#topics[source] as string }, count);
    });
    this.#bad.inc(report.bad);
    this.#duplicates.inc(report.duplicates);
    this.#tooLate.inc(report.tooLate);
    this.#repeats.inc(report.repeats);
    this.#gaps.inc(report.gaps);
    this.#timers.inc(report.timersFired);
    this.#states.inc(report.states);
    for (const [type, count] of report.outputs) this.#outputs.inc({ type }, count);
    if (report.retractions > 0) this.#outputs.inc({ type: 'Retraction' }, report.retractions);
    for (const [step, milliseconds] of Object.entries(report.millisecondsByStep))
      this.#steps.observe({ step }, milliseconds / 1_000);
  }

  ownershipLost(error: OwnershipLost): void {
    this.#lost.inc({ result: error.result });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #gauge(
    name: string,
    help: string,
    status: () => readonly TaskStatus[],
    value: (source: TaskStatus['sources'][number]) => number | null,
  ): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['topic', 'partition'],
      registers: [this.registry],
      collect: () => {
        gauge.reset();
        for (const { partition, sources } of status()) {
          sources.forEach((source, index) => {
            const topic = this.#topics[index] ?? null;
            const now = value(source);
            if (topic !== null && now !== null) gauge.set({ topic, partition: String(partition) }, now);
          });
        }
      },
    });
  }
}
