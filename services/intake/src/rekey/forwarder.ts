/**
 * Forwards a shop's topic, whatever its keys and partitions, into one of Ebb's own, keyed by customer and partitioned by murmur2.
 *
 * Exactly one member of the group forwards a source at a time; the others stand by. A marker of the shop's says that its own
 * partition is complete up to its watermark; a customer's events may lie in any of them, so what Ebb's partitions are told is the
 * least over all of the shop's, which only somebody who reads all of them can know.
 *
 * It keeps nothing of its own. Offsets are committed to Kafka once what was read is acknowledged, each with the topic's id and
 * the watermark of its partition beside it: what is forwarded twice after a crash has the same event ids, and changes nothing.
 */
import type { KafkaInput } from '@ebb/kafka';
import { type Decode, type InputHandler, type Log, type PartitionEnds, type RawBatch, Signal, TaskStopped } from '@ebb/runtime';
import type { Producer } from 'kafkajs';
import { type Chunk, type Destination, nextChunk } from './chunk.ts';
import { Completeness } from './completeness.ts';
import { Merge } from './merge.ts';
import { type PlaceNote, readNote, writeNote } from './place.ts';
import { sendChunk } from './send-chunk.ts';

/** The shop's topic, as the only one of its input. */
const shop = 0;

const idleMilliseconds = 1_000;
const watchMilliseconds = 1_000;
/** Milliseconds for what is under way at a stop. */
const stopMillisecondsMax = 5_000;
const retryMillisecondsMin = 200;
const retryMillisecondsMax = 5_000;
/** Records of which most must be sound. */
const mostlyBadWindow = 1_000;

export interface ForwarderOptions {
  /** The shop's topic. */
  readonly topic: string;
  readonly input: KafkaInput;
  readonly producer: Producer;
  readonly decode: Decode<unknown>;
  readonly destination: Destination;
  readonly onForwarded: (chunk: Chunk) => void;
  readonly log: Log;
}

export interface ForwarderStatus {
  readonly topic: string;
  readonly state: 'joining' | 'standing by' | 'forwarding' | 'stopped';
  /** Why it has stopped. */
  readonly stopped: string | null;
  /** Offsets left until the end, by partition, where this member forwards. */
  readonly lag: ReadonlyMap<number, number>;
  /** By partition, when Kafka had got the first record that is not forwarded; null where there is none. */
  readonly waitingSince: ReadonlyMap<number, number | null>;
}

/** From one assignment to the next. */
interface Turn {
  readonly merge: Merge;
  readonly completeness: Completeness;
  readonly topicId: string;
  readonly signal: Signal;
  /** By partition, as committed last; a place that never was is committed first of all, so that it can be missed. */
  committed: ReadonlyMap<number, number>;
  recent: { readonly seen: number; readonly bad: number };
}

interface Found {
  readonly topicId: string;
  readonly ends: ReadonlyMap<number, PartitionEnds>;
  readonly places: ReadonlyMap<number, { readonly offset: number; readonly isCommitted: boolean; readonly note: PlaceNote }>;
}

export class Forwarder implements InputHandler {
  readonly #options: ForwarderOptions;
  #state: ForwarderStatus['state'] = 'joining';
  #stopped: string | null = null;
  /** Counts assignments: who began under an earlier one has nothing to say any more. */
  #assignment = 0;
  #turn: Turn | null = null;
  /** What is under way of the assignment before has to end first: two would forward out of order. */
  #working: Promise<void> = Promise.resolve();
  #watchTimer: NodeJS.Timeout | null = null;
  #trouble = false;
  #ended = false;

  constructor(options: ForwarderOptions) {
    this.#options = options;
  }

  /** Resolves once it has begun to join the group. */
  async start(): Promise<void> {
    await this.#options.input.start(this);
    this.#watch();
  }

