/** From records to facts: what is absurd stops here, so that inside nothing has to be checked again. */
import type * as domain from '@ebb/domain';
import { minorDigitsOf } from './currencies.ts';
import { type BadRecord, bad } from './dead-letter-reasons.ts';
import type { Engagement, Marker, ProfileChange, Purchase, SupportContact } from './generated/records.ts';
import { convertMinor, type Rates, rateOn } from './rates.ts';

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
}

const idCharactersMax = 256;

const earliestTime = Date.UTC(1990, 0, 1);
const latestTime = Date.UTC(9999, 11, 31);

/**
 * A purchase or refund in brief, in the reporting currency.
 * @param brokerAt the record's timestamp in Kafka
 */
export function purchaseFact(
  record: Purchase,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.Purchase | domain.Refund> | BadRecord {
  const fault = faultOfEvent(record, limits, brokerAt) ?? faultOfAmount(record);
  if (fault !== undefined) return fault;
  const amountMinor = reportedAmount(record, limits);
  if (typeof amountMinor !== 'number') return amountMinor;
  const event = { id: record.eventId, at: record.occurredAt, amountMinor };
  if (record.kind === 'purchase') {
    const categories = [...new Set(record.lineItems.map((item) => item.category))].toSorted();
    return { kind: 'fact', customerId: record.customerId, fact: { kind: 'purchase', ...event, categories } };
  }
  const purchaseAt = record.refundOf?.occurredAt ?? null;
  const purchaseFault = purchaseAt === null ? undefined : faultOfTime('refundOf.occurredAt', purchaseAt);
  return purchaseFault ?? { kind: 'fact', customerId: record.customerId, fact: { kind: 'refund', ...event, purchaseAt } };
}

/** A support contact in brief. @param brokerAt the record's timestamp in Kafka */
export function supportContactFact(
  record: SupportContact,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.SupportContact> | BadRecord {
  const fault =
    faultOfEvent(record, limits, brokerAt) ??
    faultOfId('caseId', record.caseId) ??
    faultOfRange('level', record.level, 1, 3) ??
    faultOfRange('rating', record.rating, 1, 5) ??
    (record.promisedBy === null ? undefined : faultOfTime('promisedBy', record.promisedBy));
  if (fault !== undefined) return fault;
  const { eventId: id, occurredAt: at, caseId, what } = record;
  return { kind: 'fact', customerId: record.customerId, fact: { kind: 'support-contact', id, at, caseId, what } };
}

/** A profile change in brief. @param brokerAt the record's timestamp in Kafka */
export function profileChangeFact(
  record: ProfileChange,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.ProfileChange> | BadRecord {
  const fault =
    faultOfEvent(record, limits, brokerAt) ?? faultOfRange('shareOfWalletPercent', record.shareOfWalletPercent, 0, 100);
  if (fault !== undefined) return fault;
  const { eventId: id, occurredAt: at, what } = record;
  return { kind: 'fact', customerId: record.customerId, fact: { kind: 'profile-change', id, at, what } };
}

/** An engagement in brief. @param brokerAt the record's timestamp in Kafka */
export function engagementFact(
  record: Engagement,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.Engagement> | BadRecord {
  const fault =
    faultOfEvent(record, limits, brokerAt) ??
    (record.callBackAt === null ? undefined : faultOfTime('callBackAt', record.callBackAt));
  if (fault !== undefined) return fault;
  const { eventId: id, occurredAt: at, what } = record;
  return { kind: 'fact', customerId: record.customerId, fact: { kind: 'engagement', id, at, what } };
}

/** A marker's watermark. @param brokerAt the record's timestamp in Kafka */
export const markerWatermark = (record: Marker, limits: BorderLimits, brokerAt: number): SoundMarker | BadRecord =>
  faultOfEventTime('watermark', record.watermark, limits, brokerAt) ?? { kind: 'marker', watermark: record.watermark };

interface Event {
  readonly eventId: string;
  readonly customerId: string;
  readonly occurredAt: number;
}

const faultOfEvent = (event: Event, limits: BorderLimits, brokerAt: number): BadRecord | undefined =>
  faultOfId('eventId', event.eventId) ??
  faultOfId('customerId', event.customerId) ??
  faultOfEventTime('occurredAt', event.occurredAt, limits, brokerAt);

function faultOfId(field: string, id: string): BadRecord | undefined {
  if (id.length > 0 && id.length <= idCharactersMax) return undefined;
  return bad('bad-id', `${field} has ${id.length} characters; 1 to ${idCharactersMax} are allowed`);
}

function faultOfTime(field: string, at: number): BadRecord | undefined {
  if (at >= earliestTime && at <= latestTime) return undefined;
  return bad('absurd-time', `${field} is ${at} ms since 1970; from 1990 to 9999 is allowed (is it in milliseconds?)`);
}

function faultOfEventTime(field: string, at: number, { clockSkewMax }: BorderLimits, brokerAt: number): BadRecord | undefined {
  const fault = faultOfTime(field, at);
  if (fault !== undefined || at <= brokerAt + clockSkewMax) return fault;
  const seconds = Math.round((at - brokerAt) / 1_000);
  return bad(
    'future-time',
    `${field} is ${new Date(at).toISOString()}, ${seconds} s after the broker's ${new Date(brokerAt).toISOString()}; clockSkewMax allows ${clockSkewMax / 1_000} s`,
  );
}

function faultOfRange(field: string, value: number | null, min: number, max: number): BadRecord | undefined {
  if (value === null || (value >= min && value <= max)) return undefined;
  return bad('absurd-value', `${field} is ${value}; ${min} to ${max} is allowed`);
}

function faultOfAmount({ kind, amountMinor }: Purchase): BadRecord | undefined {
  if (amountMinor < 0)
    return bad('absurd-amount', `amountMinor is ${amountMinor}; a refund is of kind refund, with its amount above 0`);
  if (kind === 'refund' && amountMinor === 0) return bad('absurd-amount', 'a refund of 0 gives nothing back');
  return undefined;
}

/** The amount in minor units of the reporting currency, above 0 for a refund. */
function reportedAmount(record: Purchase, limits: BorderLimits): number | BadRecord {
  const { currency } = record;
  if (minorDigitsOf(currency) === undefined)
    return bad('unknown-currency', `${JSON.stringify(currency)} is no currency of ISO 4217`);
  const amountMinor = converted(record, limits);
  if (typeof amountMinor !== 'number') return amountMinor;
  if (amountMinor > limits.amountMaxMinor) {
    return bad(
      'absurd-amount',
      `${record.amountMinor} ${currency} is ${amountMinor} ${limits.reportingCurrency} in minor units; amountMaxMinor allows ${limits.amountMaxMinor}`,
    );
  }
  if (record.kind === 'refund' && amountMinor === 0) {
    return bad(
      'absurd-amount',
      `a refund of ${record.amountMinor} ${currency} in minor units is nothing in ${limits.reportingCurrency}`,
    );
  }
  return amountMinor;
}

function converted({ amountMinor, currency, occurredAt }: Purchase, limits: BorderLimits): number | BadRecord {
  if (currency === limits.reportingCurrency) return amountMinor;
  const day = limits.isoDayOf(occurredAt);
  const rate = rateOn(limits.rates, currency, day);
  if (rate === undefined) return bad('no-rate', `no rate from ${currency} to ${limits.reportingCurrency} on ${day}`);
  return convertMinor(amountMinor, rate, currency, limits.reportingCurrency);
}
