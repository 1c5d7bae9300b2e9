/** The records of one source and partition between the fetch and the fold: in order, without repeats, bounded by pausing. */
import type { Decode, Decoded, RawBatch, RawRecord } from './ports.ts';

export interface Taken<F> {
  readonly record: RawRecord;
  readonly decoded: Decoded<F>;
}

export type Offered = 'queued' | 'not contiguous';

export class SourceQueue<F> {
  readonly #decode: Decode<F>;
  readonly #partition: number;
  readonly #onDecoded: () => void;
  /** From the one in which the batch under way began. */
  #batches: RawBatch[] = [];
  /** Place of the next record: which of the batches, and where in it. */
  #at = 0;
  #index = 0;
  #length = 0;
  #expected: number;
  #taken: number;
  /** Where the batch under way began, and how many records it has taken. */
  #begun: { readonly index: number; readonly taken: number };
  #count = 0;
  #head: Taken<F> | null = null;
  /** The first that the batch under way has taken. */
  #first: Taken<F> | null = null;
  /** The record whose schema is being fetched. */
  #awaited: RawRecord | null = null;
  #failure: { readonly error: unknown } | null = null;

  /** @param onDecoded called when a record that had to wait for its schema has become available */
  constructor(decode: Decode<F>, partition: number, offset: number, onDecoded: () => void) {
    this.#decode = decode;
    this.#partition = partition;
    this.#expected = offset;
    this.#taken = offset;
    this.#begun = { index: 0, taken: offset };
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

  /** The first record that is not committed, and what it is, as far as that is known yet; null where there is none. */
  get uncommitted(): { readonly record: RawRecord; readonly decoded: Decoded<F> | null } | null {
    let from = this.#begun.index;
    for (const { records } of this.#batches) {
      const record = records.at(from);
      if (record !== undefined)
        return { record, decoded: [this.#first, this.#head].find((taken) => isSame(taken?.record, record))?.decoded ?? null };
      from = 0;
    }
    return null;
  }

  /** The next record as it came; undefined where there is none. */
  get next(): RawRecord | undefined {
    return this.#batches[this.#at]?.records.at(this.#index);
  }

  offer(batch: RawBatch): Offered {
    if (batch.fetchedOffset !== this.#expected) return 'not contiguous';
    this.#expected = batch.nextOffset;
    this.#batches.push(batch);
    this.#length += batch.records.length;
    this.#passEmpty();
    return 'queued';
  }

  /** The next record, decoded; undefined where there is none or its schema is still being fetched. Throws where decoding failed. */
  peek(): Taken<F> | undefined {
    if (this.#failure !== null) throw this.#failure.error;
    const record = this.next;
    if (record === undefined || isSame(this.#awaited, record)) return undefined;
    if (this.#head !== null && isSame(this.#head.record, record)) return this.#head;
    const decoded = this.#decode(record, this.#partition);
    if (decoded instanceof Promise) {
      this.#await(record, decoded);
      return undefined;
    }
    this.#head = { record, decoded };
    return this.#head;
  }

  /** Takes the next record. */
  shift(): void {
    const batch = this.#batches[this.#at] as RawBatch;
    if (this.#count === 0) this.#first = this.#head;
    this.#index += 1;
    this.#length -= 1;
    this.#count += 1;
    const next = batch.records.at(this.#index);
    if (next !== undefined) this.#taken = next.offset;
    this.#passEmpty();
  }

  /** Begins a batch: what was taken before is forgotten. */
  begin(): void {
    this.#batches.splice(0, this.#at);
    this.#at = 0;
    this.#begun = { index: this.#index, taken: this.#taken };
    this.#count = 0;
  }

  /** Goes back to where the batch began, as what was taken can't be committed. What has been offered meanwhile stays. */
  rewind(): void {
    this.#at = 0;
    this.#index = this.#begun.index;
    this.#taken = this.#begun.taken;
    this.#length += this.#count;
    this.#count = 0;
    this.#passEmpty();
  }

  #passEmpty(): void {
    for (let batch = this.#batches[this.#at]; batch !== undefined; batch = this.#batches[this.#at]) {
      if (this.#index < batch.records.length) return;
      this.#at += 1;
      this.#index = 0;
      this.#taken = batch.nextOffset;
    }
  }

  /** The answer counts for the record that was asked for: after a rewind another is the next. */
  #await(record: RawRecord, decoding: Promise<Decoded<F>>): void {
    this.#awaited = record;
    decoding.then(
      (decoded) => {
        if (this.#awaited === record) {
          this.#awaited = null;
          this.#head = { record, decoded };
        }
        this.#onDecoded();
      },
      (error: unknown) => {
        this.#failure = { error };
        this.#onDecoded();
      },
    );
  }
}

/** A record may be decoded from its bytes again. */
const isSame = (one: RawRecord | null | undefined, other: RawRecord): boolean => one?.offset === other.offset;
