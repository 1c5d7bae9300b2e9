/**
 * The first step of a batch: what is taken of the records that wait. A batch takes the sources in the order of their event times; where
 * more of one is on its way, no further than that one has come.
 */
import type { TaskStopped } from './errors.ts';
import type { Sourced } from './order.ts';
import type { Sent, SourceCursor } from './ports.ts';
import type { Fact, Instant } from './processor.ts';
import type { Rejected, Source } from './program.ts';
import type { SourceQueue, Taken } from './source-queue.ts';
import type { Timers } from './timers.ts';
import { Upstream } from './upstream.ts';
import { absent, afterMarker, afterRecord, never, noTime } from './watermark.ts';

/** One source of the task: what waits, where it has come to, and its timers. */
export interface Reading<F> {
  /** Null where the installation does not have it: then nothing is ever queued. */
  readonly source: Source<F> | null;
  /** Topic and partition, for messages. */
  readonly name: string;
  readonly queue: SourceQueue<F>;
  cursor: SourceCursor;
  readonly timers: Timers;
  paused: boolean;
  /** By the wall clock, since when nothing waits though there is more; null where that is not so. */
  awaitedSince: number | null;
  /** The end of the partition as last seen, and when. */
  end: { readonly offset: number; readonly seenAt: number } | null;
  recent: { seen: number; bad: number };
  stopped: TaskStopped | null;
}

/** What a batch has taken, and how far its sources have come with it. */
export interface Batch<F extends Fact> {
  readonly cursors: SourceCursor[];
  /** By customer. */
  readonly arrivals: Map<string, Arrival<F>>;
  readonly rejected: Rejected[];
  /** All that was taken, by source: a fact found too late is sent to the dead letters as it came. */
  readonly taken: Taken<F>[][];
  readonly bad: number[];
  /** By source; null where others write to it. */
  readonly upstream: readonly (Upstream | null)[];
  readonly lateness: number[][];
  repeats: number;
  readonly gaps: Gap[];
}

/** What a batch has taken of one customer. */
export interface Arrival<F extends Fact> {
  readonly facts: Sourced<F>[];
  /** When Kafka had got the first of them. */
  readonly brokerAt: Instant;
}

/** A record of Ebb's own that does not go on from the one before. */
export interface Gap {
  readonly topic: string;
  readonly offset: number;
  readonly sent: Sent;
}

/** How much a batch may hold. */
export interface BatchSize {
  readonly records: number;
  /** Customers changed. */
  readonly states: number;
}

/** How much may still be taken, and up to which event time. */
interface Room extends BatchSize {
  readonly until: Instant;
}

/** Every source has a 256th of a batch whatever its time, so that it is not left out for long where another is far behind. */
const shareShift = 8;
/** The next records of a source come within milliseconds where the broker can be reached. */
const awaitedMilliseconds = 500;

export class Taking<F extends Fact> {
  readonly #partition: number;
  readonly #readings: readonly Reading<F>[];
  readonly #now: () => number;

  /**
   * @param readings by source
   * @param now milliseconds since 1970; for pacing only
   */
  constructor(partition: number, readings: readonly Reading<F>[], now: () => number) {
    this.#partition = partition;
    this.#readings = readings;
    this.#now = now;
  }

