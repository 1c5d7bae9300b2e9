import type { Calendar } from '@ebb/domain';

const millisecondsPerDay = 86_400_000;

/** The calendar of a business in UTC; the oracle's own, so that it does not lean on the code it judges. */
export const utcCalendar: Calendar = {
  dayOf: (instant) => Math.floor(instant / millisecondsPerDay),
  startOf: (day) => day * millisecondsPerDay,
};
