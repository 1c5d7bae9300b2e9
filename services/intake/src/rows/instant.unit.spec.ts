import { describe, expect, it } from 'vitest';
import { parseInstant } from './instant.ts';

const iso = (text: string, zone = 'UTC') => new Date(parseInstant(text, zone)).toISOString();

describe('A time', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T12:30', '2026-01-31T12:30:00.000Z'],
    ['2026-01-31 12:30:15', '2026-01-31T12:30:15.000Z'],
    ['2026-01-31T12:30:15.250Z', '2026-01-31T12:30:15.250Z'],
    ['2026-01-31T12:30:15+01:00', '2026-01-31T11:30:15.000Z'],
    ['2026-01-31 12:30:15 +0100', '2026-01-31T11:30:15.000Z'],
    ['1769862615250', '2026-01-31T12:30:15.250Z'],
  ])('%s is %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it('without an offset is of the business time zone, in summer and in winter', () => {
    expect(iso('2026-01-31', 'Europe/Paris')).toBe('2026-01-30T23:00:00.000Z');
    expect(iso('2026-07-31T08:00', 'Europe/Paris')).toBe('2026-07-31T06:00:00.000Z');
    expect(iso('2026-07-31T08:00Z', 'Europe/Paris')).toBe('2026-07-31T08:00:00.000Z');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-01-01T25:00'])('that no calendar has (%s) is refused', (text) => {
    expect(() => parseInstant(text, 'UTC')).toThrow(`there is no ${text} in the calendar`);
  });

  it.each(['31.01.2026', '01/31/2026', '20260131T1200', '2026', 'yesterday', '2026-W05'])('is not guessed from %s', (text) => {
    expect(() => parseInstant(text, 'UTC')).toThrow(/is no ISO date|is a number, but too small/);
  });

  it('in seconds is noticed', () => {
    expect(() => parseInstant('1769862615', 'UTC')).toThrow('too small for milliseconds since 1970: is it in seconds?');
  });
});
