import { callCentreName, deadLetterReasons } from '@ebb/contracts';
import { Asked, latencySeconds } from '@ebb/service';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Canary } from './canary.ts';
import type { IntakeStatus } from './intake.ts';
import { skillQueue, targetQueue } from './keys.ts';
import type { RecordsRead } from './partition-reader.ts';
import type { DeliveryStore, Settlement } from './store.ts';
import type { Attempted } from './target-sender.ts';

/** What can come of a task of a webhook target. */
const webhookResults = ['sent', 'suppressed', 'dead', 'later', 'again'] as const satisfies readonly Settlement['result'][];

/** What can come of a call. */
const callResults = ['completed', 'suppressed', 'later', 'again'] as const satisfies readonly Settlement['result'][];

const attemptSeconds = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

export interface DeliveryFigures {
  readonly store: DeliveryStore;
  /** Names. */
  readonly targets: readonly string[];
  /** Milliseconds of the wall clock. */
  readonly now: () => number;
  /** The topic of the actions. */
  readonly topic: string;
  readonly intake: () => IntakeStatus;
  /** The offset after the last record of each partition of the actions. */
  readonly ends: () => Promise<ReadonlyMap<number, { readonly high: number }>>;
  readonly canary: Canary;
  /** Whether time goes on by the wall clock: in a replay nobody waits for a canary. */
  readonly isLive: boolean;
}

