/**
 * Sends committed records to Kafka, oldest first, for all tasks of a worker. May repeat (a send whose acknowledgement was lost, a
 * new owner of the partition); never skips, never sends what is not committed.
 */
import type { Log, OutboxEntry, Output } from './ports.ts';
import { Signal } from './signal.ts';

export interface Relayed {
  readonly partition: number;
  /** The first `count` entries not yet reported are acknowledged. */
  onSent(count: number): void;
}

const sendEntriesMax = 2_000;
const retryMillisecondsMin = 100;
const retryMillisecondsMax = 5_000;

export class Relay {
  readonly #output: Output;
  readonly #service: string;
  readonly #log: Log;
  readonly #signal = new Signal();
  #queue: { readonly task: Relayed; readonly entries: readonly OutboxEntry[] }[] = [];
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(output: Output, service: string, log: Log) {
    this.#output = output;
    this.#service = service;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  enqueue(task: Relayed, entries: readonly OutboxEntry[]): void {
    if (entries.length === 0) return;
    this.#queue.push({ task, entries });
    this.#signal.raise();
  }

  /** Drops what a task that lost its partition still had to send: the next owner sends it. */
  drop(task: Relayed): void {
    this.#queue = this.#queue.filter((item) => item.task !== task);
  }

  /** Sends what is queued, for as long as it may take, and stops; what is left stays in the outbox. */
  async stop(timeoutMilliseconds: number): Promise<void> {
    const deadline = Date.now() + timeoutMilliseconds;
    while (this.#queue.length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    this.#stopping = true;
    this.#signal.raise();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      if (!(await this.sendSome())) await this.#signal.wait(1_000);
    }
  }

  /** Sends what comes next, until it is acknowledged; false where nothing is queued. One after the other: the order must hold. */
  async sendSome(): Promise<boolean> {
    const items = this.#takeSome();
    if (items.length > 0) await this.#send(items);
    return items.length > 0;
  }

  #takeSome() {
    let count = 0;
    let items = 0;
    while (items < this.#queue.length && (items === 0 || count < sendEntriesMax)) {
      count += this.#queue[items]?.entries.length ?? 0;
      items += 1;
    }
    return this.#queue.splice(0, items);
  }

  async #send(items: readonly { readonly task: Relayed; readonly entries: readonly OutboxEntry[] }[]): Promise<void> {
    const entries = items.flatMap((item) => item.entries);
    const partitions = items.flatMap((item) => item.entries.map(() => item.task.partition));
    let wait = retryMillisecondsMin;
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#output.send(entries, this.#service, partitions);
        break;
      } catch (error) {
        if (this.#stopping) return;
        if (tries === 1)
          this.#log.warn({ error: String(error), entries: entries.length }, 'sending failed; trying until it succeeds');
        await new Promise((resolve) => setTimeout(resolve, wait));
        wait = Math.min(2 * wait, retryMillisecondsMax);
      }
    }
    for (const { task, entries: sent } of items) task.onSent(sent.length);
  }
}
