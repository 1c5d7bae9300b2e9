/**
 * The partitions of one topic as one sequence, by broker timestamp. Read one after the other, a backlog of days would reach the
 * lifecycle as if a part of the customers had been silent, and what is later than its horizon would be too late.
 */
import { type Decode, type RawBatch, type RawRecord, SourceQueue, type Taken } from '@ebb/runtime';

/** Bytes that wait of one partition, beyond which it is not fetched on. */
const queueBytesMax = 1 << 20;

interface Part {
  readonly queue: SourceQueue<unknown>;
  /** As Kafka told it last. */
  end: number;
  bytes: number;
  paused: boolean;
}

export interface MergedRecord extends Taken<unknown> {
  readonly partition: number;
}

/** What fetching is told. */
export interface Fetching {
  seek(partition: number, offset: number): void;
  pause(partition: number): void;
  resume(partition: number): void;
}

export class Merge {
  readonly #parts: ReadonlyMap<number, Part>;
  readonly #fetching: Fetching;

  /**
   * @param places of all partitions: the offset to begin at, and the end
   * @param onDecoded called when a record that had to wait for its schema has become available
   */
  constructor(
    places: ReadonlyMap<number, { readonly offset: number; readonly end: number }>,
    decode: Decode<unknown>,
    fetching: Fetching,
    onDecoded: () => void,
  ) {
    this.#fetching = fetching;
    this.#parts = new Map(
      [...places].map(([partition, { offset, end }]) => [
        partition,
        { queue: new SourceQueue(decode, partition, offset, onDecoded), end, bytes: 0, paused: false },
      ]),
    );
  }

  /** By partition, the offset that is fetched next. */
  get expected(): ReadonlyMap<number, number> {
    return new Map([...this.#parts].map(([partition, { queue }]) => [partition, queue.expected]));
  }

  /** By partition, the offset after what was taken. */
  get taken(): ReadonlyMap<number, number> {
    return new Map([...this.#parts].map(([partition, { queue }]) => [partition, queue.taken]));
  }

  /** By partition, how many offsets are left until the end. */
  get lag(): ReadonlyMap<number, number> {
    return new Map([...this.#parts].map(([partition, { queue, end }]) => [partition, Math.max(0, end - queue.taken)]));
  }

  /** By partition, when Kafka had got the first record that is not forwarded; null where there is none. */
  get waitingSince(): ReadonlyMap<number, number | null> {
    return new Map([...this.#parts].map(([partition, { queue }]) => [partition, queue.uncommitted?.record.brokerAt ?? null]));
  }

  offer(partition: number, batch: RawBatch): void {
    const part = this.#parts.get(partition);
    if (part === undefined) return;
    // The consumer was set back, or still goes on from before: never follow it there.
    if (part.queue.offer(batch) === 'not contiguous') return this.#fetching.seek(partition, part.queue.expected);
    for (const record of batch.records) part.bytes += bytesOf(record);
    part.paused = part.bytes > queueBytesMax;
    if (part.paused) this.#fetching.pause(partition);
  }

  endSeen(partition: number, end: number): void {
    const part = this.#parts.get(partition);
    if (part !== undefined) part.end = end;
  }

  /**
   * The next record; undefined where there is none, it has more bytes than `bytesMax`, its schema is still being fetched, or one that
   * is earlier may yet come from a partition that has not been read to its end.
   */
  next(bytesMax: number): MergedRecord | undefined {
    const earliest = this.#earliest();
    if (earliest === undefined) return undefined;
    const [partition, part] = earliest;
    const taken = part.queue.peek();
    if (taken === undefined || bytesOf(taken.record) > bytesMax) return undefined;
    part.queue.shift();
    part.bytes -= bytesOf(taken.record);
    return { ...taken, partition };
  }

  /** What was taken before is not needed any more. */
  forget(): void {
    for (const [partition, part] of this.#parts) {
      part.queue.begin();
      if (!part.paused || part.bytes > queueBytesMax >> 1) continue;
      part.paused = false;
      this.#fetching.resume(partition);
    }
  }

  #earliest(): readonly [number, Part] | undefined {
    let earliest: readonly [number, Part] | undefined;
    let earliestAt = Number.POSITIVE_INFINITY;
    for (const entry of this.#parts) {
      const { queue, end } = entry[1];
      const { next } = queue;
      if (next === undefined) {
        if (queue.expected < end) return undefined;
      } else if (next.brokerAt < earliestAt) {
        earliest = entry;
        earliestAt = next.brokerAt;
      }
    }
    return earliest;
  }
}

/** Bytes that a record takes of a send: at most, as a character is four bytes or fewer. */
export const bytesOf = ({ key, value, headers }: RawRecord): number =>
  Object.entries(headers)
    .flatMap(([name, values]) => [name, ...[values].flat()])
    .reduce((bytes, part) => bytes + (typeof part === 'string' ? 4 * part.length : (part?.length ?? 0)), recordOverheadBytes) +
  (key?.length ?? 0) +
  (value?.length ?? 0);

/** Beside key, value and headers. */
const recordOverheadBytes = 256;
