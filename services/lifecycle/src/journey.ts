import type { JourneyEntry } from '@ebb/contracts';
import { type Calendar, type CustomerState, type Fact, listOf, type Output } from '@ebb/domain';
import type { Leaving, Sourced, StoredCustomer } from '@ebb/runtime';
import { framedJourney, journeyEntries } from '@ebb/service';
import { factText, outputText } from './journey-text.ts';

/** A line of a customer's journey. */
export interface JourneyLine {
  /** Milliseconds since 1970; where all purchases of a day are one line, the start of the day. */
  readonly at: number;
  readonly what: string;
  /** Of the event or the record; null where all purchases of a day are one line. */
  readonly id: string | null;
  readonly detail: string;
}

/** What is appended to the journey. Purchases and refunds are not: the state itself keeps them, by day. */
export const encodeJourney = (accepted: readonly Sourced<Fact>[], leaving: readonly Leaving<Output>[]): Buffer =>
  framedJourney([
    ...accepted.filter(({ fact }) => !isInState(fact)).map(({ fact }) => factEntry(fact)),
    ...leaving.map(leavingEntry),
  ]);

/**
 * The whole journey by event time; what was learned or said first comes first within one instant.
 *
 * @param kept the entries that were appended, as they lie in Redis
 */
export function journeyOf(
  { base, facts }: Pick<StoredCustomer<CustomerState, Fact>, 'base' | 'facts'>,
  kept: Buffer,
  calendar: Pick<Calendar, 'startOf'>,
): readonly JourneyLine[] {
  const recent = facts.filter(({ fact }) => isInState(fact)).map(({ fact }) => factEntry(fact));
  return [...settledPurchases(base, calendar), ...recent, ...journeyEntries(kept)].toSorted((one, other) => one.at - other.at);
}

const isInState = ({ kind }: Fact): boolean => kind === 'purchase' || kind === 'refund';

/** One line a day, as far back as days are kept, and one for all before. */
function settledPurchases(
  { purchases: { older, buckets } }: CustomerState,
  { startOf }: Pick<Calendar, 'startOf'>,
): JourneyLine[] {
  const lines: JourneyLine[] = [];
  if (older !== null) {
    const at = startOf(older.lastDay);
    lines.push({ at, what: 'purchases before', id: null, detail: `on ${older.count} ${older.count === 1 ? 'day' : 'days'}` });
  }
  for (const { day, bought, grossMinor, refundedMinor } of listOf(buckets)) {
    const at = startOf(day);
    if (bought) lines.push({ at, what: 'purchase', id: null, detail: String(grossMinor) });
    if (refundedMinor > 0) lines.push({ at, what: 'refund', id: null, detail: String(refundedMinor) });
  }
  return lines;
}

const factEntry = (fact: Fact): JourneyEntry => ({ at: fact.at, what: fact.kind, id: fact.id, detail: factText(fact) });

function leavingEntry(leaving: Leaving<Output>): JourneyEntry {
  if (leaving.kind === 'retraction') {
    const { at, recordId, recordType } = leaving.of;
    return { at, what: 'Retraction', id: recordId, detail: `${recordType}, as ${leaving.causedBy} came late` };
  }
  const { output } = leaving;
  return { at: output.at, what: output.type, id: output.recordId, detail: outputText(output) };
}
