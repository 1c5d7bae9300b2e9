/**
 * The task of one partition: the only writer of its customers. One turn of its loop is one batch:
 *
 *   1. Take     decoded records of all sources, and the timers that their watermarks make due
 *   2. Load     the customers that are not in the cache, in one read
 *   3. Fold     each customer once, however often it appears
 *   4. Commit   states, timers, outgoing records, census, cursor and sequence numbers as one; durable when it returns
 *   5. Relay    what the commit holds goes to Kafka, never before
 *   6. Tidy     what was sent is taken off the outbox with the next commit; Kafka's own offsets follow
 *
 * Nothing in memory changes before step 4 has succeeded, so that a crash at any step loses nothing: before 4 the batch is
 * read again; after 4 the outbox is sent again, and readers drop what they have had by sequence number.
 */
import { Tally } from './census.ts';
import { Collector, type FoldedCustomer } from './collector.ts';
import { type Customer, CustomerFold, type Progress, type TypedEmission } from './customer.ts';
import { type CachedCustomer, CustomerCache } from './customer-cache.ts';
import { OwnershipLost, TaskStopped } from './errors.ts';
import type { Sourced } from './order.ts';
import type {
  Commit,
  Cursor,
  Input,
  Log,
  OutboxEntry,
  Owner,
  PartitionEnds,
  RawBatch,
  SourceCursor,
  StateStore,
} from './ports.ts';
import type { Fact, Instant, Wake } from './processor.ts';
import type { Program, Rejected, TaskLimits } from './program.ts';
import type { Relay, Relayed } from './relay.ts';
import { Signal } from './signal.ts';
import { SourceQueue, type Taken } from './source-queue.ts';
import { type Arrival, type Batch, type BatchSize, type Gap, type Reading, Taking } from './taking.ts';
import { type DueTimers, Timers } from './timers.ts';
import { type Departure, Unsent } from './unsent.ts';
import { atWallClock, never, neverRead, noTime } from './watermark.ts';

export interface TaskEnvironment {
  readonly store: StateStore;
  readonly input: Input;
  readonly relay: Relay;
  readonly log: Log;
  /** Milliseconds since 1970; for markers and pacing only, never for rules. */
  readonly now: () => number;
}

/** What happened in one batch, for metrics. */
export interface BatchReport<Output> {
  readonly partition: number;
  /** By source. */
  readonly records: readonly number[];
  /** What went to the dead letters: source and reason of each. */
  readonly deadLetters: readonly Pick<Rejected, 'source' | 'code'>[];
  /** By source, by how many milliseconds facts came behind its watermark; of those that did. */
  readonly lateness: readonly (readonly number[])[];
  /** Records of Ebb's own that were sent again, by sequence number. */
  readonly repeats: number;
  /** Records of Ebb's own that do not go on from the one before: some are missing, or their sender has begun its numbers anew. */
  readonly gaps: number;
  readonly duplicates: number;
  readonly states: number;
  /** Customers that were in memory, and that had to be loaded. */
  readonly cache: { readonly hits: number; readonly misses: number };
  readonly timersFired: number;
  readonly sent: number;
  readonly outputs: readonly Output[];
  readonly retractions: number;
  readonly millisecondsByStep: Readonly<Record<'take' | 'load' | 'fold' | 'commit', number>>;
}

/** A record that Kafka has acknowledged, and the milliseconds since it had got the event that led to it. */
export interface Left {
  readonly type: string;
  readonly milliseconds: number;
}

/** What a task tells as it goes, for metrics. */
export interface TaskEvents<Output> {
  readonly onBatch: (report: BatchReport<Output>) => void;
  readonly onLeft: (left: readonly Left[]) => void;
}

/** The partition as Kafka has it. */
interface Found {
  readonly askedAt: number;
  /** Noted with its committed offsets. */
  readonly epoch: number;
  /** No ends where the source has no such partition. */
  readonly sources: readonly (FoundSource | null)[];
}

interface FoundSource {
  readonly topicId: string;
  readonly ends: PartitionEnds | undefined;
}

/** Whom a batch is about. */
interface Loaded<State, F extends Fact> {
  readonly customerId: string;
  /** Undefined where only time has come. */
  readonly arrival: Arrival<F> | undefined;
  readonly cached: CachedCustomer<State, F> | undefined;
  /** Of who is not in the cache; null of who is new. */
  stored: Buffer | null;
}

