/** The records of one source and partition between the fetch and the fold: in order, without repeats, bounded by pausing. */
import type { Decode, Decoded, RawBatch, RawRecord } from './ports.ts';

export interface Taken<F> {
  readonly record: RawRecord;
  readonly decoded: Decoded<F>;
}

/** A place in a queue. */
export interface Mark {
  readonly batches: readonly RawBatch[];
  readonly index: number;
  readonly length: number;
  readonly taken: number;
}

export type Offered = 'queued' | 'not contiguous';

export class SourceQueue<F> {
  readonly #decode: Decode<F>;
  readonly #partition: number;
  readonly #onDecoded: () => void;
  #batches: RawBatch[] = [];
  /** Place of the next record: in the first batch. */
  #index = 0;
  #length = 0;
  #expected: number;
  #taken: number;
  #waiting = false;
  #decodedHead: Decoded<F> | null = null;

  /** @param onDecoded called when a record that had to wait for its schema has become available */
  constructor(decode: Decode<F>, partition: number, offset: number, onDecoded: () => void) {
    this.#decode = decode;
    this.#partition = partition;
    this.#expected = offset;
    this.#taken = offset;
    this.#onDecoded = onDecoded;
  }

  get length(): number {
    return this.#length;
  }

  /** The offset that the next fetch should ask for. */
  get expected(): number {
    return this.#expected;
  }

  /** The offset after what was taken. */
  get taken(): number {
    return this.#taken;
  }

  offer(batch: RawBatch): Offered {
    if (batch.fetchedOffset !== this.#expected) return 'not contiguous';
    this.#expected = batch.nextOffset;
    this.#batches.push(batch);
    this.#length += batch.records.length;
    this.#passEmpty();
    return 'queued';
  }

  /** The next record, decoded; undefined where there is none or its schema is still being fetched. */
  peek(): Taken<F> | undefined {
    const record = this.#batches[0]?.records[this.#index];
    if (record === undefined || this.#waiting) return undefined;
    if (this.#decodedHead === null) {
      const decoded = this.#decode(record, this.#partition);
      if (decoded instanceof Promise) {
        this.#waiting = true;
        void decoded.then((value) => {
          this.#decodedHead = value;
          this.#waiting = false;
          this.#onDecoded();
        });
        return undefined;
      }
      this.#decodedHead = decoded;
    }
    return { record, decoded: this.#decodedHead };
  }

  /** Takes what `peek` showed. */
  shift(): void {
    const batch = this.#batches[0] as RawBatch;
    this.#index += 1;
    this.#length -= 1;
    this.#decodedHead = null;
    const next = batch.records[this.#index];
    if (next === undefined) this.#nextBatch(batch);
    else this.#taken = next.offset;
    this.#passEmpty();
  }

  /** Where the queue stands, to go back to when what was taken can't be committed. */
  mark(): Mark {
    return { batches: [...this.#batches], index: this.#index, length: this.#length, taken: this.#taken };
  }

  rewind(mark: Mark): void {
    this.#batches = [...mark.batches];
    this.#index = mark.index;
    this.#length = mark.length;
    this.#taken = mark.taken;
    this.#decodedHead = null;
  }

  #passEmpty(): void {
    for (let batch = this.#batches[0]; batch !== undefined && batch.records.length <= this.#index; batch = this.#batches[0]) {
      this.#nextBatch(batch);
    }
  }

  #nextBatch(batch: RawBatch): void {
    this.#batches.shift();
    this.#index = 0;
    this.#taken = batch.nextOffset;
  }
}
