import { dayMilliseconds, type TimedCalendar } from './calendar.ts';

/** Days of UTC, the business time zone unless another is configured. */
export const utcCalendar: TimedCalendar = {
  dayOf: (instant) => Math.floor(instant / dayMilliseconds),
  startOf: (day) => day * dayMilliseconds,
  at: (day, minute) => day * dayMilliseconds + minute * 60_000,
};
