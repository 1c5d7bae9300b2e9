/** Milliseconds since 1970-01-01T00:00Z, in event time unless said otherwise. */
export type Instant = number;

/** A calendar day of the business time zone, counted from 1970-01-01. */
export type Day = number;

export const dayMilliseconds = 86_400_000;

/**
 * How instants and calendar days of one business time zone belong together. Pure. A day reaches from its start to the
 * start of the next one: `startOf(dayOf(i)) <= i < startOf(dayOf(i) + 1)`.
 */
export interface Calendar {
  dayOf(instant: Instant): Day;
  /** The first instant of the day: local midnight, or where the clocks skip it, the first instant after. */
  startOf(day: Day): Instant;
}

/** A calendar that knows the time of day as well. */
export interface TimedCalendar extends Calendar {
  /**
   * When clocks on the wall show the time on that day; where they skip it, that much after the jump;
   * where they show it twice, the first time.
   *
   * @param minute since midnight, 0 to 1440: as clocks show it, not as time passes
   */
  at(day: Day, minute: number): Instant;
}
