/** Sends a history as if it happened now, faster: events by event time, and markers that say how far it has come. */
import { setTimeout } from 'node:timers/promises';
import { type SourceName, sourceNames } from '@ebb/contracts';
import type { EventWriter, SourceRecord } from './event-writer.ts';

const dayMilliseconds = 86_400_000;
const weekMilliseconds = 7 * dayMilliseconds;

/** Events that wait to be sent together. */
const batchEventsMax = 5_000;

/** Wall-clock milliseconds between two sends, where the speed is limited. */
const sliceMilliseconds = 100;

/** An event, and the source that says it. */
export type ReplayEvent = {
  readonly [Name in SourceName]: { readonly source: Name; readonly record: SourceRecord<Name> };
}[SourceName];

export interface ReplayOptions {
  /** Event time up to which the last marker says that all is there. */
  readonly endAt: number;
  /** Event days per second; null for as fast as Kafka takes them. */
  readonly speed: number | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReplayProgress) => void;
  /**
   * Says that all is there up to an event time, at the end of each week and of the replay; what follows waits for it. Unless
   * given, a marker to each partition of each source.
   */
  readonly mark?: (watermark: number) => Promise<void>;
}

export interface ReplayProgress {
  readonly events: number;
  /** How often it was said that all is there up to a time. */
  readonly markers: number;
  /** Event time of the last event sent. */
  readonly eventTime: number;
}

/**
 * @param events by event time, as markers promise that nothing earlier comes
 * @throws the signal's reason once it is aborted; what was sent stays
 */
export async function replay(
  writer: EventWriter,
  events: AsyncIterable<ReplayEvent>,
  options: ReplayOptions,
): Promise<ReplayProgress> {
  const { endAt, signal, onProgress } = options;
  let progress: ReplayProgress = { events: 0, markers: 0, eventTime: Number.NEGATIVE_INFINITY };
  let batch: ReplayEvent[] = [];
  const report = (change: Partial<ReplayProgress>): void => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  const send = async (): Promise<void> => {
    signal.throwIfAborted();
    const last = batch.at(-1);
    if (last === undefined) return;
    await writeEach(writer, batch);
    report({ events: progress.events + batch.length, eventTime: last.record.occurredAt });
    batch = [];
  };
  const mark = async (watermark: number): Promise<void> => {
    await (options.mark ?? ((to) => writer.markers(to)))(watermark);
    report({ markers: progress.markers + 1 });
  };
  const pace = options.speed === null ? null : new Pace(options.speed, signal);
  let week: number | null = null;
  for await (const event of events) {
    const { occurredAt } = event.record;
    const weekOfThis = Math.floor(occurredAt / weekMilliseconds);
    const isNewWeek = week !== null && weekOfThis > week;
    if (isNewWeek || batch.length >= batchEventsMax || pace?.mustWaitFor(occurredAt)) await send();
    if (isNewWeek) await mark(weekOfThis * weekMilliseconds - 1);
    week = weekOfThis;
    await pace?.waitFor(occurredAt);
    batch.push(event);
  }
  await send();
  await mark(endAt);
  return progress;
}

/** Each source's events in their order. */
async function writeEach(writer: EventWriter, events: readonly ReplayEvent[]): Promise<void> {
  for (const source of sourceNames) {
    const records = events.filter((event) => event.source === source).map(({ record }) => record);
    await writer.write(source, records);
  }
}

/** Maps event time to the clock on the wall, in slices, so that many events leave together. */
class Pace {
  readonly #speed: number;
  readonly #signal: AbortSignal;
  readonly #startedAt = performance.now();
  #firstEventAt: number | null = null;
  #slice = 0;

  constructor(speed: number, signal: AbortSignal) {
    this.#speed = speed;
    this.#signal = signal;
  }

  mustWaitFor(eventTime: number): boolean {
    return this.#sliceOf(eventTime) > this.#slice;
  }

  async waitFor(eventTime: number): Promise<void> {
    const slice = this.#sliceOf(eventTime);
    if (slice <= this.#slice) return;
    this.#slice = slice;
    const wait = this.#startedAt + slice * sliceMilliseconds - performance.now();
    if (wait <= 0) return;
    // Aborted, the timer throws an error of its own around the reason.
    await setTimeout(wait, undefined, { signal: this.#signal }).catch(() => this.#signal.throwIfAborted());
  }

  #sliceOf(eventTime: number): number {
    this.#firstEventAt ??= eventTime;
    const days = (eventTime - this.#firstEventAt) / dayMilliseconds;
    return Math.floor((days * 1_000) / (this.#speed * sliceMilliseconds));
  }
}
