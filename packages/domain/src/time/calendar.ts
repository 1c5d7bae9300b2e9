/** Milliseconds since 1970-01-01T00:00Z, in event time unless said otherwise. */
export type Instant = number;

/** A calendar day of the business time zone, counted from 1970-01-01. */
export type Day = number;

/** How instants and calendar days of one business time zone belong together. Pure. */
export interface Calendar {
  dayOf(instant: Instant): Day;
  /** The first instant of the day: local midnight, or where the clocks skip it, the first instant after. */
  startOf(day: Day): Instant;
}
