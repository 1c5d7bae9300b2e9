import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { skillQueue, targetQueue } from './keys.ts';
import type { DeliveryStore, Settlement } from './store.ts';
import type { Attempted } from './target-sender.ts';

const secondsBuckets = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600, 3_600];

/** What delivery tells of itself. Depths are asked of Redis when they are scraped. */
export class DeliveryMetrics {
  readonly registry = new Registry();
  readonly #store: DeliveryStore;
  readonly #targets: readonly string[];
  readonly #now: () => number;
  readonly #settled = this.#counter('ebb_delivery_sends_total', 'Attempts of tasks by what came of them', ['target', 'result']);
  readonly #records = this.#counter('ebb_delivery_records_total', 'Records of retention-actions taken, by verdict', ['verdict']);
  readonly #attempts = this.#histogram('ebb_delivery_attempt_duration_seconds', 'Time of a request to a target, with its answer');
  readonly #latency = this.#histogram(
    'ebb_delivery_action_to_sent_seconds',
    "From Kafka's getting an action until a target had it",
  );

  constructor(store: DeliveryStore, targets: readonly string[], now: () => number) {
    this.#store = store;
    this.#targets = targets;
    this.#now = now;
    collectDefaultMetrics({ register: this.registry });
    this.#gauge('ebb_delivery_outbox_entries', 'Records to be sent to Kafka', () => store.outboxLength());
    this.#gauge('ebb_delivery_dead_letters', 'Tasks that could not be delivered, and wait for an operator', () =>
      store.deadCount(),
    );
    this.#queues();
  }

  attempted({ target, result, seconds, secondsSinceAction }: Attempted): void {
    this.#settled.inc({ target, result });
    if (seconds !== null) this.#attempts.observe({ target }, seconds);
    if (secondsSinceAction !== null) this.#latency.observe({ target }, secondsSinceAction);
  }

  settledCall(target: string, result: Settlement['result']): void {
    this.#settled.inc({ target, result });
  }

  records(taken: number, bad: number, repeats: number): void {
    this.#records.inc({ verdict: 'taken' }, taken - bad - repeats);
    this.#records.inc({ verdict: 'bad' }, bad);
    this.#records.inc({ verdict: 'repeat' }, repeats);
  }

  /** One walk over the queues fills both gauges. */
  #queues(): void {
    const labelNames = ['queue'];
    const registers = [this.registry];
    const oldest = new Gauge({
      name: 'ebb_delivery_oldest_due_seconds',
      help: 'How long the task that is due first has been due; 0 where none is',
      labelNames,
      registers,
    });
    const depth = new Gauge({
      name: 'ebb_delivery_queue_tasks',
      help: 'Tasks of a target or skill, waiting or under way',
      labelNames,
      registers,
      collect: async () => {
        const skills = await this.#store.skills();
        for (const queue of [...this.#targets.map(targetQueue), ...skills.map(skillQueue)]) {
          const { tasks, dueSince } = await this.#store.depth(queue);
          depth.set({ queue }, tasks);
          oldest.set({ queue }, dueSince === null ? 0 : (this.#now() - dueSince) / 1_000);
        }
      },
    });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string): Histogram<'target'> {
    return new Histogram({ name, help, labelNames: ['target'], buckets: secondsBuckets, registers: [this.registry] });
  }

  #gauge(name: string, help: string, value: () => Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: async () => {
        gauge.set(await value());
      },
    });
  }
}
