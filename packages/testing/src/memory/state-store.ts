/** The runtime's state store in memory, with the same contract as the one on Redis. */
import {
  type CensusFields,
  type Claim,
  type Commit,
  type CommitResult,
  type Cursor,
  dayOf,
  type OutboxEntry,
  type SourceIndex,
  type StateStore,
  type Timer,
} from '@ebb/runtime';

/** What is kept of one partition. */
interface Kept {
  token: string;
  epoch: number;
  commit: number;
  cursor: Cursor | null;
  readonly states: Map<string, Buffer>;
  /** Per source, by day. */
  readonly timers: Map<number, Timer[]>[];
  outbox: OutboxEntry[];
  readonly journeys: Map<string, Buffer>;
  census: CensusFields;
}

export class MemoryStateStore implements StateStore {
  readonly #journeyBytesMax: number;
  readonly #partitions = new Map<number, Kept>();

  /** @param journeyBytesMax bytes of a customer's journey, beyond which its oldest entries go */
  constructor(journeyBytesMax = 16_384) {
    this.#journeyBytesMax = journeyBytesMax;
  }

  async claim(partition: number, token: string, epochAtLeast: number): Promise<Claim> {
    const kept = this.#partitions.get(partition) ?? nothing();
    this.#partitions.set(partition, kept);
    kept.token = token;
    kept.epoch = 1 + Math.max(kept.epoch, epochAtLeast);
    const { epoch, commit, census } = kept;
    return { epoch, commit, cursor: structuredClone(kept.cursor), outbox: [...kept.outbox], census };
  }

  async load(partition: number, customerIds: readonly string[]): Promise<readonly (Buffer | null)[]> {
    const kept = this.#partitions.get(partition);
    return customerIds.map((customerId) => kept?.states.get(customerId) ?? null);
  }

  async timerDays(partition: number, source: SourceIndex): Promise<readonly number[]> {
    return [...(this.#partitions.get(partition)?.timers[source]?.keys() ?? [])];
  }

  async timersOf(partition: number, source: SourceIndex, days: readonly number[]): Promise<readonly Timer[]> {
    return days.flatMap((day) => this.#partitions.get(partition)?.timers[source]?.get(day) ?? []);
  }

  async commit(partition: number, commit: Commit): Promise<CommitResult> {
    const kept = this.#partitions.get(partition);
    if (kept === undefined) return 'ROLLED_BACK';
    if (kept.token !== commit.owner.token || kept.epoch !== commit.owner.epoch) return 'FENCED';
    if (kept.commit === commit.after + 1) return 'ALREADY';
    if (kept.commit < commit.after) return 'ROLLED_BACK';
    if (kept.commit > commit.after) return 'FENCED';
    this.#apply(kept, commit);
    return 'OK';
  }

  /** The journey of a customer, as framed entries, oldest first. */
  journey(partition: number, customerId: string): Buffer | null {
    return this.#partitions.get(partition)?.journeys.get(customerId) ?? null;
  }

  /** Loses everything, as a Redis without its files does. */
  forgetAll(): void {
    this.#partitions.clear();
  }

  #apply(kept: Kept, { states, timers, daysPassed, outbox, sent, journey, census, cursor, after }: Commit): void {
    for (const { customerId, bytes } of states) kept.states.set(customerId, Buffer.from(bytes));
    for (const { source, day } of daysPassed) kept.timers[source]?.delete(day);
    for (const { source, customerId, dueAt } of timers) {
      const ofSource = (kept.timers[source] ??= new Map());
      ofSource.set(dayOf(dueAt), [...(ofSource.get(dayOf(dueAt)) ?? []), { customerId, dueAt }]);
    }
    kept.outbox = [...kept.outbox, ...outbox].slice(sent);
    for (const { customerId, bytes } of journey) {
      const grown = Buffer.concat([kept.journeys.get(customerId) ?? Buffer.alloc(0), bytes]);
      kept.journeys.set(customerId, newestEntries(grown, this.#journeyBytesMax));
    }
    kept.census = { ...kept.census, ...census };
    kept.cursor = structuredClone(cursor);
    kept.commit = after + 1;
  }
}

const nothing = (): Kept => ({
  token: '',
  epoch: 0,
  commit: 0,
  cursor: null,
  states: new Map(),
  timers: [],
  outbox: [],
  journeys: new Map(),
  census: {},
});

/** Whole entries only, each framed by two bytes of length, big-endian. */
function newestEntries(journey: Buffer, bytesMax: number): Buffer {
  let from = 0;
  while (journey.length - from > bytesMax) from += 2 + journey.readUInt16BE(from);
  return journey.subarray(from);
}
