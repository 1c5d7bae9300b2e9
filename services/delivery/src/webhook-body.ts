/** What a target reads: the same at each try, byte by byte. */
import type { Taken } from './action.ts';

const type = 'ebb.retention-action';

/** JSON with type, timestamp and data, after Standard Webhooks. Consents stay with Ebb: they were checked. */
export function webhookBody({ action }: Taken, currency: string): string {
  const { contactability, at, dueAt, expiresAt, ...rest } = action;
  const { timeZone, language } = contactability;
  const times = { at: iso(at), dueAt: iso(dueAt), expiresAt: iso(expiresAt) };
  return JSON.stringify({ type, timestamp: iso(at), data: { ...rest, ...times, currency, timeZone, language } });
}

const iso = (instant: number): string => new Date(instant).toISOString();