interface CensusOutcome {
  readonly changed: ReadonlyMap<string, number>;
  /** The watermark with which it is sent on; null where it is not. */
  readonly sentTo: Instant | null;
}

/** A marker to be passed on. */
interface MarkerDue {
  readonly watermark: Instant;
  /** Null where not all that it rests on have said when they were made. */
  readonly madeAt: Instant | null;
}

/** What a batch comes to: bytes to be committed, and what becomes of the task then. */
interface Outcome<State, F extends Fact, Output> {
  readonly commit: Commit;
  /** By source. */
  readonly due: readonly DueTimers[];
  /** By source, of the records taken, how many were bad. */
  readonly bad: readonly number[];
  readonly gaps: readonly Gap[];
  readonly customers: readonly FoldedCustomer<State, F>[];
  readonly sequences: Map<string, number>;
  readonly marker: MarkerDue | null;
  readonly census: CensusOutcome;
  readonly departures: readonly Departure[];
  readonly report: Omit<BatchReport<Output>, 'millisecondsByStep'>;
  readonly milliseconds: Omit<BatchReport<Output>['millisecondsByStep'], 'commit'>;
  readonly bytes: number;
}

/** Of the first record that is fetched and not committed: when Kafka got it, and its event time where that is known yet. */
const timesOf = <F extends Fact>(first: SourceQueue<F>['uncommitted']) =>
  first === null
    ? null
    : { brokerAt: first.record.brokerAt, eventAt: first.decoded?.kind === 'fact' ? first.decoded.fact.at : null };

const none: readonly [] = [];

/** Whose timers have come, and which. */
function dueByCustomer(due: readonly DueTimers[]): ReadonlyMap<string, readonly Wake[]> {
  const wakes = new Map<string, Wake[]>();
  due.forEach(({ due: timers }, source) => {
    for (const { customerId, dueAt } of timers) {
      const known = wakes.get(customerId);
      if (known === undefined) wakes.set(customerId, [{ source, dueAt }]);
      else known.push({ source, dueAt });
    }
  });
  return wakes;
}

const halved = ({ records, states }: BatchSize): BatchSize => ({
  records: Math.max(1, records >> 1),
  states: Math.max(1, states >> 1),
});

const endAtClaim = (found: FoundSource | null, askedAt: number) =>
  found?.ends === undefined ? null : { offset: found.ends.high, seenAt: askedAt };