  /** Finishes what is under way, within a limit; what is not acknowledged then is read again by who comes next. */
  async stop(): Promise<void> {
    this.#ended = true;
    if (this.#watchTimer !== null) clearTimeout(this.#watchTimer);
    this.#turn?.signal.raise();
    const overdue = setTimeout(() => this.#endTurn(), stopMillisecondsMax);
    await this.#working;
    clearTimeout(overdue);
    this.#endTurn();
    await this.#options.input.stop();
  }

  status(): ForwarderStatus {
    return {
      topic: this.#options.topic,
      state: this.#state,
      stopped: this.#stopped,
      lag: this.#turn?.merge.lag ?? new Map<number, number>(),
      waitingSince: this.#turn?.merge.waitingSince ?? new Map<number, number | null>(),
    };
  }

  assigned(partitions: readonly number[]): void {
    this.#endTurn();
    if (this.#ended) return;
    this.#state = partitions.length === 0 ? 'standing by' : 'joining';
    this.#stopped = null;
    this.#options.log.info({ topic: this.#options.topic, partitions }, 'assigned');
    if (partitions.length === 0) return;
    // Nothing is fetched before it is known that Kafka still holds it: where an offset is gone, kafkajs would commit another one.
    for (const partition of partitions) this.#options.input.pause(shop, partition);
    const assignment = this.#assignment;
    this.#working = this.#working.then(() => this.#work(partitions, assignment));
  }

  batch(_source: number, partition: number, batch: RawBatch): void {
    // Before the turn has begun: it will seek to where it wants to read.
    if (this.#turn === null) return;
    this.#turn.merge.offer(partition, batch);
    this.#turn.signal.raise();
  }

  ended(error: Error): void {
    this.#endTurn();
    this.#state = 'joining';
    this.#options.log.error({ topic: this.#options.topic, error: error.message }, 'consuming has ended; joining the group anew');
    this.#rejoinLater();
  }

  #endTurn(): void {
    this.#assignment += 1;
    this.#turn?.signal.raise();
    this.#turn = null;
  }

  async #work(partitions: readonly number[], assignment: number): Promise<void> {
    const holds = () => assignment === this.#assignment;
    try {
      const found = await this.#insist(() => this.#find(), holds);
      if (found === undefined || !holds()) return;
      // Partitions that were added since the group assigned them.
      if (found.ends.size !== partitions.length) return this.#rejoinLater();
      const turn = this.#begin(found);
      this.#state = 'forwarding';
      while (holds() && !this.#ended) {
        if (!(await this.#forward(turn, holds))) await turn.signal.wait(idleMilliseconds);
      }
    } catch (error) {
      if (holds()) this.#halt(error as Error);
    }
  }

  async #find(): Promise<Found> {
    const { input } = this.#options;
    const [committed, ends, [topicId]] = await Promise.all([input.committed(shop), input.ends(shop), input.topicIds()]);
    const places = [...ends].map(([partition, { low }]) => {
      const place = committed.get(partition);
      const note = readNote(place?.note ?? '');
      return [partition, { offset: place?.offset ?? low, isCommitted: place !== undefined, note }] as const;
    });
    return { topicId: topicId as string, ends, places: new Map(places) };
  }

  /** @throws TaskStopped where a partition can't be read on from where it was left */
  #begin({ topicId, ends, places }: Found): Turn {
    for (const [partition, { offset, note }] of places) {
      if (note.topicId !== null && note.topicId !== topicId) {
        const what = `${this.#name(partition)}: was read as topic ${note.topicId}, which is now ${topicId}`;
        throw new TaskStopped('topic-recreated', what);
      }
      this.#checkOffset(partition, offset, ends.get(partition) as PartitionEnds);
    }
    const { input, decode } = this.#options;
    const signal = new Signal();
    const fetching = {
      seek: (partition: number, offset: number) => input.seek(shop, partition, offset),
      pause: (partition: number) => input.pause(shop, partition),
      resume: (partition: number) => input.resume(shop, partition),
    };
    const starts = [...places].map(([partition, { offset }]) => {
      return [partition, { offset, end: (ends.get(partition) as PartitionEnds).high }] as const;
    });
    const turn: Turn = {
      merge: new Merge(new Map(starts), decode, fetching, () => signal.raise()),
      completeness: new Completeness(new Map([...places].map(([partition, { note }]) => [partition, note.watermark]))),
      topicId,
      signal,
      committed: new Map(
        [...places].filter(([, { isCommitted }]) => isCommitted).map(([partition, { offset }]) => [partition, offset]),
      ),
      recent: { seen: 0, bad: 0 },
    };
    this.#turn = turn;
    for (const [partition, { offset }] of places) {
      fetching.seek(partition, offset);
      fetching.resume(partition);
    }
    return turn;
  }

  /** One chunk; false where there was nothing to forward, or its offsets could not be committed. */
  async #forward(turn: Turn, holds: () => boolean): Promise<boolean> {
    const { merge, completeness } = turn;
    const { producer, destination, onForwarded } = this.#options;
    const next = nextChunk(merge, completeness, destination);
    const moved = this.#moved(turn);
    if (moved.size === 0) return false;
    const chunk = await this.#insist(() => sendChunk(next, producer, destination), holds);
    if (chunk === undefined || !holds()) return false;
    onForwarded(chunk);
    const isCommitted = await this.#commit(turn, moved, holds);
    merge.forget();
    this.#judgeQuality(turn, chunk);
    return isCommitted;
  }

  /** The offsets that are not committed yet. */
  #moved({ merge, committed }: Turn): ReadonlyMap<number, number> {
    return new Map([...merge.taken].filter(([partition, offset]) => offset !== committed.get(partition)));
  }

