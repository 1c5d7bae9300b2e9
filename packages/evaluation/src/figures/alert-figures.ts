import type { Day } from '@ebb/domain';
import type { HistoryData } from '../data/history-data.ts';
import type { CustomersAtCut } from '../methods/customers-at-cut.ts';
import type { Alert } from '../walk-forward.ts';

/** A purchase within so many days after an alert disproves it. */
const disprovedDays = 30;

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** What Ebb alerted within the horizon after a cut, as the stream would have. */
export interface AlertFigures {
  readonly alerts: number;
  readonly leaving: number;
  readonly gone: number;
  readonly perDay: number;
  /** Of the alerts whose 30 days are in the data, the share whose customer bought within them; null without such alerts. */
  readonly disprovedWithin30Days: number | null;
  /** Days of silence at the first alert of customers who did not buy from it to the end of the horizon; null without such alerts. */
  readonly silenceDays: Quartiles | null;
  /** For how many of those days less the customer had been silent than the fixed cut-off would have waited; null without one. */
  readonly daysBeforeHiatus: Quartiles | null;
  /** Value at stake of these customers, minor units. */
  readonly valueAtStakeMinor: number;
  readonly lostCore: LostCore;
}

/** Core customers at the cut who did not buy within the horizon, and how many of them were alerted since their last purchase. */
interface LostCore {
  readonly customers: number;
  /** Of all core customers at the cut. */
  readonly share: number | null;
  readonly alertedByCut: number;
  readonly alertedByEnd: number;
  /** Their revenue in the year before the cut, minor units. */
  readonly revenueMinor: number;
  readonly revenueAlertedByCutMinor: number;
  readonly revenueAlertedByEndMinor: number;
}

export function alertFigures(
  alerts: readonly Alert[],
  data: HistoryData,
  customers: CustomersAtCut,
  hiatusDays: number | null,
): AlertFigures {
  const { day, horizonDays } = customers.cut;
  const end = day + horizonDays;
  const within = alerts.filter((alert) => alert.day > day && alert.day <= end);
  const bought = (alert: Alert, until: Day): boolean => hasPurchase(data, alert.customer, alert.day, until);
  const judged = within.filter((alert) => alert.day + disprovedDays <= data.lastDay);
  const held = firstOfEach(within.filter((alert) => !bought(alert, end)));
  const silences = held.map(({ customer, day: on }) => on - lastPurchase(data, customer, on - 1));
  return {
    alerts: within.length,
    leaving: within.filter(({ phase }) => phase === 'leaving').length,
    gone: within.filter(({ phase }) => phase === 'gone').length,
    perDay: within.length / horizonDays,
    disprovedWithin30Days:
      judged.length === 0 ? null : judged.filter((alert) => bought(alert, alert.day + disprovedDays)).length / judged.length,
    silenceDays: quartilesOf(silences),
    daysBeforeHiatus: hiatusDays === null ? null : quartilesOf(silences.map((days) => hiatusDays + 1 - days)),
    valueAtStakeMinor: held.reduce((sum, { valueAtStakeMinor }) => sum + (valueAtStakeMinor ?? 0), 0),
    lostCore: lostCore(alerts, data, customers),
  };
}

function lostCore(alerts: readonly Alert[], data: HistoryData, customers: CustomersAtCut): LostCore {
  const { cut, bought, isCore, index, standings } = customers;
  const ofCustomer = Map.groupBy(alerts, ({ customer }) => customer);
  const core = [...isCore.keys()].filter((at) => isCore[at] === 1);
  const lost = core
    .filter((at) => bought[at] === 0)
    .map((at) => {
      const since = lastPurchase(data, index[at]!, cut.day);
      const days = (ofCustomer.get(index[at]!) ?? []).map((alert) => alert.day).filter((day) => day > since);
      return {
        revenueMinor: standings[at]!.monetaryMinor,
        byCut: days.some((day) => day <= cut.day),
        byEnd: days.some((day) => day <= cut.day + cut.horizonDays),
      };
    });
  const [byCut, byEnd] = [lost.filter((one) => one.byCut), lost.filter((one) => one.byEnd)];
  return {
    customers: lost.length,
    share: core.length === 0 ? null : lost.length / core.length,
    alertedByCut: byCut.length,
    alertedByEnd: byEnd.length,
    revenueMinor: revenue(lost),
    revenueAlertedByCutMinor: revenue(byCut),
    revenueAlertedByEndMinor: revenue(byEnd),
  };
}

const revenue = (some: readonly { readonly revenueMinor: number }[]): number =>
  some.reduce((sum, one) => sum + one.revenueMinor, 0);

function firstOfEach(alerts: readonly Alert[]): readonly Alert[] {
  const seen = new Set<number>();
  return alerts.filter(({ customer }) => seen.size < seen.add(customer).size);
}

/** From the day of the alert on, which speaks at its start. */
function hasPurchase(data: HistoryData, customer: number, from: Day, until: Day): boolean {
  return data.customers[customer]!.purchaseDays.some((day) => day >= from && day <= until);
}

function lastPurchase(data: HistoryData, customer: number, until: Day): Day {
  return data.customers[customer]!.purchaseDays.findLast((day) => day <= until) ?? until;
}

/** Interpolated linearly between the two nearest (type 7 of Hyndman & Fan 1996); null of nothing. */
function quartilesOf(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const ascending = values.toSorted((one, other) => one - other);
  const at = (share: number): number => {
    const place = (ascending.length - 1) * share;
    const [below, above] = [ascending[Math.floor(place)]!, ascending[Math.ceil(place)]!];
    return below + (above - below) * (place % 1);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
