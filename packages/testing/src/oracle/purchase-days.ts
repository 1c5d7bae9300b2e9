import type { Calendar, Day, Fact } from '@ebb/domain';

interface DayTotal {
  bought: boolean;
  grossMinor: number;
  refundedMinor: number;
}

/** What was bought and refunded on each day. Built anew from all known facts, however often it is asked for. */
export type PurchaseDays = ReadonlyMap<Day, Readonly<DayTotal>>;

export function purchaseDays(known: readonly Fact[], calendar: Calendar, windowDays: number): PurchaseDays {
  const days = new Map<Day, DayTotal>();
  const totalOf = (day: Day): DayTotal => {
    const total = days.get(day) ?? { bought: false, grossMinor: 0, refundedMinor: 0 };
    days.set(day, total);
    return total;
  };
  for (const fact of known) {
    const ownDay = calendar.dayOf(fact.at);
    if (fact.kind === 'purchase') {
      const total = totalOf(ownDay);
      total.bought = true;
      total.grossMinor += fact.amountMinor;
    } else if (fact.kind === 'refund') {
      const refundedDay = fact.purchaseAt === null ? ownDay : calendar.dayOf(fact.purchaseAt);
      // What left the window before the refund came is closed: the refund changes nothing any more.
      if (refundedDay > ownDay - windowDays) totalOf(refundedDay).refundedMinor += fact.amountMinor;
    }
  }
  return days;
}

/** Ascending. A day refunded away does not count; a day bought at price 0 does. */
export function countedDays(days: PurchaseDays): readonly Day[] {
  return [...days]
    .filter(([, total]) => total.bought && (total.grossMinor === 0 || total.grossMinor > total.refundedMinor))
    .map(([day]) => day)
    .toSorted((one, other) => one - other);
}

/** Counted days and net revenue of the window (day - windowDays, day]. */
export function windowOf(days: PurchaseDays, day: Day, windowDays: number): { frequency: number; monetaryMinor: number } {
  const isInside = (candidate: Day): boolean => candidate > day - windowDays && candidate <= day;
  let monetaryMinor = 0;
  for (const [candidate, total] of days) {
    if (isInside(candidate)) monetaryMinor += total.grossMinor - total.refundedMinor;
  }
  return { frequency: countedDays(days).filter(isInside).length, monetaryMinor };
}
