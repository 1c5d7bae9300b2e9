/** When a failed attempt is made again. */

/** Share of a delay by which it may be longer, so that what failed together does not come back together. */
const jitterShare = 0.2;

/**
 * Milliseconds to the next try; null where there is none.
 * @param attempt the one that failed, from 1
 * @param random from 0 to 1
 */
export function retryDelay(attempt: number, retries: readonly number[], random: number): number | null {
  const delay = retries[attempt - 1];
  return delay === undefined ? null : Math.round(delay * (1 + jitterShare * random));
}

/**
 * Milliseconds that a target asks to be left alone: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), at most `max`. Null
 * where it says nothing that can be understood.
 */
export function retryAfter(header: string | undefined, now: number, max: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  const milliseconds = /^\d{1,10}$/.test(text) ? Number(text) * 1_000 : dateOf(text) - now;
  return Number.isNaN(milliseconds) ? null : Math.min(Math.max(milliseconds, 0), max);
}

/** NaN where it is no HTTP date; Date.parse alone takes far more than that. */
const dateOf = (text: string): number => (/^[A-Z][a-z]{2,8}, .*GMT$/.test(text) ? Date.parse(text) : Number.NaN);
