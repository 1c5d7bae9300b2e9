import { type Day, dayMilliseconds } from './calendar.ts';

/** The day as `yyyy-mm-dd`, whatever the business time zone. */
export function isoDate(day: Day): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}
