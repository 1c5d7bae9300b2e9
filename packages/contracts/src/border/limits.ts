/** From records to facts: what is absurd stops here, so that inside nothing has to be checked again. */
import type * as domain from '@ebb/domain';
import { type BadRecord, bad } from '../dead-letter-reasons.ts';
import type { Rates } from '../rates.ts';

/** What a shop may send. */
export interface BorderLimits {
  /** ISO 4217. */
  readonly reportingCurrency: string;
  readonly rates: Rates;
  /** The greatest amount of one purchase or refund, minor units of the reporting currency. */
  readonly amountMaxMinor: number;
  /** Milliseconds by which an event time may lie beyond the broker's timestamp. */
  readonly clockSkewMax: number;
  /** The day of an instant in the business time zone, as `yyyy-mm-dd`. */
  readonly isoDayOf: (instant: number) => string;
}

export interface SoundFact<F extends domain.Fact = domain.Fact> {
  readonly kind: 'fact';
  readonly customerId: string;
  readonly fact: F;
}

export interface SoundMarker {
  readonly kind: 'marker';
  readonly watermark: number;
  /** Who vouches for it. */
  readonly from: string;
  /** When it was made, by the wall clock; null where that is not said. */
  readonly madeAt: number | null;
}

const idCharactersMax = 256;

/** No event time is before this. */
export const earliestTime = Date.UTC(1990, 0, 1);
const latestTime = Date.UTC(9999, 11, 31);

/** What every event has. */
export interface Event {
  readonly eventId: string;
  readonly customerId: string;
  readonly occurredAt: number;
}

export const faultOfEvent = (event: Event, limits: BorderLimits, brokerAt: number): BadRecord | undefined =>
  faultOfId('eventId', event.eventId) ??
  faultOfId('customerId', event.customerId) ??
  faultOfEventTime('occurredAt', event.occurredAt, limits, brokerAt);

export function faultOfId(field: string, id: string, charactersMax = idCharactersMax): BadRecord | undefined {
  if (id.length > 0 && id.length <= charactersMax) return undefined;
  return bad('bad-id', `${field} has ${id.length} characters; 1 to ${charactersMax} are allowed`);
}

export function faultOfTime(field: string, at: number | null): BadRecord | undefined {
  if (at === null) return undefined;
  if (at >= earliestTime && at <= latestTime) return undefined;
  return bad('absurd-time', `${field} is ${at} ms since 1970; from 1990 to 9999 is allowed (is it in milliseconds?)`);
}

export function faultOfEventTime(
  field: string,
  at: number,
  { clockSkewMax }: Pick<BorderLimits, 'clockSkewMax'>,
  brokerAt: number,
): BadRecord | undefined {
  const fault = faultOfTime(field, at);
  if (fault !== undefined || at <= brokerAt + clockSkewMax) return fault;
  const seconds = Math.round((at - brokerAt) / 1_000);
  return bad(
    'future-time',
    `${field} is ${new Date(at).toISOString()}, ${seconds} s after the broker's ${new Date(brokerAt).toISOString()}; clockSkewMax allows ${clockSkewMax / 1_000} s`,
  );
}

export function faultOfRange(field: string, value: number | null, min: number, max: number): BadRecord | undefined {
  if (value === null || (value >= min && value <= max)) return undefined;
  return bad('absurd-value', `${field} is ${value}; ${min} to ${max} is allowed`);
}

const dayMilliseconds = 86_400_000;

export function faultOfDay(field: string, day: number | null): BadRecord | undefined {
  if (day === null || (day * dayMilliseconds >= earliestTime && day * dayMilliseconds <= latestTime)) return undefined;
  return bad('absurd-time', `${field} is ${day} days since 1970; from 1990 to 9999 is allowed`);
}

export function faultOfWord(field: string, word: string, allowed: readonly string[]): BadRecord | undefined {
  if (allowed.includes(word)) return undefined;
  return bad('absurd-value', `${field} is ${JSON.stringify(word)}; allowed are ${allowed.join(', ')}`);
}

/** A field without which this kind of event says nothing. */
export const faultOfMissing = (what: string, field: string, value: unknown): BadRecord | undefined =>
  value === null ? bad('missing-field', `${field} is not there; ${what} needs it`) : undefined;

/** The first of the checks that fails. */
export function firstFault(...checks: readonly (() => BadRecord | undefined)[]): BadRecord | undefined {
  for (const check of checks) {
    const fault = check();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
