/**
 * A topic that every worker reads whole, before it begins and on as it grows: what lies there holds for all customers, so that each
 * partition has to know it. Nothing is committed; a reader that starts anew takes all of it again.
 */
import type { Input, Log, RawBatch, RawRecord } from './ports.ts';

const rejoinMilliseconds = 5_000;

export class SideInput {
  readonly #input: Input;
  readonly #take: (record: RawRecord, partition: number) => void | Promise<void>;
  readonly #log: Log;
  /** Next offset by partition. */
  readonly #positions = new Map<number, number>();
  /** Batches are taken one after the other. */
  #taken: Promise<void> = Promise.resolve();
  #onTaken: () => void = () => {};
  #rejoin: NodeJS.Timeout | null = null;

  /**
   * @param input of this reader alone, with the topic as its one source
   * @param take a record, in the order of its partition; perhaps more than once
   */
  constructor(input: Input, take: (record: RawRecord, partition: number) => void | Promise<void>, log: Log) {
    this.#input = input;
    this.#take = take;
    this.#log = log;
  }

  /** Resolves once all that lay there at the time of the call has been taken. */
  async start(): Promise<void> {
    await this.#input.start({
      assigned: () => {},
      batch: (_, partition, batch) => this.#offer(partition, batch),
      ended: (error) => this.#ended(error),
    });
    await this.reachEnd();
  }

  /** Resolves when all has been taken that lies there at the time of the call. */
  async reachEnd(): Promise<void> {
    const ends = [...(await this.#input.ends(0))].filter(([, { low, high }]) => high > low);
    const isReached = () => ends.every(([partition, { high }]) => (this.#positions.get(partition) ?? 0) >= high);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onTaken = () => {
      if (isReached()) resolve();
    };
    this.#onTaken();
    await promise;
  }

  async stop(): Promise<void> {
    if (this.#rejoin !== null) clearTimeout(this.#rejoin);
    await this.#input.stop();
  }

  #offer(partition: number, { records, nextOffset }: RawBatch): void {
    this.#taken = this.#taken.then(async () => {
      for (const record of records) await this.#take(record, partition);
      this.#positions.set(partition, nextOffset);
      this.#onTaken();
    });
  }

  /** Someone has to mend what ended it; until then it is tried again, and what was taken before holds on. */
  #ended(error: Error): void {
    this.#log.error({ error: error.message }, 'the side input has ended; reading it anew until it goes on');
    this.#rejoin = setTimeout(() => void this.#joinAnew(), rejoinMilliseconds);
  }

  async #joinAnew(): Promise<void> {
    try {
      await this.#input.rejoin();
    } catch (error) {
      this.#ended(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
