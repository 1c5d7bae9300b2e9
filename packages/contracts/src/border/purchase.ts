import type * as domain from '@ebb/domain';
import { minorDigitsOf } from '../currencies.ts';
import { type BadRecord, bad } from '../dead-letter-reasons.ts';
import type { Purchase } from '../generated/records.ts';
import { convertMinor, rateOn } from '../rates.ts';
import { type BorderLimits, faultOfEvent, faultOfTime, type SoundFact } from './limits.ts';

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
  const { customerId, eventId: id, occurredAt: at } = record;
  if (record.kind === 'purchase') {
    const categories = categoriesOf(record.lineItems);
    return { kind: 'fact', customerId, fact: { kind: 'purchase', id, at, amountMinor, categories } };
  }
  const purchaseAt = record.refundOf?.occurredAt ?? null;
  const purchaseFault = faultOfTime('refundOf.occurredAt', purchaseAt);
  return purchaseFault ?? { kind: 'fact', customerId, fact: { kind: 'refund', id, at, amountMinor, purchaseAt } };
}

const none: readonly string[] = [];

/** Each once, sorted. */
const categoriesOf = (items: Purchase['lineItems']): readonly string[] =>
  items.length === 0 ? none : [...new Set(items.map(({ category }) => category))].toSorted();

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
