import { describe, expect, it } from 'vitest';
import { dayMilliseconds } from './calendar.ts';
import { afterOpeningTime, type OpeningHours } from './opening-hours.ts';
import { zonedCalendar } from './zoned-calendar.ts';

const hour = 3_600_000;
const dayIn = (date: string): number => Date.parse(date) / dayMilliseconds;
const paris = zonedCalendar('Europe/Paris');

/** Monday to Friday, 9 to 18. */
const office: OpeningHours = { weekdays: [1, 2, 3, 4, 5], from: 540, to: 1080, holidays: [dayIn('2026-12-25')] };

const after = (since: string, hours: number, opening = office): string =>
  new Date(afterOpeningTime(Date.parse(since), hours * hour, opening, paris)).toISOString();

const at = (time: string): string => new Date(Date.parse(time)).toISOString();

describe('an hour of opening time', () => {
  it('passes as any other while it is open', () => {
    expect(after('2026-11-24T10:15+01:00', 1)).toBe(at('2026-11-24T11:15+01:00'));
  });

  it('begins at the next opening when it is closed', () => {
    expect(after('2026-11-24T05:00+01:00', 1)).toBe(at('2026-11-24T10:00+01:00'));
    expect(after('2026-11-24T20:00+01:00', 1)).toBe(at('2026-11-25T10:00+01:00'));
  });

  it('goes on in the morning where the evening cuts it', () => {
    expect(after('2026-11-24T17:40+01:00', 1)).toBe(at('2026-11-25T09:40+01:00'));
  });

  it('ends with the day where it just fits', () => {
    expect(after('2026-11-24T17:00+01:00', 1)).toBe(at('2026-11-24T18:00+01:00'));
  });

  it('waits for the weekend and for holidays', () => {
    expect(after('2026-11-27T18:00+01:00', 1)).toBe(at('2026-11-30T10:00+01:00'));
    expect(after('2026-12-24T17:30+01:00', 1)).toBe(at('2026-12-28T09:30+01:00'));
  });

  it('is by the clocks on the wall when they have been put forward or back over the weekend', () => {
    expect(after('2026-03-27T17:30+01:00', 1)).toBe(at('2026-03-30T09:30+02:00'));
    expect(after('2026-10-23T17:30+02:00', 1)).toBe(at('2026-10-26T09:30+01:00'));
  });

  it('is an hour that passes where the clocks change while it is open', () => {
    const always: OpeningHours = { weekdays: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 1440, holidays: [] };
    expect(after('2026-03-29T01:30+01:00', 1, always)).toBe(at('2026-03-29T03:30+02:00'));
    expect(after('2026-10-25T02:30+02:00', 1, always)).toBe(at('2026-10-25T02:30+01:00'));
    expect(after('2026-03-28T12:00+01:00', 24, always)).toBe(at('2026-03-29T13:00+02:00'));
  });
});

it('two working days of nine hours end at the same time of day', () => {
  expect(after('2026-11-26T11:00+01:00', 18)).toBe(at('2026-11-30T11:00+01:00'));
});
