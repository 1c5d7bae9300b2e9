import { type Calendar, dayMilliseconds } from './calendar.ts';

/** Days of UTC, the business time zone unless another is configured. */
export const utcCalendar: Calendar = {
  dayOf: (instant) => Math.floor(instant / dayMilliseconds),
  startOf: (day) => day * dayMilliseconds,
};
