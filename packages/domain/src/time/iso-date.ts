import { type Day, dayMilliseconds } from './calendar.ts';

/** The day as `yyyy-mm-dd`, whatever the business time zone. */
export function isoDate(day: Day): string {
  // oxlint-disable-next-line no-restricted-globals -- pure, as it is given the time
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}
