import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const night = { from: '20:00', to: '08:00' };
const minute = 60_000;
const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toMillis();

describe('quiet hours hold on the customer’s clock', () => {
  it('by day there are none', () => {
    const noon = at('2026-01-13T12:00', 'Europe/Paris');
    expect(quietUntil(noon, night, 'Europe/Paris', 'UTC')).toBe(noon);
  });

  it('in the evening and before dawn they last until the next morning', () => {
    const morning = at('2026-01-14T08:00', 'Europe/Paris');
    expect(quietUntil(at('2026-01-13T20:00', 'Europe/Paris'), night, 'Europe/Paris', 'UTC')).toBe(morning);
    expect(quietUntil(at('2026-01-14T07:59:59', 'Europe/Paris'), night, 'Europe/Paris', 'UTC')).toBe(morning);
    expect(quietUntil(morning, night, 'Europe/Paris', 'UTC')).toBe(morning);
  });

  it('at noon in London it is night in Tokyo', () => {
    const noon = at('2026-01-13T12:00', 'Europe/London');
    expect(quietUntil(noon, night, 'Asia/Tokyo', 'Europe/London')).toBe(at('2026-01-14T08:00', 'Asia/Tokyo'));
  });

  it.each([null, 'Mars/Olympus'])('where the zone is %s, the business time zone holds', (zone) => {
    const late = at('2026-01-13T22:00', 'Europe/Paris');
    expect(quietUntil(late, night, zone, 'Europe/Paris')).toBe(at('2026-01-14T08:00', 'Europe/Paris'));
  });

  it('the night that the clocks go forward is an hour shorter', () => {
    const evening = at('2026-03-28T20:00', 'Europe/Paris');
    expect(quietUntil(evening, night, 'Europe/Paris', 'UTC') - evening).toBe(11 * 60 * minute);
  });

  it('the night that they go back is an hour longer', () => {
    const evening = at('2026-10-24T20:00', 'Europe/Paris');
    expect(quietUntil(evening, night, 'Europe/Paris', 'UTC') - evening).toBe(13 * 60 * minute);
  });

  it('an end that the clocks leave out is where they go on', () => {
    const quiet = { from: '22:00', to: '02:30' };
    const evening = at('2026-03-28T22:00', 'Europe/Paris');
    expect(quietUntil(evening, quiet, 'Europe/Paris', 'UTC')).toBe(at('2026-03-29T03:00', 'Europe/Paris'));
  });

  it('law: the end is not quiet, and every minute before it is', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${pad(h)}:${pad(m)}`);
    const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns');
    const year = { min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) };
    // A year has few nights with a change of the clocks: half of the instants are near one.
    const changes = fc.constantFrom('2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-04', '2026-10-03');
    const near = fc
      .tuple(changes, fc.integer({ min: 0, max: 48 * 60 }))
      .map(([date, after]) => Date.parse(date) + after * minute);
    fc.assert(
      fc.property(fc.oneof(near, fc.integer(year)), time, time, zone, (instant, from, to, name) => {
        fc.pre(from !== to);
        const start = Math.floor(instant / minute) * minute;
        let expected = start;
        while (isQuiet(expected, from, to, name)) expected += minute;
        expect(quietUntil(start, { from, to }, name, 'UTC')).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });
});

const pad = (value: number): string => String(value).padStart(2, '0');

function isQuiet(instant: number, from: string, to: string, zone: string): boolean {
  const clock = DateTime.fromMillis(instant, { zone }).toFormat('HH:mm');
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}
