/**
 * How far a source's time has come, for one partition. Pure.
 *
 * A source's clock is `event` (only its records and markers move time: a replay) or `wall` (time also moves while the partition is
 * complete, so that silence speaks when nobody buys anything).
 */
import type { SourceCursor } from './ports.ts';
import type { Instant } from './processor.ts';

export interface SourceClock {
  readonly clock: 'event' | 'wall';
  /** Milliseconds that event time may run backwards without a record being late. */
  readonly outOfOrderMax: number;
  /** Milliseconds without any record or marker after which absence proves nothing. */
  readonly sourceQuietMax: number;
}

/** Before any record. */
export const noTime: Instant = Number.MIN_SAFE_INTEGER;

export function afterRecord(cursor: SourceCursor, clock: SourceClock, eventAt: Instant, brokerAt: Instant): SourceCursor {
  const watermark = Math.max(cursor.watermark, eventAt - clock.outOfOrderMax);
  return { ...cursor, watermark, lastEventAt: eventAt, lastBrokerAt: brokerAt };
}

/** A marker says that the input is complete up to its watermark. */
export function afterMarker(cursor: SourceCursor, watermark: Instant, brokerAt: Instant): SourceCursor {
  return { ...cursor, watermark: Math.max(cursor.watermark, watermark), lastEventAt: watermark, lastBrokerAt: brokerAt };
}

/**
 * The wall clock, where the partition is complete: all read up to the end seen at that moment, something arrived of late, and what
 * arrived last was fresh when it came.
 * @param endOffset the end of the partition, read at `now` or after
 */
export function atWallClock(cursor: SourceCursor, clock: SourceClock, endOffset: number, now: Instant): SourceCursor {
  if (clock.clock !== 'wall' || !isComplete(cursor, clock, endOffset, now)) return cursor;
  return now > cursor.watermark ? { ...cursor, watermark: now } : cursor;
}

export function isComplete(cursor: SourceCursor, clock: SourceClock, endOffset: number, now: Instant): boolean {
  const { lastEventAt, lastBrokerAt } = cursor;
  if (lastEventAt === null || lastBrokerAt === null || cursor.offset < endOffset) return false;
  return now - lastBrokerAt <= clock.sourceQuietMax && lastBrokerAt - lastEventAt <= clock.sourceQuietMax;
}