/** What delivery tells of itself. What lies in Redis or Kafka is asked when it is scraped, and left out while they are away. */
export class DeliveryMetrics {
  readonly registry = new Registry();
  readonly #figures: DeliveryFigures;
  readonly #settled = this.#counter('ebb_delivery_sends_total', 'Attempts of tasks by what came of them', ['target', 'result']);
  readonly #records = this.#counter('ebb_records_read_total', 'Records read, markers and bad ones included', ['topic']);
  readonly #bad = this.#counter('ebb_dead_letters_total', 'Records that went to the dead letters', ['topic', 'reason']);
  readonly #repeats = this.#counter(
    'ebb_repeated_records_total',
    'Records of Ebb that were sent again, known by sequence number',
  );
  readonly #gaps = this.#counter('ebb_sequence_gaps_total', 'Records of Ebb before which some are missing, by sequence number');
  readonly #rebalances = this.#counter('ebb_rebalances_total', 'Times that the consumer group assigned partitions');
  readonly #attempts = this.#histogram(
    'ebb_delivery_attempt_duration_seconds',
    'Time of a request to a target, with its answer',
    attemptSeconds,
    ['target'],
  );
  readonly #latency = this.#histogram(
    'ebb_delivery_action_to_sent_seconds',
    "From Kafka's getting an action until a target had it",
    latencySeconds,
    ['target'],
  );
  readonly #canary = this.#histogram(
    'ebb_canary_latency_seconds',
    'From when a marker was made in the lifecycle until what rests on it has come through actions to delivery',
    latencySeconds,
  );

  constructor(figures: DeliveryFigures) {
    this.#figures = figures;
    collectDefaultMetrics({ register: this.registry });
    // So that the first of each counts.
    for (const target of figures.targets) {
      for (const result of webhookResults) this.#settled.inc({ target, result }, 0);
      this.#attempts.zero({ target });
      this.#latency.zero({ target });
    }
    for (const result of callResults) this.#settled.inc({ target: callCentreName, result }, 0);
    this.#records.inc({ topic: figures.topic }, 0);
    for (const reason of Object.keys(deadLetterReasons)) this.#bad.inc({ topic: figures.topic, reason }, 0);
    this.#ofOutbox();
    this.#ofQueues();
    this.#ofTargets();
    this.#ofPositions();
    if (figures.isLive) this.#ofCanary();
  }

  attempted({ target, result, seconds, secondsSinceAction }: Attempted): void {
    this.#settled.inc({ target, result });
    if (seconds !== null) this.#attempts.observe({ target }, seconds);
    if (secondsSinceAction !== null) this.#latency.observe({ target }, secondsSinceAction);
  }

  settledCall(target: string, result: Settlement['result']): void {
    this.#settled.inc({ target, result });
  }

  records({ taken, bad, repeats, gaps }: RecordsRead): void {
    const { topic } = this.#figures;
    this.#records.inc({ topic }, taken);
    for (const reason of bad) this.#bad.inc({ topic, reason });
    this.#repeats.inc(repeats);
    this.#gaps.inc(gaps);
  }

  rebalanced(): void {
    this.#rebalances.inc();
  }

  marked(partition: number, from: string, madeAt: number | null): void {
    const { canary, now } = this.#figures;
    canary.hear(partition, from, madeAt);
    if (madeAt !== null) this.#canary.observe((now() - madeAt) / 1_000);
  }

  #ofOutbox(): void {
    const { store, now } = this.#figures;
    const asked = new Asked(() => Promise.all([store.outboxLength(), store.outboxSince()]));
    this.#gauge('ebb_outbox_entries', 'Records committed and not yet acknowledged by Kafka', [], async (gauge) => {
      const answer = await asked.answer();
      if (answer !== null) gauge.set(answer[0]);
    });
    const help = 'How long the first record that Kafka has not acknowledged has been committed; 0 where there is none';
    this.#gauge('ebb_outbox_oldest_age_seconds', help, [], async (gauge) => {
      const [, since] = (await asked.answer()) ?? [];
      if (since !== undefined) gauge.set(since === null ? 0 : Math.max(0, now() - since) / 1_000);
    });
    const dead = new Asked(() => store.deadCount());
    const waiting = 'Tasks that could not be delivered, and wait for an operator';
    this.#gauge('ebb_delivery_dead_letters', waiting, [], async (gauge) => {
      const count = await dead.answer();
      if (count !== null) gauge.set(count);
    });
  }

  #ofQueues(): void {
    const { now } = this.#figures;
    const asked = new Asked(() => this.#askQueues());
    const help = 'Tasks of a target or skill, waiting or under way';
    this.#gauge('ebb_delivery_queue_tasks', help, ['queue'], async (gauge) => {
      for (const { queue, tasks } of (await asked.answer()) ?? []) gauge.set({ queue }, tasks);
    });
    const due = 'How long the task that is due first has been due; 0 where none is';
    this.#gauge('ebb_delivery_oldest_due_seconds', due, ['queue'], async (gauge) => {
      for (const { queue, dueSince } of (await asked.answer()) ?? [])
        gauge.set({ queue }, dueSince === null ? 0 : (now() - dueSince) / 1_000);
    });
  }

  async #askQueues() {
    const { store, targets } = this.#figures;
    const queues = [...targets.map(targetQueue), ...(await store.skills()).map(skillQueue)];
    return Promise.all(queues.map(async (queue) => ({ queue, ...(await store.depth(queue)) })));
  }

  #ofTargets(): void {
    const { store, targets } = this.#figures;
    const asked = new Asked(() => Promise.all(targets.map((target) => store.target(target))));
    const help = '1 where a target has answered 410, and gets nothing until it is enabled';
    this.#gauge('ebb_delivery_target_disabled', help, ['target'], async (gauge) => {
      ((await asked.answer()) ?? []).forEach(({ disabled = '' }, index) => {
        gauge.set({ target: targets[index] }, disabled === '' ? 0 : 1);
      });
    });
  }

  #ofPositions(): void {
    const { topic, intake, ends, now } = this.#figures;
    const labels = ['topic', 'partition'];
    const asked = new Asked(ends);
    const help = 'Records of a source partition that are not committed yet';
    this.#gauge('ebb_offset_lag', help, labels, async (gauge) => {
      const answer = await asked.answer();
      for (const { partition, offset } of intake().partitions) {
        const end = answer?.get(partition)?.high;
        if (end !== undefined && offset !== null) gauge.set({ topic, partition }, Math.max(0, end - offset));
      }
    });
    const lag = 'How long Kafka has had the first record that is fetched and not committed; 0 where there is none';
    this.#gauge('ebb_lag_seconds', lag, labels, (gauge) => {
      for (const { partition, waitingSince } of intake().partitions)
        gauge.set({ topic, partition }, waitingSince === null ? 0 : (now() - waitingSince) / 1_000);
    });
    const stopped = '1 where a source partition is not read on; /status says why';
    this.#gauge('ebb_source_stopped', stopped, labels, (gauge) => {
      for (const { partition, stopped: why } of intake().partitions) gauge.set({ topic, partition }, why === null ? 0 : 1);
    });
    this.#gauge('ebb_partition_owned', '1 where this worker works on the partition', ['partition'], (gauge) => {
      for (const { partition } of intake().partitions) gauge.set({ partition }, 1);
    });
  }

  #ofCanary(): void {
    const { intake, canary } = this.#figures;
    const help = 'When the oldest marker had been made on which the last ones of all tasks of actions rest';
    this.#gauge('ebb_canary_timestamp_seconds', help, ['partition'], (gauge) => {
      for (const { partition, upstream } of intake().partitions)
        gauge.set({ partition }, canary.reached(partition, upstream) / 1_000);
    });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram<Label extends string>(name: string, help: string, buckets: number[], labelNames: Label[] = []): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  #gauge(name: string, help: string, labelNames: string[], set: (gauge: Gauge) => void | Promise<void>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect: () => {
        gauge.reset();
        return set(gauge);
      },
    });
  }
}
