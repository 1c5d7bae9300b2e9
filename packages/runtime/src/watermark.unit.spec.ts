import { describe, expect, it } from 'vitest';
import type { SourceCursor } from './ports.ts';
import { afterMarker, afterRecord, atWallClock, noTime, type SourceClock } from './watermark.ts';

const minute = 60_000;
const hour = 60 * minute;
const wall: SourceClock = { clock: 'wall', outOfOrderMax: 5 * minute, sourceQuietMax: 6 * hour };
const event: SourceClock = { ...wall, clock: 'event' };
const start: SourceCursor = { topicId: 't', offset: 0, watermark: noTime, lastEventAt: null, lastBrokerAt: null };
const now = Date.UTC(2026, 0, 1);

describe('the watermark of a source partition', () => {
  it('trails the greatest event time by what may be out of order, and never goes back', () => {
    const first = afterRecord(start, wall, now, now);
    expect(first.watermark).toBe(now - 5 * minute);
    expect(afterRecord(first, wall, now - hour, now).watermark).toBe(now - 5 * minute);
  });

  it("is a marker's own time, as that already says what is complete", () => {
    expect(afterMarker(start, wall, now, now).watermark).toBe(now);
  });

  it('follows the wall clock while the partition is complete', () => {
    const read = { ...afterRecord(start, wall, now, now), offset: 10 };
    expect(atWallClock(read, wall, 10, now + hour).watermark).toBe(now + hour);
  });

  it('stands still while there is something left to read', () => {
    const read = { ...afterRecord(start, wall, now, now), offset: 10 };
    expect(atWallClock(read, wall, 11, now + hour)).toBe(read);
  });

  it('stands still once nothing has come for too long: absence then proves nothing', () => {
    const read = { ...afterRecord(start, wall, now, now), offset: 10 };
    expect(atWallClock(read, wall, 10, now + 7 * hour)).toBe(read);
  });

  it('stands still while what comes is old: a backfill says nothing about today', () => {
    const read = { ...afterRecord(start, wall, now - 24 * hour, now), offset: 10 };
    expect(atWallClock(read, wall, 10, now + minute)).toBe(read);
  });

  it('does not know the time before anything has come', () => {
    expect(atWallClock(start, wall, 0, now)).toBe(start);
  });

  it('is moved by events alone in a replay', () => {
    const read = { ...afterRecord(start, event, now, now), offset: 10 };
    expect(atWallClock(read, event, 10, now + hour)).toBe(read);
  });
});