  /**
   * @param size how much the batch may hold
   * @param turn rotates which source comes first where there may not be room for all
   */
  take(size: BatchSize, turn: number): Batch<F> {
    const batch: Batch<F> = {
      cursors: this.#readings.map((reading) => reading.cursor),
      arrivals: new Map(),
      rejected: [],
      taken: this.#readings.map(() => []),
      bad: this.#readings.map(() => 0),
      upstream: this.#readings.map(({ source, cursor }) =>
        source?.clock.clock === 'markers' ? new Upstream(source.clock, cursor) : null,
      ),
      lateness: this.#readings.map(() => []),
      repeats: 0,
      gaps: [],
    };
    // A quarter of the states is left for timers, so that silence speaks also while there is much to read.
    const states = Math.max(1, (size.states * 3) >> 2);
    const shared = this.#readTo(batch) === never ? this.#takeShares({ records: size.records, states }, turn, batch) : 0;
    this.#takeByTime({ records: size.records - shared, states }, batch);
    this.#passOverAbsent(batch);
    return batch;
  }

  /** A source that the installation does not have holds up nothing: its time is that of the slowest of the others. */
  #passOverAbsent({ cursors }: Batch<F>): void {
    const present = cursors.filter((_, source) => this.#readings[source]?.source !== null);
    const slowest = Math.min(...present.map(({ watermark }) => watermark));
    this.#readings.forEach(({ source, cursor }, index) => {
      if (source === null) cursors[index] = absent(cursor, slowest);
    });
  }

  /** Some of each source, whatever its time; another one comes first each time, as there may not be room for all. */
  #takeShares({ records, states }: BatchSize, turn: number, batch: Batch<F>): number {
    const share = Math.max(1, records >> shareShift);
    let taken = 0;
    this.#readings.forEach((_, index) => {
      const source = (index + turn) % this.#readings.length;
      taken += this.#takeFrom(source, { records: Math.min(share, records - taken), states, until: never }, batch);
    });
    return taken;
  }

  /**
   * The sources in the order of their times, as they would have come live. Where much waits and one source is read ahead of another,
   * what the other brings is late: customers are folded anew, and records called back that need not have left.
   */
  #takeByTime({ records, states }: BatchSize, batch: Batch<F>): void {
    for (let left = records; left > 0; ) {
      const { source, at, until } = this.#earliest();
      const readTo = this.#readTo(batch);
      if (at > readTo) return;
      const taken = this.#takeFrom(source, { records: left, states, until: Math.min(until, readTo) }, batch);
      if (taken === 0) return;
      left -= taken;
    }
  }

  /** The source whose next record is the earliest, the time of that, and the time up to which no other comes before. */
  #earliest(): { readonly source: number; readonly at: Instant; readonly until: Instant } {
    let [source, at, until] = [0, never + 1, never];
    for (let other = 0; other < this.#readings.length; other += 1) {
      const time = this.#nextAt(this.#readings[other] as Reading<F>);
      if (time < at) [source, at, until] = [other, time, Math.min(at, never)];
      else until = Math.min(until, time);
    }
    return { source, at, until };
  }

  /** Event time of the next record; before all where it has none, and after `never` where none can be taken now. */
  #nextAt({ queue, stopped }: Reading<F>): Instant {
    const decoded = stopped === null ? queue.peek()?.decoded : undefined;
    if (decoded === undefined) return never + 1;
    if (decoded.kind === 'fact') return decoded.fact.at;
    return decoded.kind === 'marker' ? decoded.watermark : noTime;
  }

  /** How far in event time may be read while more of a source is on its way. It is not waited for where it does not come. */
  #readTo({ cursors }: Batch<F>): Instant {
    const now = this.#now();
    let readTo = never;
    this.#readings.forEach((reading, source) => {
      const { queue, end, stopped } = reading;
      const isOnItsWay = queue.length === 0 && end !== null && queue.expected < end.offset && stopped === null;
      if (!isOnItsWay) {
        reading.awaitedSince = null;
        return;
      }
      reading.awaitedSince ??= now;
      if (now - reading.awaitedSince >= awaitedMilliseconds) return;
      const { watermark, lastEventAt } = cursors[source] as SourceCursor;
      readTo = Math.min(readTo, Math.max(watermark, lastEventAt ?? noTime));
    });
    return readTo;
  }

  /** Returns how many it took. */
  #takeFrom(source: number, { records, states, until }: Room, batch: Batch<F>): number {
    const reading = this.#readings[source] as Reading<F>;
    let taken = 0;
    for (; taken < records && reading.stopped === null; taken += 1) {
      const sent = reading.queue.next?.sent ?? null;
      const verdict = batch.upstream[source]?.judge(sent) ?? 'new';
      if (verdict === 'repeat') {
        reading.queue.shift();
        batch.repeats += 1;
        continue;
      }
      const next = reading.queue.peek();
      if (next === undefined || this.#nextAt(reading) > until) break;
      if (next.decoded.kind === 'fact' && batch.arrivals.size >= states && !batch.arrivals.has(next.decoded.customerId)) break;
      reading.queue.shift();
      if (verdict !== 'new') batch.gaps.push({ topic: reading.name, offset: next.record.offset, sent: sent as Sent });
      this.#note(source, next, batch);
    }
    const cursor = { ...(batch.cursors[source] as SourceCursor), offset: reading.queue.taken };
    batch.cursors[source] = batch.upstream[source]?.moved(cursor) ?? cursor;
    return taken;
  }

  #note(source: number, taken: Taken<F>, batch: Batch<F>): void {
    const { record, decoded } = taken;
    const { clock } = (this.#readings[source] as Reading<F>).source as Source<F>;
    const cursor = batch.cursors[source] as SourceCursor;
    const upstream = batch.upstream[source] as Upstream | null;
    batch.taken[source]?.push(taken);
    upstream?.note(record.sent);
    if (decoded.kind === 'bad') {
      batch.bad[source] = (batch.bad[source] as number) + 1;
      batch.rejected.push({ source, partition: this.#partition, record, code: decoded.code, detail: decoded.detail });
    } else if (decoded.kind === 'marker') {
      upstream?.mark(decoded);
      batch.cursors[source] = afterMarker(cursor, clock, decoded.watermark, record.brokerAt);
    } else if (decoded.kind === 'fact') {
      if (decoded.fact.at < cursor.watermark) batch.lateness[source]?.push(cursor.watermark - decoded.fact.at);
      batch.cursors[source] = afterRecord(cursor, clock, decoded.fact.at, record.brokerAt);
      const arrivals = batch.arrivals.get(decoded.customerId);
      const sourced = { source, fact: decoded.fact };
      if (arrivals === undefined) batch.arrivals.set(decoded.customerId, { facts: [sourced], brokerAt: record.brokerAt });
      else arrivals.facts.push(sourced);
    }
  }
}