const nothingToDecode = (): never => {
  throw new Error('a source that is not there brings no records');
};
const mostlyBadWindow = 1_000;
const idleMilliseconds = 1_000;
/** What was sent is taken off the outbox with the next batch; by a commit of its own, which costs as much as a batch, only where none comes. */
const tidyMilliseconds = 100;
export class Task<State, F extends Fact, Output extends TypedEmission> implements Relayed {
  readonly partition: number;
  readonly #program: Program<State, F, Output>;
  readonly #limits: TaskLimits;
  readonly #environment: TaskEnvironment;
  readonly #fold: CustomerFold<State, F, Output>;
  readonly #cache: CustomerCache<State, F>;
  readonly #signal = new Signal();
  readonly #events: TaskEvents<Output>;
  readonly #unsent = new Unsent();
  #owner: Owner = { token: '', epoch: 0 };
  #commits = 0;
  #readings: readonly Reading<F>[] = [];
  #taking: Taking<F>;
  #sequences = new Map<string, number>();
  #completeTo: Instant = noTime;
  #timersTo: readonly Instant[] = [];
  #markedTo: Instant = noTime;
  #markedAt = 0;
  /** When the last marker that was passed on had been made. */
  #markedOf: Instant = noTime;
  /** All fields of the census. */
  #census = new Map<string, number>();
  /** Whether it has changed since it was last sent on; when that was; and up to which event time it then counted. */
  #censusChanged = false;
  #censusSentAt = 0;
  #censusSentTo: Instant = noTime;
  #offsetsCommittedAt = 0;
  #outboxLength = 0;
  #sent = 0;
  #stopping = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(
    partition: number,
    program: Program<State, F, Output>,
    limits: TaskLimits,
    environment: TaskEnvironment,
    events: TaskEvents<Output>,
  ) {
    this.partition = partition;
    this.#program = program;
    this.#limits = limits;
    this.#environment = environment;
    const flowOf = program.census?.flowOf;
    this.#fold = new CustomerFold(program.processor, program.contentOf, limits.horizonFactsMax, flowOf);
    this.#cache = new CustomerCache(limits.cacheCustomersMax, program.decodeStored);
    this.#events = events;
    this.#taking = new Taking(partition, this.#readings, environment.now);
  }

  /**
   * Claims the partition and goes on from the stored cursor. Where the task is stopped meanwhile, it does nothing more: another may
   * own the partition by then. Rejects with `TaskStopped` where the sources do not fit the cursor.
   */
  async claim(token: string): Promise<void> {
    const { store, relay } = this.#environment;
    const { sources } = this.#program;
    const found = await this.#askInput();
    if (found === null) return;
    const claim = await store.claim(this.partition, token, found.epoch);
    this.#owner = { token, epoch: claim.epoch };
    this.#commits = claim.commit;
    this.#sequences = new Map(Object.entries(claim.cursor?.sequences ?? {}));
    this.#completeTo = claim.cursor?.completeTo ?? noTime;
    this.#timersTo = claim.cursor?.timersTo ?? sources.map(() => noTime);
    this.#census = new Map(Object.entries(claim.census));
    const cursors = found.sources.map((topic, source) => this.#openSource(source, claim.cursor, topic));
    const days = await Promise.all(sources.map((_, source) => store.timerDays(this.partition, source)));
    if (this.#stopping) return;
    const raise = () => this.#signal.raise();
    this.#readings = cursors.map((cursor, source) => ({
      source: sources[source] ?? null,
      name: this.#name(source),
      queue: new SourceQueue(sources[source]?.decode ?? nothingToDecode, this.partition, cursor.offset, raise),
      cursor,
      timers: new Timers(days[source] ?? none, Math.min(claim.cursor?.timersTo[source] ?? noTime, cursor.watermark)),
      paused: false,
      awaitedSince: null,
      end: endAtClaim(found.sources[source] ?? null, found.askedAt),
      recent: { seen: 0, bad: 0 },
      stopped: null,
    }));
    this.#taking = new Taking(this.partition, this.#readings, this.#environment.now);
    this.#outboxLength = claim.outbox.length;
    this.#unsent.add({ entries: claim.outbox.length, at: this.#environment.now(), departures: [] });
    relay.enqueue(this, claim.outbox);
    this.seekAll();
  }

  /** Runs until stopped. Rejects with `OwnershipLost`, or with what else went wrong for good. */
  run(): Promise<void> {
    const running = this.#run();
    this.#ended = running.catch(() => undefined);
    return running;
  }

  /** Lets the batch under way finish, and no other begin. What it has committed may still be relayed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#signal.raise();
    await this.#ended;
  }

  /** Fetched records of a source. */
  offer(source: number, batch: RawBatch): void {
    if (this.#stopping) return;
    const reading = this.#readings[source];
    if (reading === undefined || reading.stopped !== null) {
      // Not claimed yet, or not to be read on: fetching more would be for nothing.
      this.#environment.input.pause(source, this.partition);
      return;
    }
    if (reading.queue.offer(batch) === 'not contiguous') {
      // The consumer was set back (kafkajs does so by itself where an offset is out of range): never follow it there.
      this.#environment.input.seek(source, this.partition, reading.queue.expected);
      return;
    }
    this.#pauseOrResume(source, reading);
    this.#signal.raise();
  }

  /** Where the consumer has joined anew, it may stand elsewhere, and may still pause what another task had it pause. */
  seekAll(): void {
    const { input } = this.#environment;
    this.#readings.forEach((reading, source) => {
      if (reading.source === null) return;
      input.seek(source, this.partition, reading.queue.expected);
      reading.paused = false;
      input.resume(source, this.partition);
    });
  }

  /** What is to be fetched next of each source. */
  expectedOffsets(): readonly number[] {
    return this.#readings.map((reading) => reading.queue.expected);
  }

  /**
   * The ends of a source's partition as the broker has them. A source that can't be read on from here stops.
   * @param asked what was expected of the source when the ends were asked for: since then more may have been fetched
   */
  endSeen(source: number, topicId: string, ends: PartitionEnds, asked: { readonly at: number; readonly expected: number }): void {
    const reading = this.#readings[source];
    if (reading === undefined) return;
    const expected = asked.expected > ends.high ? asked.expected : Math.min(reading.queue.expected, ends.high);
    const problem = this.#misfit(source, reading.cursor.topicId, expected, topicId, ends);
    if (problem !== null && reading.stopped === null) {
      reading.stopped = problem;
      this.#environment.log.error({ partition: this.partition, source }, problem.message);
    }
    reading.end = { offset: ends.high, seenAt: asked.at };
    this.#signal.raise();
  }

  onSent(count: number): void {
    this.#sent += count;
    const now = this.#environment.now();
    const departures = this.#unsent.sent();
    if (departures.length > 0)
      this.#events.onLeft(departures.map(({ type, arrivedAt }) => ({ type, milliseconds: now - arrivedAt })));
    this.#signal.raise();
  }

  /** For health and metrics. */
  status() {
    return {
      partition: this.partition,
      epoch: this.#owner.epoch,
      commits: this.#commits,
      completeTo: this.#completeTo,
      outboxEntries: this.#outboxLength - this.#sent,
      outboxSince: this.#unsent.since,
      sources: this.#readings.map(({ source, queue, cursor, end, stopped, timers: { nextDueAt } }) => ({
        clock: source?.clock.clock ?? null,
        offset: cursor.offset,
        uncommitted: timesOf(queue.uncommitted),
        lag: end === null ? null : Math.max(0, end.offset - cursor.offset),
        watermark: cursor.watermark,
        nextDueAt: nextDueAt === never ? null : nextDueAt,
        stopped: stopped?.message ?? null,
      })),
    };
  }

  /** All fields of the census, as committed. */
  get census(): ReadonlyMap<string, number> {
    return this.#census;
  }

  /** What Kafka knows of the partition, asked until it answers; null where the task is stopped meanwhile. */
  async #askInput(): Promise<Found | null> {
    const { input, log, now } = this.#environment;
    for (let tries = 1; !this.#stopping; tries += 1) {
      const askedAt = now();
      try {
        const [epoch, topicIds, ...ends] = await Promise.all([
          input.committedEpoch(this.partition),
          input.topicIds(),
          ...this.#program.sources.map((source, index) => (source === null ? null : input.ends(index))),
        ]);
        if (this.#stopping) return null;
        const sources = ends.map((all, source) =>
          all === null ? null : { topicId: topicIds[source] as string, ends: all.get(this.partition) },
        );
        return { askedAt, epoch, sources };
      } catch (error) {
        if (tries === 1)
          log.info({ partition: this.partition, error: String(error) }, 'no claim before Kafka answers; asking again');
        await this.#signal.wait(idleMilliseconds);
      }
    }
    return null;
  }

  #openSource(source: number, cursor: Cursor | null, found: FoundSource | null): SourceCursor {
    const stored = cursor?.sources[source] ?? neverRead;
    if (found === null) return stored;
    const { topicId, ends } = found;
    if (ends === undefined) throw new TaskStopped('partition-count-changed', `${this.#name(source)} does not exist`);
    if (stored.topicId === neverRead.topicId) return { ...neverRead, topicId, offset: ends.low };
    const problem = this.#misfit(source, stored.topicId, stored.offset, topicId, ends);
    if (problem !== null) throw problem;
    return stored.lastBrokerAt === null ? { ...stored, watermark: noTime } : stored;
  }

  /** Why a source can't be read on from an offset, if it can't. */
  #misfit(source: number, readAs: string, offset: number, topicId: string, { low, high }: PartitionEnds): TaskStopped | null {
    const name = this.#name(source);
    if (readAs !== topicId)
      return new TaskStopped('topic-recreated', `${name}: was read as topic ${readAs}, which is now ${topicId}`);
    if (offset >= low && offset <= high) return null;
    return new TaskStopped('offset-gone', `${name}: offset ${offset} is to be read next, but Kafka holds ${low} to ${high}`);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      if (await this.turn()) continue;
      const wasRaised = await this.#signal.wait(this.#sent > 0 ? tidyMilliseconds : idleMilliseconds);
      if (!wasRaised && !this.#stopping) await this.tidy();
    }
  }

  /** One batch; false where there was nothing to do. `run` takes turn after turn; only one may be under way. */
  async turn(): Promise<boolean> {
    this.#noteTime();
    for (const { queue } of this.#readings) queue.begin();
    if (this.#outboxLength - this.#sent >= this.#limits.outboxEntriesMax) return false;
    for (let size = this.#fullSize(); ; size = halved(size)) {
      const outcome = await this.#prepare(size);
      if (outcome === null) return false;
      if (outcome.bytes <= this.#limits.batchBytesMax) {
        await this.#carryOut(outcome);
        return true;
      }
      if (size.records === 1 && size.states === 1) throw this.#tooLarge(outcome);
      for (const { queue } of this.#readings) queue.rewind();
    }
  }

  /**
   * Steps 1 to 3; null where there is nothing to do. What they decode ends with them: it would otherwise wait for the commit, and be
   * moved by the garbage collector meanwhile.
   */
  async #prepare(size: BatchSize): Promise<Outcome<State, F, Output> | null> {
    const started = performance.now();
    const batch = this.#taking.take(size, this.#commits); // 1. Take
    this.#readings.forEach((reading, source) => this.#pauseOrResume(source, reading));
    const due = await this.#dueTimers(batch, size);
    if (this.#isNothing(batch, due)) return null;
    const begun = performance.now();
    const loaded = await this.#load(batch, due); // 2. Load
    const folding = performance.now();
    const outcome = this.#foldAll(batch, due, loaded); // 3. Fold
    const milliseconds = { take: begun - started, load: folding - begun, fold: performance.now() - folding };
    return { ...outcome, milliseconds };
  }

  async #carryOut(outcome: Outcome<State, F, Output>): Promise<void> {
    const { commit, departures, report, milliseconds } = outcome;
    const started = performance.now();
    await this.#commit(commit); // 4. Commit
    this.#settle(outcome);
    this.#unsent.add({ entries: commit.outbox.length, at: this.#environment.now(), departures });
    this.#environment.relay.enqueue(this, commit.outbox); // 5. Relay
    this.#commitOffsets(); // 6. Tidy
    this.#events.onBatch({ ...report, millisecondsByStep: { ...milliseconds, commit: performance.now() - started } });
  }

  /** Takes what was sent off the outbox, where no batch comes to do it. `run` does so by itself. */
  async tidy(): Promise<void> {
    const sent = this.#sent;
    if (sent === 0) return;
    const sources = this.#readings.map((reading) => reading.cursor);
    const cursor = {
      sources,
      completeTo: this.#completeTo,
      timersTo: this.#timersTo,
      sequences: Object.fromEntries(this.#sequences),
    };
    const nothing = { states: [], timers: [], daysPassed: [], outbox: [], journey: [], census: {} };
    await this.#commit({ owner: this.#owner, after: this.#commits, cursor, sent, ...nothing });
    this.#commits += 1;
    this.#outboxLength -= sent;
    this.#sent -= sent;
  }

  /** Moves the watermarks of complete sources to the wall clock. */
  #noteTime(): void {
    this.#readings.forEach((reading) => {
      const { source, end, queue, cursor, stopped } = reading;
      if (source === null || end === null || queue.length > 0 || stopped !== null) return;
      const atEnd = { ...cursor, offset: queue.taken };
      // That the offset has moved over what is left out at the end is for the next batch to commit.
      const { watermark } = atWallClock(atEnd, source.clock, end.offset, end.seenAt);
      if (watermark !== cursor.watermark) reading.cursor = { ...cursor, watermark };
    });
  }

  #fullSize(): BatchSize {
    return { records: this.#limits.batchRecordsMax, states: this.#limits.batchStatesMax };
  }

  async #dueTimers(batch: Batch<F>, { states }: BatchSize): Promise<readonly DueTimers[]> {
    const due: DueTimers[] = [];
    let room = Math.max(0, states - batch.arrivals.size);
    if (room > 0) {
      await Promise.all(
        this.#readings.map(({ timers }, source) => {
          const read = (days: readonly number[]) => this.#environment.store.timersOf(this.partition, source, days);
          return timers.open((batch.cursors[source] as SourceCursor).watermark, room, read);
        }),
      );
    }
    for (const [source, { timers }] of this.#readings.entries()) {
      const found = timers.due((batch.cursors[source] as SourceCursor).watermark, room);
      room -= found.due.length;
      due.push(found);
    }
    return due;
  }

  #isNothing(batch: Batch<F>, due: readonly DueTimers[]): boolean {
    const moved = batch.cursors.some((cursor, source) => cursor.offset !== this.#readings[source]?.cursor.offset);
    const completeTo = Math.min(...due.map(({ ranTo }) => ranTo));
    return (
      !moved &&
      due.every((timers) => timers.due.length === 0) &&
      this.#markerDue(batch, completeTo) === null &&
      !this.#censusDue(this.#censusChanged, completeTo)
    );
  }

  /** Passed on where time has gone on; where it stands still, now and then, to show that nothing is stuck (a canary). */
  #markerDue(batch: Batch<F>, completeTo: Instant): MarkerDue | null {
    const now = this.#environment.now();
    const { markerIntervalMin, canaryInterval } = this.#limits;
    const since = now - this.#markedAt;
    if (since < markerIntervalMin) return null;
    const madeAt = this.#madeAt(batch, now);
    if (completeTo > this.#markedTo) return { watermark: completeTo, madeAt };
    if (!this.#isLive || since < canaryInterval || madeAt === null || madeAt <= this.#markedOf) return null;
    return { watermark: this.#markedTo, madeAt };
  }

  /** A marker is made where Ebb begins; who reads what Ebb wrote knows no more than what it was told, and passes that on. */
  #madeAt({ upstream }: Batch<F>, now: Instant): Instant | null {
    const told = upstream.filter((one) => one !== null).map(({ madeAt }) => madeAt);
    if (told.length === 0) return now;
    const known = told.filter((madeAt) => madeAt !== null);
    return known.length < told.length ? null : Math.min(...known);
  }

  /** In a replay nothing happens but what is replayed. */
  get #isLive(): boolean {
    return this.#program.sources.some((source) => source !== null && source.clock.clock !== 'event');
  }

  /** @param completeTo what the watermark of the census would be */
  #censusDue(changed: boolean, completeTo: Instant): boolean {
    if (this.#program.census === null || (!changed && completeTo <= this.#censusSentTo)) return false;
    return this.#environment.now() - this.#censusSentAt >= this.#limits.censusIntervalMin;
  }

  async #load(batch: Batch<F>, due: readonly DueTimers[]): Promise<readonly Loaded<State, F>[]> {
    const all: Loaded<State, F>[] = [];
    const missing: Loaded<State, F>[] = [];
    const add = (customerId: string, arrival: Arrival<F> | undefined) => {
      const cached = this.#cache.find(customerId);
      const loaded = { customerId, arrival, cached, stored: null };
      all.push(loaded);
      if (cached === undefined) missing.push(loaded);
    };
    for (const [customerId, arrival] of batch.arrivals) add(customerId, arrival);
    const whoseTimers = new Set(due.flatMap((timers) => timers.due.map(({ customerId }) => customerId)));
    for (const id of whoseTimers) if (!batch.arrivals.has(id)) add(id, undefined);
    if (missing.length === 0) return all;
    const customerIds = missing.map(({ customerId }) => customerId);
    const stored = await this.#environment.store.load(this.partition, customerIds);
    for (const [index, loaded] of missing.entries()) loaded.stored = stored[index] ?? null;
    return all;
  }

  #customer({ customerId, cached, stored }: Loaded<State, F>): Customer<State, F> {
    if (cached !== undefined) return this.#cache.customerOf(cached);
    return stored === null ? this.#fold.fresh(customerId) : { stored: this.#program.decodeStored(stored), head: null };
  }

  #foldAll(
    batch: Batch<F>,
    due: readonly DueTimers[],
    loaded: readonly Loaded<State, F>[],
  ): Omit<Outcome<State, F, Output>, 'milliseconds'> {
    const watermarks = batch.cursors.map((cursor) => cursor.watermark);
    const progress: Progress = { watermarks, horizon: Math.min(...watermarks) - this.#limits.latenessMax };
    const tally = new Tally(this.#census);
    const collector = new Collector(this.#program, tally);
    for (const rejected of batch.rejected) collector.reject(rejected);
    const wakesOf = dueByCustomer(due);
    for (const one of loaded) {
      const { customerId, arrival, cached } = one;
      const customer = this.#customer(one);
      const wakes = wakesOf.get(customerId) ?? none;
      const folded = this.#fold.fold(customerId, customer, arrival?.facts ?? none, progress, wakes);
      for (const late of folded.tooLate) collector.reject(this.#tooLate(batch, late, customer));
      collector.take(customerId, cached, customer, folded);
    }
    // Timers that this batch sets lie beyond the watermark of their source: what it has reached has been run.
    const completeTo = Math.min(...due.map(({ ranTo }) => ranTo));
    const marker = this.#markerDue(batch, completeTo);
    if (marker !== null) {
      const { watermark, madeAt } = marker;
      for (const outgoing of this.#program.encodeMarkers(watermark, this.partition, madeAt)) collector.send(outgoing);
    }
    const census = this.#sendCensus(tally, collector, completeTo);
    const misses = loaded.filter(({ cached }) => cached === undefined).length;
    const cache = { hits: loaded.length - misses, misses };
    return this.#outcome(batch, due, collector, { marker, completeTo, census, cache });
  }

  #sendCensus(tally: Tally, collector: Collector<State, F, Output>, completeTo: Instant): CensusOutcome {
    const { changed } = tally;
    const due = this.#censusDue(this.#censusChanged || changed.size > 0, completeTo);
    if (!due) return { changed, sentTo: null };
    const sentTo = Math.max(completeTo, this.#completeTo);
    const counts = this.#program.census?.encode(tally.counts(), this.partition, sentTo, this.#environment.now()) ?? [];
    for (const outgoing of counts) collector.send(outgoing);
    return { changed, sentTo };
  }

  #tooLate(batch: Batch<F>, late: Sourced<F>, customer: Customer<State, F>): Rejected {
    const taken = batch.taken[late.source]?.find(
      ({ decoded }) => decoded.kind === 'fact' && decoded.fact === late.fact,
    ) as Taken<F>;
    const detail = `event of ${new Date(late.fact.at).toISOString()}; what came before ${new Date(customer.stored.asOf.at).toISOString()} is settled for this customer`;
    return { source: late.source, partition: this.partition, record: taken.record, code: 'too-late', detail };
  }

  #outcome(
    batch: Batch<F>,
    due: readonly DueTimers[],
    collector: Collector<State, F, Output>,
    {
      marker,
      completeTo,
      census,
      cache,
    }: Pick<Outcome<State, F, Output>, 'marker' | 'census'> &
      Pick<BatchReport<Output>, 'cache'> & { readonly completeTo: Instant },
  ): Omit<Outcome<State, F, Output>, 'milliseconds'> {
    const sequences = new Map(this.#sequences);
    const outbox = collector.outgoing.map((outgoing): OutboxEntry => {
      const to = `${outgoing.topic}/${outgoing.partition}`;
      const sequence = (sequences.get(to) ?? 0) + 1;
      sequences.set(to, sequence);
      return { ...outgoing, epoch: this.#owner.epoch, sequence };
    });
    const commit: Commit = {
      owner: this.#owner,
      after: this.#commits,
      cursor: {
        sources: batch.cursors,
        completeTo: Math.max(completeTo, this.#completeTo),
        timersTo: due.map(({ ranTo }) => ranTo),
        sequences: Object.fromEntries(sequences),
      },
      states: collector.states,
      timers: collector.timers,
      daysPassed: due.flatMap(({ passed }, source) => passed.map((day) => ({ source, day }))),
      outbox,
      sent: this.#sent,
      journey: collector.journey,
      census: Object.fromEntries(census.changed),
    };
    return {
      commit,
      due,
      bad: batch.bad,
      gaps: batch.gaps,
      customers: collector.customers,
      sequences,
      marker,
      census,
      bytes: collector.bytes,
      departures: collector.outputs.flatMap(({ customerId, output: { type } }) => {
        const arrivedAt = batch.arrivals.get(customerId)?.brokerAt;
        return arrivedAt === undefined ? [] : [{ type, arrivedAt }];
      }),
      report: {
        partition: this.partition,
        records: batch.taken.map((taken) => taken.length),
        deadLetters: collector.deadLetters,
        lateness: batch.lateness,
        repeats: batch.repeats,
        gaps: batch.gaps.length,
        duplicates: collector.duplicates,
        states: collector.states.length,
        cache,
        timersFired: due.reduce((sum, timers) => sum + timers.due.length, 0),
        sent: outbox.length,
        outputs: collector.outputs.map(({ output }) => output),
        retractions: collector.retractions,
      },
    };
  }

  #tooLarge({ bytes, commit }: Pick<Outcome<State, F, Output>, 'bytes' | 'commit'>): TaskStopped {
    const whose = commit.states.map(({ customerId }) => `customer ${customerId}`).join('') || 'a single record';
    const what = `partition ${this.partition}: ${whose} takes ${bytes} bytes, allowed are ${this.#limits.batchBytesMax}`;
    return new TaskStopped('commit-too-large', what);
  }

  async #commit(commit: Commit): Promise<void> {
    const result = await this.#environment.store.commit(this.partition, commit);
    if (result === 'FENCED' || result === 'ROLLED_BACK') throw new OwnershipLost(result, this.partition);
  }

  /** Takes over into memory what the commit has made durable. */
  #settle({ commit, customers, sequences, marker, census, due, bad, gaps, report }: Outcome<State, F, Output>): void {
    this.#commits += 1;
    this.#sequences = sequences;
    this.#outboxLength += commit.outbox.length - commit.sent;
    this.#sent -= commit.sent;
    const set = Map.groupBy(commit.timers, ({ source }) => source);
    this.#readings.forEach((reading, source) => {
      reading.cursor = commit.cursor.sources[source] as SourceCursor;
      reading.timers.settle(due[source] as DueTimers, set.get(source) ?? none);
      this.#judgeQuality(source, reading, report.records[source] as number, bad[source] as number);
    });
    this.#tellGaps(gaps);
    for (const { customerId, cached, busy, bytes } of customers) {
      if (bytes !== null) this.#cache.set(customerId, cached, bytes, busy);
      else if (busy !== null) this.#cache.touch(cached, busy);
    }
    this.#completeTo = commit.cursor.completeTo;
    this.#timersTo = commit.cursor.timersTo;
    if (marker !== null) {
      this.#markedTo = marker.watermark;
      this.#markedOf = marker.madeAt ?? noTime;
      this.#markedAt = this.#environment.now();
    }
    this.#settleCensus(census);
  }

  #settleCensus({ changed, sentTo }: CensusOutcome): void {
    for (const [field, value] of changed) this.#census.set(field, value);
    this.#censusChanged = sentTo === null && (this.#censusChanged || changed.size > 0);
    if (sentTo === null) return;
    this.#censusSentTo = sentTo;
    this.#censusSentAt = this.#environment.now();
  }

  /** Compaction and erasure leave gaps, too: what is missing is said once a batch, with the first of it. */
  #tellGaps(gaps: readonly Gap[]): void {
    const first = gaps[0];
    if (first === undefined) return;
    this.#environment.log.warn({ ...first, gaps: gaps.length }, 'records do not go on from the one before, by sequence number');
  }

  /** A source of which most of a thousand records are bad is not read on: that is no stray record but a wrong producer. */
  #judgeQuality(source: number, reading: Reading<F>, seen: number, bad: number): void {
    reading.recent.seen += seen;
    reading.recent.bad += bad;
    if (reading.recent.seen < mostlyBadWindow) return;
    if (reading.recent.bad * 2 > reading.recent.seen) {
      reading.stopped = new TaskStopped(
        'mostly-bad',
        `${reading.name}: ${reading.recent.bad} of the last ${reading.recent.seen} records were bad; not read on from offset ${reading.cursor.offset}`,
      );
      this.#environment.log.error({ partition: this.partition, source }, reading.stopped.message);
    }
    reading.recent = { seen: 0, bad: 0 };
  }

  #commitOffsets(): void {
    const now = this.#environment.now();
    if (now - this.#offsetsCommittedAt < this.#limits.offsetCommitIntervalMin) return;
    this.#offsetsCommittedAt = now;
    const offsets = this.#readings.map((reading) => reading.cursor.offset);
    this.#environment.input.commit(this.partition, offsets, this.#owner.epoch).catch((error: unknown) => {
      this.#environment.log.info(
        { partition: this.partition, error: String(error) },
        'offsets were not committed to Kafka; the store has them',
      );
    });
  }

  #pauseOrResume(source: number, reading: Reading<F>): void {
    const { queueRecordsMax } = this.#limits;
    if (reading.queue.length >= queueRecordsMax) {
      reading.paused = true;
      this.#environment.input.pause(source, this.partition);
    } else if (reading.paused && reading.queue.length <= queueRecordsMax >> 1 && reading.stopped === null) {
      reading.paused = false;
      this.#environment.input.resume(source, this.partition);
    }
  }

  #name(source: number): string {
    return `${this.#program.sources[source]?.topic} partition ${this.partition}`;
  }
}
