import { type CustomerState, listOf } from '@ebb/domain';
import type { OracleState } from './oracle.ts';

/** What a record says in words, which has tests of its own, or what the oracle cannot know. */
const leftOut: ReadonlySet<string> = new Set([
  'explanation',
  'explanationFr',
  'detail',
  'detailFr',
  'rulesVersion',
  'policyVersion',
]);

/**
 * An output as it is compared: without its sentences, and with fractions at 9 digits, as two ways to compute the same
 * formula may part in the last bit.
 */
export function comparable(output: object | null): unknown {
  return plain(output);
}

function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const told = Object.entries(value).filter(([key]) => !leftOut.has(key));
  return Object.fromEntries(told.map(([key, inner]) => [key, plain(inner)]));
}

/** What the oracle says of a state, read off the pipeline's. */
export function comparableState(state: CustomerState, windowDays: number): OracleState {
  const { stage, risk, silenceRisk, incidentRisk, advocacy, lifetime, everCore, goneBy, openAlert, abandonment } = state;
  const { older, acquiredDay } = state.purchases;
  const buckets = listOf(state.purchases.buckets);
  const lastBought = buckets.findLast(({ bought }) => bought)?.day ?? acquiredDay ?? 0;
  const inWindow = buckets.filter(({ day }) => day > lastBought - windowDays && day <= lastBought);
  const counted = buckets.filter(
    ({ bought, grossMinor, refundedMinor }) => bought && (grossMinor === 0 || grossMinor > refundedMinor),
  );
  return {
    stage,
    risk,
    silenceRisk,
    incidentRisk,
    advocacy,
    lifetime,
    everCore,
    goneBy,
    openAlert,
    abandonment,
    frequency: inWindow.filter((bucket) => counted.includes(bucket)).length,
    monetaryMinor: inWindow.reduce((sum, { grossMinor, refundedMinor }) => sum + grossMinor - refundedMinor, 0),
    purchaseDays: (older?.count ?? 0) + counted.length,
    firstDay: older?.firstDay ?? counted[0]?.day ?? acquiredDay,
    lastDay: counted.at(-1)?.day ?? older?.lastDay ?? acquiredDay,
  };
}
