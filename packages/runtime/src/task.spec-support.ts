/** A service in small, wired to ports in memory, for the tests of the task. Time and every step are in the test's hands. */
import { type CommittedOffsets, MemoryInput, MemoryOutput, MemoryStateStore, type SentRecord } from '@ebb/testing/memory';
import type { CensusCounts } from './census.ts';
import type { Standing, StoredCustomer, TypedEmission } from './customer.ts';
import type { Commit, CommitResult, Decoded, Log, RawRecord, Sent, StateStore } from './ports.ts';
import type { Fact, Processor, Step, Wake } from './processor.ts';
import type { Outgoing, Program, Source, TaskLimits } from './program.ts';
import { Relay } from './relay.ts';
import { judgeSequence, type SequencePosition } from './sequence.ts';
import { type BatchReport, type Left, Task } from './task.ts';
import type { SourceClock } from './watermark.ts';

/** A shop: silence of 100 after a purchase (source 0) is told once, a contact (source 1) unanswered for 30 likewise. */
export interface ToyState {
  readonly count: number;
  /** Depends on the order of all that came, deadlines included. */
  readonly trace: number;
  readonly silentAt: number | null;
  readonly unansweredAt: number | null;
}

export interface ToyFact extends Fact {
  readonly amount: number;
}

export interface ToyOutput extends TypedEmission {
  readonly content: string;
}

const follow = (trace: number, factor: number, term: number): number => (trace * factor + term) % 1_000_003;

const step = (state: ToyState, emit: ToyOutput[]): Step<ToyState, ToyOutput> => {
  const wakes: Wake[] = [];
  if (state.silentAt !== null) wakes.push({ source: 0, dueAt: state.silentAt });
  if (state.unansweredAt !== null) wakes.push({ source: 1, dueAt: state.unansweredAt });
  return { state, emit, wakes };
};

export const toy: Processor<ToyState, ToyFact, ToyOutput> = {
  initial: () => ({ count: 0, trace: 1, silentAt: null, unansweredAt: null }),
  onEvent(state, fact) {
    const purchase = fact.id.startsWith('p');
    const next = {
      count: state.count + 1,
      trace: follow(state.trace, 3, fact.amount),
      silentAt: purchase ? fact.at + 100 : state.silentAt,
      unansweredAt: purchase ? null : (state.unansweredAt ?? fact.at + 30),
    };
    const content = `${next.count}:${next.trace}`;
    const even = { type: 'Even', recordId: `${fact.id}/even`, at: fact.at, content };
    return step(next, fact.amount % 2 === 0 ? [even] : []);
  },
  onTime(state, { source, dueAt }) {
    const type = source === 0 ? 'Silent' : 'Unanswered';
    const next =
      source === 0
        ? { ...state, trace: follow(state.trace, 5, 1), silentAt: null }
        : { ...state, trace: follow(state.trace, 7, 2), unansweredAt: null };
    return step(next, [{ type, recordId: `${type}@${dueAt}`, at: dueAt, content: `${state.count}:${state.trace}` }]);
  },
};

/** As what the toy's census counts a customer; some it does not. */
export const toyStanding = ({ trace, silentAt }: ToyState): Standing | null =>
  trace % 7 === 0 ? null : { group: silentAt === null ? 'silent' : 'loud', amount: trace };

/** What is written to the sources, and what comes out of the task. */
export type Written =
  | { readonly customerId: string; readonly fact: ToyFact }
  | { readonly marker: number; readonly from?: string; readonly madeAt?: number }
  | { readonly skipped: string }
  | { readonly bad: string };
export type Told =
  | { readonly kind: 'output'; readonly customerId: string; readonly output: ToyOutput }
  | { readonly kind: 'retraction'; readonly customerId: string }
  | { readonly kind: 'marker'; readonly watermark: number; readonly madeAt: number | null }
  | { readonly kind: 'census'; readonly counts: CensusCounts; readonly watermark: number }
  | { readonly kind: 'dead-letter'; readonly offset: number; readonly source: number; readonly code: string };

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
export const toldIn = ({ entry }: SentRecord): Told => JSON.parse(entry.value.toString()) as Told;

function toyDecode({ value }: RawRecord): Decoded<ToyFact> {
  const written = JSON.parse((value as Buffer).toString()) as Written;
  if ('bad' in written) return { kind: 'bad', code: written.bad, detail: 'as the test wants it' };
  if ('skipped' in written) return { kind: 'skip' };
  if ('marker' in written)
    return { kind: 'marker', watermark: written.marker, from: written.from ?? 'replay', madeAt: written.madeAt ?? null };
  return { kind: 'fact', ...written };
}

const alertPartitions = 2;
const alertPartitionOf = (customerId: string): number => customerId.charCodeAt(customerId.length - 1) % alertPartitions;

const outgoing = (topic: string, partition: number, told: Told, record: Partial<Outgoing>): Outgoing => ({
  topic,
  partition,
  key: Buffer.from(record.recordId ?? ''),
  value: json(told),
  recordType: told.kind,
  recordId: '',
  revision: 0,
  ...record,
});

