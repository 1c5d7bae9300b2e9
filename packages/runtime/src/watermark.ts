/**
 * How far a source's time has come, for one partition. Pure.
 *
 * A source's clock is `event` (only its records and markers move time: a replay), `wall` (time also moves while the partition is
 * complete, so that silence speaks when nobody buys anything), or `markers` (a topic that Ebb wrote: see `upstream.ts`).
 */
import type { SourceCursor } from './ports.ts';
import type { Instant } from './processor.ts';

/** Of a topic that others write to. */
export interface RecordClock {
  readonly clock: 'event' | 'wall';
  /** Milliseconds that event time may run backwards without a record being late. */
  readonly outOfOrderMax: number;
  /** Milliseconds without any record or marker after which absence proves nothing. */
  readonly sourceQuietMax: number;
}

/** Of a topic that Ebb wrote: records move no time, as each of those who write to it has come to another. */
export interface MarkerClock {
  readonly clock: 'markers';
  /** All tasks that write to it, as `<service>/<source partition>`. */
  readonly upstream: readonly string[];
}

export type SourceClock = RecordClock | MarkerClock;

/** Before any record. */
export const noTime: Instant = Number.MIN_SAFE_INTEGER;

/** After any record. */
export const never: Instant = Number.MAX_SAFE_INTEGER;

/** Of a source that has not been read. */
export const neverRead: SourceCursor = { topicId: '', offset: 0, watermark: noTime, lastEventAt: null, lastBrokerAt: null };

export function afterRecord(cursor: SourceCursor, clock: SourceClock, eventAt: Instant, brokerAt: Instant): SourceCursor {
  if (clock.clock === 'markers') return cursor;
  const watermark = Math.max(cursor.watermark, eventAt - clock.outOfOrderMax);
  return { ...cursor, watermark, lastEventAt: eventAt, lastBrokerAt: brokerAt };
}

/** A marker says that the input is complete up to its watermark; on the clock `markers`, as far as its own sender goes. */
export function afterMarker(cursor: SourceCursor, clock: SourceClock, watermark: Instant, brokerAt: Instant): SourceCursor {
  const reached = clock.clock === 'markers' ? cursor.watermark : Math.max(cursor.watermark, watermark);
  return { ...cursor, watermark: reached, lastEventAt: watermark, lastBrokerAt: brokerAt };
}

/** The installation does not have the source: its place is kept, and its time is given to it. */
export const absent = (cursor: SourceCursor, watermark: Instant): SourceCursor => ({
  ...cursor,
  watermark: Math.max(cursor.watermark, watermark),
  lastEventAt: null,
  lastBrokerAt: null,
});

/**
 * The wall clock, where the partition is complete: all read up to the end seen at that moment, something arrived of late, and what
 * arrived last was fresh when it came.
 * @param endOffset the end of the partition, read at `now` or after
 */
export function atWallClock(cursor: SourceCursor, clock: SourceClock, endOffset: number, now: Instant): SourceCursor {
  if (clock.clock !== 'wall' || !isComplete(cursor, clock, endOffset, now)) return cursor;
  return now > cursor.watermark ? { ...cursor, watermark: now } : cursor;
}

function isComplete(cursor: SourceCursor, clock: RecordClock, endOffset: number, now: Instant): boolean {
  const { lastEventAt, lastBrokerAt } = cursor;
  if (lastEventAt === null || lastBrokerAt === null || cursor.offset < endOffset) return false;
  return now - lastBrokerAt <= clock.sourceQuietMax && lastBrokerAt - lastEventAt <= clock.sourceQuietMax;
}
