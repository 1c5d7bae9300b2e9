import type { OutboxEntry, Output } from '@ebb/runtime';

/** A record as it lies in a topic. */
export interface SentRecord {
  readonly entry: OutboxEntry;
  readonly service: string;
  readonly sourcePartition: number;
}

/** How a send fails: nothing was taken, or all was and only its acknowledgement is lost. */
export type SendFailure = 'refused' | 'unacknowledged';

/** Topics in memory, to be looked at in the order of what was sent. */
export class MemoryOutput implements Output {
  /** All records of all partitions, repeats among them. */
  readonly records: SentRecord[] = [];
  readonly #failures: SendFailure[] = [];

  /** Lets the next sends fail, in this order. */
  fail(...failures: readonly SendFailure[]): void {
    this.#failures.push(...failures);
  }

  async send(entries: readonly OutboxEntry[], service: string, sourcePartitions: readonly number[]): Promise<void> {
    const failure = this.#failures.shift();
    if (failure === 'refused') throw new Error('refused');
    entries.forEach((entry, index) => {
      this.records.push({ entry, service, sourcePartition: sourcePartitions[index] as number });
    });
    if (failure === 'unacknowledged') throw new Error('the acknowledgement was lost');
  }
}
