import { type Calendar, type Day, type Fact, isoDate } from '@ebb/domain';
import { EvaluationError } from '../errors.ts';

/** A cut in time: everything up to the end of the day is known, and it is asked who buys in the days after it. */
export interface Cut {
  readonly day: Day;
  readonly horizonDays: number;
}

export interface CustomerHistory {
  readonly customerId: string;
  /** By time. */
  readonly facts: readonly Fact[];
  /** Days with a purchase, ascending, each once. */
  readonly purchaseDays: readonly Day[];
  /** Whether thresholds may be tuned on this customer. */
  readonly isForTuning: boolean;
}

/** What customers did, to be judged by what they did later. */
export interface HistoryData {
  readonly name: string;
  readonly customers: readonly CustomerHistory[];
  /** Which customers thresholds are tuned on, in words. */
  readonly tuning: string;
  readonly calendar: Calendar;
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDigits: number;
  /** Of all purchases. */
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export interface HistorySource extends Pick<HistoryData, 'name' | 'tuning' | 'calendar' | 'currency' | 'currencyDigits'> {
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly isForTuning: (customerId: string, index: number) => boolean;
}

/** @throws {EvaluationError} where nothing was bought, or all on one day */
export function historyData({ facts, isForTuning, ...source }: HistorySource): HistoryData {
  const { name, calendar } = source;
  const customers = [...facts].map(([customerId, some], index) => {
    const seen = new Set<string>();
    const ordered = some
      .toSorted((one, other) => one.at - other.at)
      .filter(({ id, kind }) => seen.size < seen.add(`${kind} ${id}`).size);
    const days = ordered.flatMap(({ kind, at }) => (kind === 'purchase' ? [calendar.dayOf(at)] : []));
    return {
      customerId,
      facts: ordered,
      purchaseDays: [...new Set(days)],
      isForTuning: isForTuning(customerId, index),
    };
  });
  const bought = customers.filter(({ purchaseDays }) => purchaseDays.length > 0);
  if (bought.length === 0) throw new EvaluationError(`${name}: nobody has bought anything, so there is nothing to foretell.`);
  const firstDay = bought.reduce((first, { purchaseDays }) => Math.min(first, purchaseDays[0]!), Number.POSITIVE_INFINITY);
  const lastDay = bought.reduce((last, { purchaseDays }) => Math.max(last, purchaseDays.at(-1)!), Number.NEGATIVE_INFINITY);
  if (firstDay === lastDay) {
    throw new EvaluationError(
      `${name}: all purchases are of one day, ${isoDate(firstDay)}. What comes after a cut can't be told; give a longer history.`,
    );
  }
  return { ...source, customers: bought, firstDay, lastDay };
}
