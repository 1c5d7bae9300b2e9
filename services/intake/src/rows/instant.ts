import { DateTime } from 'luxon';
import { BadCell } from './bad-cell.ts';

const epochMilliseconds = /^\d{11,15}$/;
const fewerDigits = /^\d{1,10}$/;
/** A date; or a date and a time, with or without an offset. */
const isoForm = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}(:?\d{2})?)?)?$/i;

/**
 * The instant that a text names: an ISO date (its start in the zone), an ISO date-time (in the zone where it has no offset), or
 * milliseconds since 1970-01-01T00:00Z.
 * @throws {BadCell}
 */
export function parseInstant(text: string, timeZone: string): number {
  const trimmed = text.trim();
  if (epochMilliseconds.test(trimmed)) return Number(trimmed);
  if (fewerDigits.test(trimmed)) {
    throw new BadCell(`the time ${trimmed} is a number, but too small for milliseconds since 1970: is it in seconds?`);
  }
  if (!isoForm.test(trimmed)) {
    throw new BadCell(
      `the time ${JSON.stringify(text)} is no ISO date (2026-01-31), no ISO date-time (2026-01-31T12:00:00+01:00) and no milliseconds since 1970`,
    );
  }
  const iso = trimmed
    .replace(/^(\S+) (?=\d)/, '$1T')
    .replace(/\s/, '')
    .toUpperCase();
  const found = DateTime.fromISO(iso, { zone: timeZone });
  if (!found.isValid) throw new BadCell(`there is no ${trimmed} in the calendar`);
  return found.toMillis();
}
