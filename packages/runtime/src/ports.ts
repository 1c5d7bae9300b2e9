/** What the runtime asks of the world. Adapters implement these for Kafka and Redis; tests for memory. */
import type { CensusFields } from './census.ts';
import type { Instant, SourceIndex } from './processor.ts';
import type { SequencePosition } from './sequence.ts';
import type { Timer } from './timers.ts';

/** Which task of Ebb has sent a record, and the place that it has in what that task sends to this partition. */
export interface Sent extends SequencePosition {
  /** `<service>/<source partition>` */
  readonly from: string;
}

/** A record as it lies in a partition. */
export interface RawRecord {
  readonly offset: number;
  /** Milliseconds; what the broker or the producer stamped. */
  readonly brokerAt: Instant;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
  /** Null where it comes from elsewhere. */
  readonly sent: Sent | null;
}

/** Records in the order of their offsets: an array, or what decodes each when it is asked for, fastest one after the other. */
export interface RawRecords extends Iterable<RawRecord> {
  readonly length: number;
  /** Counted from 0; undefined after the last. */
  at(index: number): RawRecord | undefined;
}

export interface RawBatch {
  readonly records: RawRecords;
  /** The offset that was asked for. A batch is taken only where it is the one expected next. */
  readonly fetchedOffset: number;
  /** The offset after the batch; offsets may have gaps (compaction, transactions). */
  readonly nextOffset: number;
}

/** What a record turned out to be. */
export type Decoded<F> =
  | { readonly kind: 'fact'; readonly customerId: string; readonly fact: F }
  /**
   * `from`: who vouches for it, of a task of Ebb `<service>/<source partition>`. `madeAt`: when it was made, by the wall clock; null
   * where that is not said.
   */
  | { readonly kind: 'marker'; readonly watermark: Instant; readonly from: string; readonly madeAt: Instant | null }
  /** Sound, and nothing to this reader. */
  | { readonly kind: 'skip' }
  | { readonly kind: 'bad'; readonly code: string; readonly detail: string };

/** Decodes and checks one source's records. A promise where a schema has to be fetched first; it waits while the registry is away. */
export type Decode<F> = (record: RawRecord, partition: number) => Decoded<F> | Promise<Decoded<F>>;

/** What has been heard of one of the tasks that write to a topic of Ebb: the last record taken, and the time of the last marker. */
export interface Heard extends SequencePosition {
  readonly watermark: Instant;
  /** When the last marker was made, by the wall clock; null or not there where that has not been said. */
  readonly madeAt?: Instant | null;
}

/** Where a source has been read to, and what its time is. Part of each commit. */
export interface SourceCursor {
  /** Empty where the topic has never been read. */
  readonly topicId: string;
  /** Next offset to read. */
  readonly offset: number;
  readonly watermark: Instant;
  /** Of the last record or marker; null before any. */
  readonly lastEventAt: Instant | null;
  readonly lastBrokerAt: Instant | null;
  /** By `<service>/<source partition>`; where the clock is `markers`. */
  readonly heard?: Readonly<Record<string, Heard>>;
}

export interface Cursor {
  /** In the order of the configured sources. */
  readonly sources: readonly SourceCursor[];
  /** All deadlines up to here have been run. */
  readonly completeTo: Instant;
  /** By source, the timers up to here have been looked at. */
  readonly timersTo: readonly Instant[];
  /** Last sequence number used, by `<topic>/<partition>`. */
  readonly sequences: Readonly<Record<string, number>>;
}

/** A record to be sent, as it stands in the outbox. */
export interface OutboxEntry {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly epoch: number;
  readonly sequence: number;
  readonly recordType: string;
  readonly recordId: string;
  readonly revision: number;
  /** Besides those of every record. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Claim {
  readonly epoch: number;
  readonly commit: number;
  /** Null when the partition has never been committed. */
  readonly cursor: Cursor | null;
  /** Committed and perhaps not yet sent, oldest first. */
  readonly outbox: readonly OutboxEntry[];
  readonly census: CensusFields;
}

/** Who writes: all of it is checked before the first write. */
export interface Owner {
  readonly token: string;
  readonly epoch: number;
}

export interface Commit {
  readonly owner: Owner;
  /** Number of the commit before this one. */
  readonly after: number;
  readonly cursor: Cursor;
  readonly states: readonly { readonly customerId: string; readonly bytes: Buffer }[];
  /** What is added to the index. */
  readonly timers: readonly (Timer & { readonly source: SourceIndex })[];
  /** Days dropped from the index, before any timer is added to them. */
  readonly daysPassed: readonly { readonly source: SourceIndex; readonly day: number }[];
  readonly outbox: readonly OutboxEntry[];
  /** Entries at the head of the outbox that have been sent. */
  readonly sent: number;
  /** Framed entries to append to customers' journeys. */
  readonly journey: readonly { readonly customerId: string; readonly bytes: Buffer }[];
  /** Fields of the census that change, with what they are from now on. */
  readonly census: CensusFields;
}

export type CommitResult = 'OK' | 'ALREADY' | 'FENCED' | 'ROLLED_BACK';

/** State of all partitions of one service. Every call rejects only for good: an adapter waits while its server is away. */
export interface StateStore {
  claim(partition: number, token: string, epochAtLeast: number): Promise<Claim>;
  load(partition: number, customerIds: readonly string[]): Promise<readonly (Buffer | null)[]>;
  /** The UTC days that have timers of a source, in any order. */
  timerDays(partition: number, source: SourceIndex): Promise<readonly number[]>;
  /** All timers of some days, in any order. */
  timersOf(partition: number, source: SourceIndex, days: readonly number[]): Promise<readonly Timer[]>;
  commit(partition: number, commit: Commit): Promise<CommitResult>;
}

export interface PartitionEnds {
  readonly low: number;
  readonly high: number;
}

export interface InputHandler {
  /** The partitions that are ours now: all of them, each time. */
  assigned(partitions: readonly number[]): void;
  batch(source: SourceIndex, partition: number, batch: RawBatch): void;
  /** Consuming has ended for a reason that does not pass by itself. */
  ended(error: Error): void;
}

/** The sources that are there, consumed as one group with the same partitions of each. Nothing is asked of one that is not. */
export interface Input {
  start(handler: InputHandler): Promise<void>;
  seek(source: SourceIndex, partition: number, offset: number): void;
  pause(source: SourceIndex, partition: number): void;
  resume(source: SourceIndex, partition: number): void;
  /** First and next offset of each partition. */
  ends(source: SourceIndex): Promise<ReadonlyMap<number, PartitionEnds>>;
  /** In the order of the sources; empty for one that is not there. */
  topicIds(): Promise<readonly string[]>;
  /** The epoch noted with the committed offsets; 0 where none is. */
  committedEpoch(partition: number): Promise<number>;
  /** For lag tools only: the offset in the store wins. */
  commit(partition: number, offsets: readonly number[], epoch: number): Promise<void>;
  rejoin(): Promise<void>;
  stop(): Promise<void>;
}

/** Where records leave to. Resolves when all are acknowledged; rejects when some may not have been. */
export interface Output {
  send(entries: readonly OutboxEntry[], service: string, sourcePartitions: readonly number[]): Promise<void>;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
