import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Chunk } from './rekey/chunk.ts';
import type { ForwarderStatus } from './rekey/forwarder.ts';

/** Counts what intake takes and forwards. One registry for each service, so that several can run in one process. */
export class IntakeMetrics {
  readonly registry = new Registry();
  readonly #answers = this.#counter(
    'ebb_intake_answers_total',
    'Requests to POST /events, by the status of the answer',
    'status',
  );
  readonly #records = this.#counter('ebb_records_read_total', 'Records read, markers and bad ones included', 'topic');
  readonly #taken = this.#counter('ebb_intake_events_total', 'Events of requests that Kafka has acknowledged, by type', 'type');
  readonly #forwarded = this.#counter('ebb_intake_forwarded_total', "Records forwarded from a shop's topic", 'topic');
  readonly #bad = this.#counter('ebb_dead_letters_total', 'Records that went to the dead letters', 'topic', 'reason');

  constructor(forwarders: () => readonly ForwarderStatus[]) {
    collectDefaultMetrics({ register: this.registry });
    const lag = new Gauge({
      name: 'ebb_offset_lag',
      help: 'Records of a source partition that are not committed yet',
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
      help: '1 where a source partition is not read on; /status says why',
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

  forwarded(topic: string, { forwarded, records, bad }: Pick<Chunk, 'forwarded' | 'records' | 'bad'>): void {
    this.#records.inc({ topic }, records);
    this.#forwarded.inc({ topic }, forwarded);
    for (const reason of bad) this.#bad.inc({ topic, reason });
  }

  #counter<Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