/** A source that the toy reads on the clock given. */
export const toySource = (topic: string, clock: SourceClock): Source<ToyFact> => ({ topic, clock, decode: toyDecode });

const eventClock: SourceClock = { clock: 'event', outOfOrderMax: 5, sourceQuietMax: 1_000 };

export function toyProgram(changes: Partial<Program<ToyState, ToyFact, ToyOutput>> = {}): Program<ToyState, ToyFact, ToyOutput> {
  return {
    service: 'toy',
    processor: toy,
    sources: ['purchases', 'contacts'].map((topic) => toySource(topic, eventClock)),
    encodeStored: json,
    decodeStored: (bytes) => {
      const stored = JSON.parse(bytes.toString()) as StoredCustomer<ToyState, ToyFact>;
      return { ...stored, emitted: stored.emitted.map((was) => ({ ...was, digest: Buffer.from(was.digest) })) };
    },
    contentOf: ({ content }) => Buffer.from(content),
    encodeOutput: (output, revision, customerId) =>
      outgoing(
        'alerts',
        alertPartitionOf(customerId),
        { kind: 'output', customerId, output },
        { recordId: output.recordId, revision },
      ),
    encodeRetraction: ({ recordId, revision }, _, customerId) =>
      outgoing('alerts', alertPartitionOf(customerId), { kind: 'retraction', customerId }, { recordId, revision }),
    encodeMarkers: (watermark, _, madeAt) =>
      Array.from({ length: alertPartitions }, (__, partition) =>
        outgoing('alerts', partition, { kind: 'marker', watermark, madeAt }, {}),
      ),
    encodeDeadLetter: ({ source, record, code }) =>
      outgoing('dead-letters', 0, { kind: 'dead-letter', source, offset: record.offset, code }, {}),
    encodeJourney: (accepted) =>
      Buffer.concat(accepted.map(({ fact }) => Buffer.from(`\0${String.fromCharCode(fact.id.length)}${fact.id}`))),
    census: {
      standingOf: toyStanding,
      flowOf: ({ type }) => (type === 'Silent' ? 'loud>silent' : ''),
      encode: (counts, _, watermark) => [outgoing('census', 0, { kind: 'census', counts, watermark }, {})],
    },
    ...changes,
  };
}

export const roomyLimits: TaskLimits = {
  batchRecordsMax: 1_000,
  batchStatesMax: 1_000,
  batchBytesMax: 1_000_000,
  queueRecordsMax: 1_000,
  horizonFactsMax: 256,
  outboxEntriesMax: 10_000,
  cacheCustomersMax: 100,
  latenessMax: 200,
  markerIntervalMin: 1_000,
  canaryInterval: 10_000,
  censusIntervalMin: 1_000,
  offsetCommitIntervalMin: 0,
};

/** As a process that dies: nothing of it goes on. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Passes on to a store, remembers the commits it answered OK, and dies around the next commit if told so. */
class CrashingStore implements StateStore {
  readonly inner: StateStore;
  readonly commits: Commit[] = [];
  crash: 'before commit' | 'after commit' | null = null;
  /** The store waits for this before it loads. */
  loading: Promise<void> = Promise.resolve();

  constructor(inner: StateStore) {
    this.inner = inner;
  }

  claim(partition: number, token: string, epochAtLeast: number) {
    return this.inner.claim(partition, token, epochAtLeast);
  }

  async load(partition: number, customerIds: readonly string[]) {
    await this.loading;
    return this.inner.load(partition, customerIds);
  }

  timerDays(partition: number, source: number) {
    return this.inner.timerDays(partition, source);
  }

  timersOf(partition: number, source: number, days: readonly number[]) {
    return this.inner.timersOf(partition, source, days);
  }

  async commit(partition: number, commit: Commit): Promise<CommitResult> {
    if (this.crash === 'before commit') throw new Crash('before the commit');
    const result = await this.inner.commit(partition, commit);
    if (result === 'OK') this.commits.push(commit);
    if (this.crash === 'after commit') throw new Crash('after the commit');
    return result;
  }
}

export class KeptLog implements Log {
  readonly errors: string[] = [];
  readonly warnings: string[] = [];

  info(): void {}

  warn(_: object, message: string): void {
    this.warnings.push(message);
  }

  error(_: object, message: string): void {
    this.errors.push(message);
  }
}

/** One partition with its servers in memory, and one worker after the other on it. */
export class World {
  readonly memory = new MemoryStateStore();
  readonly store = new CrashingStore(this.memory);
  readonly input = new MemoryInput(2, 1);
  readonly output = new MemoryOutput();
  readonly log = new KeptLog();
  readonly reports: BatchReport<ToyOutput>[] = [];
  readonly left: Left[] = [];
  /** Of the next worker. */
  program: Program<ToyState, ToyFact, ToyOutput>;
  limits: TaskLimits;
  /** Milliseconds of the wall clock. */
  now = 1_000_000;
  task!: Task<ToyState, ToyFact, ToyOutput>;
  relay!: Relay;
  #workers = 0;

  constructor(limits: Partial<TaskLimits> = {}, program = toyProgram()) {
    this.limits = { ...roomyLimits, ...limits };
    this.program = program;
  }

