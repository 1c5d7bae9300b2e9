import type { CensusCounts } from './census.ts';
import type { Emitted, Leaving, Standing, StoredCustomer, TypedEmission } from './customer.ts';
import type { Sourced } from './order.ts';
import type { Decode, RawRecord } from './ports.ts';
import type { Fact, Instant, Processor, SourceIndex } from './processor.ts';
import type { SourceClock } from './watermark.ts';

/** A record to be sent; the task adds epoch and sequence number. */
export interface Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly recordType: string;
  readonly recordId: string;
  readonly revision: number;
  /** Besides those of every record. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A record that could not be used: what, where, why, and the bytes as they came. */
export interface Rejected {
  readonly source: SourceIndex;
  readonly partition: number;
  readonly record: RawRecord;
  readonly code: string;
  readonly detail: string;
}

export interface Source<F> {
  readonly topic: string;
  readonly clock: SourceClock;
  readonly decode: Decode<F>;
}

/** What a service counts its customers by. */
export interface Census<State, Output> {
  /** Null for who is not counted. The groups are few. */
  readonly standingOf: (state: State) => Standing | null;
  /** From which group to which a record moves its customer, such as `core>inactive`; empty where it moves none. */
  readonly flowOf: (output: Output) => string;
  /**
   * @param watermark event time up to which all is counted; `noTime` before there is any
   * @param now wall clock
   */
  readonly encode: (counts: CensusCounts, partition: number, watermark: Instant, now: Instant) => readonly Outgoing[];
}

/** A processor wired to its topics and records: all that the runtime has to know of a service. */
export interface Program<State, F extends Fact, Output extends TypedEmission> {
  readonly service: string;
  readonly processor: Processor<State, F, Output>;
  /** Null for one that this installation does not have: it keeps its index, which is stored. At least one is there. */
  readonly sources: readonly (Source<F> | null)[];
  readonly encodeStored: (stored: StoredCustomer<State, F>) => Buffer;
  readonly decodeStored: (bytes: Buffer) => StoredCustomer<State, F>;
  /** The record of an output as it is at revision 0, without what its topic puts around it. */
  readonly contentOf: (output: Output) => Buffer;
  /** @param content of the output: as it is known, a record of revision 0 need not be encoded anew */
  readonly encodeOutput: (output: Output, revision: number, customerId: string, content: Buffer) => Outgoing;
  readonly encodeRetraction: (of: Emitted, causedBy: string, customerId: string) => Outgoing;
  /**
   * One for each partition of each topic that is written to.
   * @param watermark `noTime` where nothing has any yet
   * @param madeAt by the wall clock; null where not all that it rests on have said it
   */
  readonly encodeMarkers: (watermark: Instant, partition: number, madeAt: Instant | null) => readonly Outgoing[];
  readonly encodeDeadLetter: (rejected: Rejected) => Outgoing;
  /** What to append to the customer's journey; empty for nothing. */
  readonly encodeJourney: (accepted: readonly Sourced<F>[], leaving: readonly Leaving<Output>[]) => Buffer;
  /** Null where nothing is counted. */
  readonly census: Census<State, Output> | null;
}

/** Named limits; each bounds something that would otherwise grow. */
export interface TaskLimits {
  /** Records taken into one batch. */
  readonly batchRecordsMax: number;
  /** Customers changed by one commit. */
  readonly batchStatesMax: number;
  /** Bytes of one commit. */
  readonly batchBytesMax: number;
  /** Records waiting per source and partition, beyond which fetching pauses. */
  readonly queueRecordsMax: number;
  /** Facts kept after the base of a customer. */
  readonly horizonFactsMax: number;
  /** Records committed and not yet sent, beyond which the task waits. */
  readonly outboxEntriesMax: number;
  /** Customers kept in memory, per task. */
  readonly cacheCustomersMax: number;
  /** Milliseconds that a record may be late. */
  readonly latenessMax: number;
  /** Milliseconds between markers sent on. */
  readonly markerIntervalMin: number;
  /** Milliseconds after which a marker is sent on though time stands still. */
  readonly canaryInterval: number;
  /** Milliseconds between two counts of the census sent on. */
  readonly censusIntervalMin: number;
  /** Milliseconds between offsets committed to Kafka. */
  readonly offsetCommitIntervalMin: number;
}
