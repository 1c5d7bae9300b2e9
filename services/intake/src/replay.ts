/** Sends a history as if it happened now, faster: events by event time, and markers that say how far it has come. */
import { setTimeout } from 'node:timers/promises';
import type { EventWriter } from './event-writer.ts';
import type { Purchase } from './rows/purchase-of-row.ts';

const dayMilliseconds = 86_400_000;
const weekMilliseconds = 7 * dayMilliseconds;

/** Events that wait to be sent together. */
const batchEventsMax = 5_000;

/** Wall-clock milliseconds between two sends, where the speed is limited. */
const sliceMilliseconds = 100;

export interface ReplayOptions {
  /** Event time up to which the last marker says that all is there. */
  readonly endAt: number;
  /** Event days per second; null for as fast as Kafka takes them. */
  readonly speed: number | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReplayProgress) => void;
}

export interface ReplayProgress {
  readonly events: number;
  /** Markers written to each partition of each source. */
  readonly markers: number;
  /** Event time of the last event sent. */
  readonly eventTime: number;
}

/**
 * @param purchases by event time, as markers promise that nothing earlier comes
 * @throws the signal's reason once it is aborted; what was sent stays
 */
export async function replay(
  writer: EventWriter,
  purchases: AsyncIterable<Purchase>,
  options: ReplayOptions,
): Promise<ReplayProgress> {
  const { endAt, signal, onProgress } = options;
  let progress: ReplayProgress = { events: 0, markers: 0, eventTime: Number.NEGATIVE_INFINITY };
  let batch: Purchase[] = [];
  const report = (change: Partial<ReplayProgress>): void => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  const send = async (): Promise<void> => {
    signal.throwIfAborted();
    const last = batch.at(-1);
    if (last === undefined) return;
    await writer.write('purchases', batch);
    report({ events: progress.events + batch.length, eventTime: last.occurredAt });
    batch = [];
  };
  const mark = async (watermark: number): Promise<void> => {
    await writer.markers(watermark);
    report({ markers: progress.markers + 1 });
  };
  const pace = options.speed === null ? null : new Pace(options.speed, signal);
  let week: number | null = null;
  for await (const purchase of purchases) {
    const { occurredAt } = purchase;
    const weekOfThis = Math.floor(occurredAt / weekMilliseconds);
    const isNewWeek = week !== null && weekOfThis > week;
    if (isNewWeek || batch.length >= batchEventsMax || pace?.mustWaitFor(occurredAt)) await send();
    if (isNewWeek) await mark(weekOfThis * weekMilliseconds - 1);
    week = weekOfThis;
    await pace?.waitFor(occurredAt);
    batch.push(purchase);
  }
  await send();
  await mark(endAt);
  return progress;
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