  write(source: number, written: Written, sent: Sent | null = null): number {
    return this.input.append(source, 0, { brokerAt: this.now, key: null, value: json(written), headers: {}, sent });
  }

  /** A new worker takes the partition over; of the one before, nothing goes on. */
  async takeOver(): Promise<void> {
    this.store.crash = null;
    this.#workers += 1;
    this.relay = new Relay(this.output, 'toy', this.log);
    const environment = { store: this.store, input: this.input, relay: this.relay, log: this.log, now: () => this.now };
    this.task = new Task(0, this.program, this.limits, environment, {
      onBatch: (report) => this.reports.push(report),
      onLeft: (left) => this.left.push(...left),
    });
    await this.task.claim(`worker-${this.#workers}`);
  }

  /** Fetches so many records at most, and offers them. */
  fetch(source: number, recordsMax = Number.MAX_SAFE_INTEGER): boolean {
    const batch = this.input.fetch(source, 0, recordsMax);
    if (batch !== null) this.task.offer(source, batch);
    return batch !== null;
  }

  /** Tells the task where the ends of the sources are, as the worker does each second. */
  async seeEnds(): Promise<void> {
    const at = this.now;
    const expected = this.task.expectedOffsets();
    const ids = await this.input.topicIds();
    for (const source of this.#sources()) {
      const end = (await this.input.ends(source)).get(0);
      if (end !== undefined) this.task.endSeen(source, ids[source] as string, end, { at, expected: expected[source] as number });
    }
  }

  /** Fetches, folds, commits and relays until nothing is left to do, markers included. */
  async settle(): Promise<void> {
    for (let idle = 0; idle < 2; ) {
      const fetched = this.#sources().filter((source) => this.fetch(source)).length > 0;
      const turned = await this.task.turn();
      const sent = await this.relay.sendSome();
      if (fetched || turned || sent) idle = 0;
      else {
        idle += 1;
        this.now += this.limits.markerIntervalMin;
      }
    }
    await this.task.tidy();
  }

  /** Those that are there. */
  #sources(): number[] {
    return [0, 1].filter((source) => this.program.sources[source] !== null);
  }

  committedOffsets(): CommittedOffsets | undefined {
    return this.input.committed.get(0);
  }

  /** What is stored of a customer, folded to its head. */
  async stored(customerId: string): Promise<StoredCustomer<ToyState, ToyFact> | null> {
    const [bytes] = await this.memory.load(0, [customerId]);
    return bytes === null || bytes === undefined ? null : this.program.decodeStored(bytes);
  }
}

/** What a reader of the topics has after all that was sent, as the next service would read it. */
export class Reader {
  /** Contents of the outputs that stand, by `<customer>/<record id>`. */
  readonly standing: Record<string, string> = {};
  readonly deadLetters: string[] = [];
  /** Watermarks by partition, in the order read. */
  readonly markers = new Map<number, number[]>();
  readonly faults: string[] = [];
  /** As told, in order. */
  readonly census: { readonly counts: CensusCounts; readonly watermark: number }[] = [];
  /** Records without repeats, in the order of each partition. */
  readonly read: { readonly partition: number; readonly told: Told; readonly revision: number }[] = [];
  repeats = 0;
  readonly #positions = new Map<string, SequencePosition>();
  readonly #revisions = new Map<string, number>();

  constructor(records: readonly SentRecord[]) {
    for (const record of records) this.#take(record);
  }

  #take(record: SentRecord): void {
    const { topic, partition, epoch, sequence } = record.entry;
    const to = `${topic}/${partition}`;
    const verdict = judgeSequence(this.#positions.get(to), { epoch, sequence });
    if (verdict === 'repeat') {
      this.repeats += 1;
      return;
    }
    if (verdict !== 'new') this.faults.push(`${verdict} at ${to} ${epoch}/${sequence}`);
    this.#positions.set(to, { epoch, sequence });
    this.#apply(record, toldIn(record));
  }

  #apply({ entry: { partition, recordId, revision } }: SentRecord, told: Told): void {
    this.read.push({ partition, told, revision });
    if (told.kind === 'marker') {
      this.markers.set(partition, [...(this.markers.get(partition) ?? []), told.watermark]);
    } else if (told.kind === 'census') {
      this.census.push({ counts: told.counts, watermark: told.watermark });
    } else if (told.kind === 'dead-letter') {
      this.deadLetters.push(`${told.code} ${told.source}/${told.offset}`);
    } else {
      this.#stand(`${told.customerId}/${recordId}`, revision, told.kind === 'output' ? told.output.content : null);
    }
  }

  #stand(key: string, revision: number, content: string | null): void {
    const stands = key in this.standing;
    const last = this.#revisions.get(key) ?? -1;
    if (content === null) {
      if (!stands || last !== revision) this.faults.push(`retraction of ${key} revision ${revision}, which does not stand`);
      delete this.standing[key];
    } else {
      if (stands || revision !== last + 1) this.faults.push(`${key} revision ${revision} after ${last}`);
      this.standing[key] = content;
      this.#revisions.set(key, revision);
    }
  }
}