  /** A commit that fails is made up for by the next: until then, more would be repeated. */
  async #commit(turn: Turn, moved: ReadonlyMap<number, number>, holds: () => boolean): Promise<boolean> {
    const { input, log, topic } = this.#options;
    const { completeness, topicId } = turn;
    const places = [...moved].map(([partition, offset]) => {
      return [partition, { offset, note: writeNote({ topicId, watermark: completeness.of(partition) }) }] as const;
    });
    try {
      await input.commitNoted(shop, new Map(places));
      turn.committed = new Map([...turn.committed, ...moved]);
      return true;
    } catch (error) {
      if (holds()) log.warn({ topic, error: String(error) }, 'offsets could not be committed; trying again with the next');
      return false;
    }
  }

  /** A source that is mostly bad has a wrong producer. All of it stops: half of it would look like silence of the others. */
  #judgeQuality(turn: Turn, { records, deadLetters }: Chunk): void {
    const seen = turn.recent.seen + records;
    const bad = turn.recent.bad + deadLetters.length;
    turn.recent = seen < mostlyBadWindow ? { seen, bad } : { seen: 0, bad: 0 };
    if (seen < mostlyBadWindow || bad * 2 <= seen) return;
    throw new TaskStopped('mostly-bad', `${this.#options.topic}: ${bad} of the last ${seen} records were bad; not forwarded on`);
  }

  /** Tries again until it succeeds, or the assignment is over: then undefined. Says once that it has to, and that it is over. */
  async #insist<T>(act: () => Promise<T>, holds: () => boolean): Promise<T | undefined> {
    const { log, topic } = this.#options;
    for (let wait = retryMillisecondsMin; holds(); wait = Math.min(2 * wait, retryMillisecondsMax)) {
      try {
        const result = await act();
        if (this.#trouble) log.info({ topic }, 'forwarding goes on');
        this.#trouble = false;
        return result;
      } catch (error) {
        if (error instanceof TaskStopped) throw error;
        if (!this.#trouble)
          log.warn({ topic, error: String(error) }, 'Kafka is away, or refuses what is forwarded; trying again');
        this.#trouble = true;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return undefined;
  }

  /** Reads the ends once a second: to know what is left, and to see offsets and partitions that do not fit any more. */
  #watch(): void {
    this.#watchTimer = setTimeout(() => {
      void this.#readEnds().finally(() => {
        if (!this.#ended) this.#watch();
      });
    }, watchMilliseconds);
  }

  async #readEnds(): Promise<void> {
    const turn = this.#turn;
    if (turn === null) return;
    const asked = turn.merge.expected;
    const found = await Promise.all([this.#options.input.ends(shop), this.#options.input.topicIds()]).catch(() => null);
    if (found === null || this.#turn !== turn) return;
    const [ends, [topicId]] = found;
    try {
      if (topicId !== turn.topicId) {
        const what = `${this.#options.topic}: was read as topic ${turn.topicId}, which is now ${topicId}`;
        throw new TaskStopped('topic-recreated', what);
      }
      for (const [partition, end] of ends) this.#endSeen(turn, partition, end, asked.get(partition));
    } catch (error) {
      this.#halt(error as Error);
    }
    if (ends.size !== asked.size && this.#turn === turn) this.#rejoin();
    turn.signal.raise();
  }

  /** @param asked the offset expected before Kafka was asked; what has been fetched since may lie beyond the end that it told */
  #endSeen({ merge }: Turn, partition: number, end: PartitionEnds, asked: number | undefined): void {
    if (asked === undefined) return;
    const expected = asked > end.high ? asked : Math.min(merge.expected.get(partition) as number, end.high);
    this.#checkOffset(partition, expected, end);
    merge.endSeen(partition, end.high);
  }

  /** kafkajs would go on from another offset where its own is gone. @throws TaskStopped */
  #checkOffset(partition: number, offset: number, { low, high }: PartitionEnds): void {
    if (offset >= low && offset <= high) return;
    const what = `${this.#name(partition)}: offset ${offset} is to be read next, but Kafka holds ${low} to ${high}`;
    throw new TaskStopped('offset-gone', what);
  }

  /** Nothing more is forwarded until someone has mended it, and restarts or the group assigns anew. */
  #halt(error: Error): void {
    const { input, log, topic } = this.#options;
    const turn = this.#turn;
    this.#endTurn();
    if (turn !== null) {
      for (const partition of turn.merge.expected.keys()) input.pause(shop, partition);
      // kafkajs may have committed where it would go on: who comes next has to find where this one stood.
      if (turn.committed.size > 0) void this.#commit(turn, turn.committed, () => true);
    }
    this.#state = 'stopped';
    this.#stopped = error.message;
    log.error({ topic, stack: error instanceof TaskStopped ? undefined : error.stack }, error.message);
  }

  #rejoin(): void {
    if (this.#ended) return;
    this.#endTurn();
    this.#options.input.rejoin().catch((error: unknown) => {
      this.#options.log.warn({ topic: this.#options.topic, error: String(error) }, 'joining the group anew failed; trying again');
      this.#rejoinLater();
    });
  }

  #rejoinLater(): void {
    setTimeout(() => this.#rejoin(), retryMillisecondsMax).unref();
  }

  #name(partition: number): string {
    return `${this.#options.topic} partition ${partition}`;
  }
}
