import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMilliseconds } from './calendar.ts';
import { isoDate } from './iso-date.ts';
import { utcCalendar } from './utc-calendar.ts';
import { zonedCalendar } from './zoned-calendar.ts';

/** The clocks of some go forward at midnight (São Paulo, Beirut), of some by half an hour (Lord Howe), of some never. */
const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
].map((name) => ({ name, calendar: zonedCalendar(name) }));

const dayIn = (date: string): number => Date.parse(date) / dayMilliseconds;
const anyZone = fc.constantFrom(...zones);
const anyDay = fc.integer({ min: dayIn('1971-01-01'), max: dayIn('2030-01-01') });
const anyInstant = fc.integer({ min: Date.parse('1971-01-01'), max: Date.parse('2030-01-01') });

describe('a calendar', () => {
  it('finds a day again by its start', () => {
    fc.assert(
      fc.property(anyZone, anyDay, ({ calendar }, day) => {
        expect(calendar.dayOf(calendar.startOf(day))).toBe(day);
        expect(calendar.dayOf(calendar.startOf(day) - 1)).toBe(day - 1);
      }),
    );
  });

  it('puts each instant between the start of its day and the start of the next', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, ({ calendar }, instant) => {
        const day = calendar.dayOf(instant);
        expect(calendar.startOf(day)).toBeLessThanOrEqual(instant);
        expect(calendar.startOf(day + 1)).toBeGreaterThan(instant);
      }),
    );
  });

  it('shows the date that the wall shows there', () => {
    const elsewhere = zones.filter(({ name }) => name !== 'America/St_Johns');
    fc.assert(
      fc.property(fc.constantFrom(...elsewhere), anyInstant, ({ name, calendar }, instant) => {
        const onTheWall = new Intl.DateTimeFormat('sv-SE', { timeZone: name }).format(instant);
        expect(isoDate(calendar.dayOf(instant))).toBe(onTheWall);
      }),
    );
  });

  it('of UTC is the zone UTC', () => {
    const [utc] = zones;
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(utcCalendar.dayOf(instant)).toBe(utc!.calendar.dayOf(instant));
        expect(utcCalendar.startOf(utcCalendar.dayOf(instant))).toBe(utc!.calendar.startOf(utc!.calendar.dayOf(instant)));
      }),
    );
  });
});

describe('a time of day', () => {
  const anyMinute = fc.integer({ min: 0, max: 24 * 60 - 1 });

  it('is what clocks there show at the instant found, unless they skip it', () => {
    const offsets = Array.from({ length: 129 }, (_, index) => (index - 64) * 900_000);
    fc.assert(
      fc.property(anyZone, anyDay, anyMinute, ({ name, calendar }, day, minute) => {
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short' });
        const asked = day * dayMilliseconds + minute * 60_000;
        const isShownAt = (instant: number) =>
          format.format(instant) === new Date(asked).toISOString().slice(0, 16).replace('T', ' ');
        const isSkipped = () => !offsets.some((offset) => isShownAt(asked + offset));
        expect(isShownAt(calendar.at(day, minute)) || isSkipped()).toBe(true);
      }),
    );
  });

  it('is found on days on which the clocks are put forward and back', () => {
    const paris = zonedCalendar('Europe/Paris');
    expect(paris.at(dayIn('2026-03-29'), 9 * 60)).toBe(Date.parse('2026-03-29T09:00+02:00'));
    expect(paris.at(dayIn('2026-10-25'), 9 * 60)).toBe(Date.parse('2026-10-25T09:00+01:00'));
    expect(paris.at(dayIn('2026-10-25'), 24 * 60)).toBe(paris.startOf(dayIn('2026-10-26')));
  });

  it('that clocks skip is as much after the jump, on either side of Greenwich', () => {
    expect(zonedCalendar('Europe/Paris').at(dayIn('2026-03-29'), 150)).toBe(Date.parse('2026-03-29T03:30+02:00'));
    expect(zonedCalendar('America/New_York').at(dayIn('2026-03-08'), 150)).toBe(Date.parse('2026-03-08T03:30-04:00'));
  });

  it('that clocks show twice is the first of the two', () => {
    expect(zonedCalendar('Europe/Paris').at(dayIn('2026-10-25'), 150)).toBe(Date.parse('2026-10-25T02:30+02:00'));
    expect(zonedCalendar('America/New_York').at(dayIn('2026-11-01'), 90)).toBe(Date.parse('2026-11-01T01:30-04:00'));
  });

  it('of UTC is the zone UTC', () => {
    const [utc] = zones;
    fc.assert(
      fc.property(anyDay, anyMinute, (day, minute) => {
        expect(utcCalendar.at(day, minute)).toBe(utc!.calendar.at(day, minute));
      }),
    );
  });
});

describe('the calendar of a time zone', () => {
  it('begins a day at local midnight', () => {
    const paris = zonedCalendar('Europe/Paris');
    expect(paris.startOf(dayIn('2026-01-15'))).toBe(Date.parse('2026-01-15T00:00+01:00'));
    expect(paris.startOf(dayIn('2026-07-15'))).toBe(Date.parse('2026-07-15T00:00+02:00'));
  });

  it('begins the day after the gap where the clocks skip midnight', () => {
    const saoPaulo = zonedCalendar('America/Sao_Paulo');
    expect(saoPaulo.startOf(dayIn('2018-11-04'))).toBe(Date.parse('2018-11-04T01:00-02:00'));
  });

  it('knows days of 23 and of 25 hours', () => {
    const paris = zonedCalendar('Europe/Paris');
    const hoursOf = (date: string) => (paris.startOf(dayIn(date) + 1) - paris.startOf(dayIn(date))) / 3_600_000;
    expect(hoursOf('2026-03-29')).toBe(23);
    expect(hoursOf('2026-10-25')).toBe(25);
  });

  it('gives a date that the zone left out no time', () => {
    const apia = zonedCalendar('Pacific/Apia');
    const leftOut = dayIn('2011-12-30');
    expect(apia.startOf(leftOut)).toBe(apia.startOf(leftOut + 1));
    expect(apia.dayOf(apia.startOf(leftOut))).toBe(leftOut + 1);
  });

  it('gives the same answers when asked about more days than it remembers', () => {
    const paris = zonedCalendar('Europe/Paris');
    const first = paris.startOf(0);
    for (let day = 0; day < 5_000; day += 1) paris.startOf(day);
    expect(paris.startOf(0)).toBe(first);
  });

  it('is refused for a zone that does not exist', () => {
    expect(() => zonedCalendar('Europe/Atlantis')).toThrow(RangeError);
  });
});
