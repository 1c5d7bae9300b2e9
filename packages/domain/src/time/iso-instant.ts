import type { Instant } from './calendar.ts';

/** The instant as ISO 8601, UTC, to the millisecond. */
export function isoInstant(instant: Instant): string {
  // oxlint-disable-next-line no-restricted-globals -- pure, as it is given the time
  return new Date(instant).toISOString();
}
