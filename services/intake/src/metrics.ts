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
    const labels = ['topic', 'partition'];
    this.#gauge('ebb_offset_lag', 'Records of a source partition that are not committed yet', labels, (gauge) => {
      for (const { topic, lag } of forwarders()) for (const [partition, left] of lag) gauge.set({ topic, partition }, left);
    });
    const lag = 'How long Kafka has had the first record that is fetched and not committed; 0 where there is none';
    this.#gauge('ebb_lag_seconds', lag, labels, (gauge) => {
      for (const { topic, waitingSince } of forwarders()) {
        for (const [partition, since] of waitingSince)
          gauge.set({ topic, partition }, since === null ? 0 : (Date.now() - since) / 1_000);
      }
    });
    const stopped = '1 where a source partition is not read on; /status says why';
    this.#gauge('ebb_source_stopped', stopped, ['topic'], (gauge) => {
      for (const { topic, state } of forwarders()) gauge.set({ topic }, state === 'stopped' ? 1 : 0);
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

  #gauge(name: string, help: string, labelNames: string[], set: (gauge: Gauge) => void): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect: () => {
        gauge.reset();
        set(gauge);
      },
    });
  }
}
