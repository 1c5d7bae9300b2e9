import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ForwarderStatus } from './rekey/forwarder.ts';

/** Counts what intake takes and forwards. One registry for each service, so that several can run in one process. */
export class IntakeMetrics {
  readonly registry = new Registry();
  readonly #answers = this.#counter(
    'ebb_intake_answers_total',
    'Requests to POST /events, by the status of the answer',
    'status',
  );
  readonly #taken = this.#counter('ebb_intake_events_total', 'Events of requests that Kafka has acknowledged, by type', 'type');
  readonly #forwarded = this.#counter('ebb_intake_forwarded_total', "Records forwarded from a shop's topic", 'topic');
  readonly #bad = this.#counter(
    'ebb_dead_letters_total',
    'Records that went to the dead letters, by the topic they came from',
    'topic',
  );

  constructor(forwarders: () => readonly ForwarderStatus[]) {
    collectDefaultMetrics({ register: this.registry });
    const lag = new Gauge({
      name: 'ebb_offset_lag',
      help: 'Records of a partition that are not forwarded yet',
      labelNames: ['topic', 'partition'],
      registers: [this.registry],
      collect: () => {
        lag.reset();
        for (const { topic, lag: left } of forwarders()) {
          for (const [partition, count] of left) lag.set({ topic, partition: String(partition) }, count);
        }
      },
    });
    const stopped = new Gauge({
      name: 'ebb_source_stopped',
      help: '1 where a topic is not forwarded any more; /status says why',
      labelNames: ['topic'],
      registers: [this.registry],
      collect: () => {
        for (const { topic, state } of forwarders()) stopped.set({ topic }, state === 'stopped' ? 1 : 0);
      },
    });
  }

  answered(status: number): void {
    this.#answers.inc({ status });
  }

  taken(type: string, events: number): void {
    this.#taken.inc({ type }, events);
  }

  forwarded(topic: string, { forwarded, deadLetters }: { readonly forwarded: number; readonly deadLetters: number }): void {
    this.#forwarded.inc({ topic }, forwarded);
    this.#bad.inc({ topic }, deadLetters);
  }

  #counter<Label extends string>(name: string, help: string, label: Label): Counter<Label> {
    return new Counter({ name, help, labelNames: [label], registers: [this.registry] });
  }
}
