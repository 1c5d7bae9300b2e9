import type { Input, InputHandler, PartitionEnds, RawBatch, RawRecord, SourceIndex } from '@ebb/runtime';

/** One partition of a source: its records, and where the consumer stands. */
interface Log {
  readonly records: RawRecord[];
  next: number;
  /** The first offset still held. */
  low: number;
  position: number;
  paused: boolean;
}

const emptyLog = (): Log => ({ records: [], next: 0, low: 0, position: 0, paused: false });

/** What was last committed for lag tools. */
export interface CommittedOffsets {
  readonly offsets: readonly number[];
  readonly epoch: number;
}

/**
 * Sources in memory. Nothing is handed over by itself: a test decides when partitions are assigned and what is fetched. Positions
 * move as Kafka's do: by fetches and seeks alone, also where nobody takes what was handed over.
 */
export class MemoryInput implements Input {
  /** Per source; another id means that the topic was made anew. */
  ids: string[];
  readonly committed = new Map<number, CommittedOffsets>();
  rejoined = 0;
  readonly #logs: readonly (readonly Log[])[];
  #handler: InputHandler | null = null;

  constructor(sources: number, partitions: number) {
    this.#logs = Array.from({ length: sources }, () => Array.from({ length: partitions }, emptyLog));
    this.ids = this.#logs.map((_, source) => `topic-${source}`);
  }

  /** @param gap offsets left out before the record, as compaction and transactions leave them */
  append(source: SourceIndex, partition: number, record: Omit<RawRecord, 'offset'>, gap = 0): number {
    const log = this.#log(source, partition);
    const offset = log.next + gap;
    log.records.push({ ...record, offset });
    log.next = offset + 1;
    return offset;
  }

  /** Offsets at the end of the partition that hold no record for readers. */
  appendGap(source: SourceIndex, partition: number, offsets: number): void {
    this.#log(source, partition).next += offsets;
  }

  /** Forgets the records before an offset. */
  truncate(source: SourceIndex, partition: number, low: number): void {
    this.#log(source, partition).low = low;
  }

  assign(partitions: readonly number[]): void {
    this.#handler?.assigned(partitions);
  }

  /** Fetches from where the consumer stands, and moves on; null where it is paused or at the end. */
  fetch(source: SourceIndex, partition: number, recordsMax: number): RawBatch | null {
    const log = this.#log(source, partition);
    if (log.paused || log.position >= log.next) return null;
    const fetchedOffset = log.position;
    const rest = log.records.filter(({ offset }) => offset >= fetchedOffset);
    const records = rest.slice(0, recordsMax);
    const last = records.at(-1);
    log.position = last === undefined || records.length === rest.length ? log.next : last.offset + 1;
    return { records, fetchedOffset, nextOffset: log.position };
  }

  /** Fetches and hands over; false where there was nothing. */
  deliver(source: SourceIndex, partition: number, recordsMax: number): boolean {
    const batch = this.fetch(source, partition, recordsMax);
    if (batch !== null) this.#handler?.batch(source, partition, batch);
    return batch !== null;
  }

  isPaused(source: SourceIndex, partition: number): boolean {
    return this.#log(source, partition).paused;
  }

  position(source: SourceIndex, partition: number): number {
    return this.#log(source, partition).position;
  }

  async start(handler: InputHandler): Promise<void> {
    this.#handler = handler;
  }

  seek(source: SourceIndex, partition: number, offset: number): void {
    this.#log(source, partition).position = offset;
  }

  pause(source: SourceIndex, partition: number): void {
    this.#log(source, partition).paused = true;
  }

  resume(source: SourceIndex, partition: number): void {
    this.#log(source, partition).paused = false;
  }

  async ends(source: SourceIndex): Promise<ReadonlyMap<number, PartitionEnds>> {
    const logs = this.#logs[source] as readonly Log[];
    return new Map(logs.map(({ low, next }, partition) => [partition, { low, high: next }]));
  }

  async topicIds(): Promise<readonly string[]> {
    return [...this.ids];
  }

  async committedEpoch(partition: number): Promise<number> {
    return this.committed.get(partition)?.epoch ?? 0;
  }

  async commit(partition: number, offsets: readonly number[], epoch: number): Promise<void> {
    this.committed.set(partition, { offsets, epoch });
  }

  async rejoin(): Promise<void> {
    this.rejoined += 1;
  }

  async stop(): Promise<void> {
    this.#handler = null;
  }

  #log(source: SourceIndex, partition: number): Log {
    return this.#logs[source]?.[partition] as Log;
  }
}
