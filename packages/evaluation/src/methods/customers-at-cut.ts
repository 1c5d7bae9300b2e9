import { type Day, type PurchaseHistory, type Standing, standingAt } from '@ebb/domain';
import type { CustomerHistory, Cut, HistoryData } from '../data/history-data.ts';
import type { WalkForward } from '../walk-forward.ts';

/** From so many purchase days on a customer is looked at as core. */
const coreDaysMin = 4;
/** The chance that Ebb shows is of so many days at most. */
const chanceDaysMax = 180;

/** The customers who had bought by a cut: what was known of them, and what came. All arrays are by customer. */
export interface CustomersAtCut {
  readonly cut: Cut;
  readonly histories: readonly PurchaseHistory[];
  readonly standings: readonly Standing[];
  /** Index among the customers of the data. */
  readonly index: Uint32Array;
  /** 1 for who bought within the horizon. */
  readonly bought: Uint8Array;
  /** Days with a purchase within the horizon. */
  readonly purchases: Uint32Array;
  readonly isCore: Uint8Array;
  readonly isForTuning: Uint8Array;
  /** Days of which a chance is judged: the horizon, or 180. */
  readonly chanceDays: number;
  /** 1 for who bought within these. */
  readonly boughtWithinChanceDays: Uint8Array;
}

export function customersAtCut(walk: WalkForward, data: HistoryData, cut: Cut, windowDays: number): CustomersAtCut {
  const known = data.customers.flatMap((customer, index) => {
    const history = walk.stateOf(index).purchases;
    const standing = standingAt(history, cut.day, windowDays);
    return standing === null ? [] : [{ customer, index, history, standing }];
  });
  const chanceDays = Math.min(cut.horizonDays, chanceDaysMax);
  const within = (customer: CustomerHistory, days: number) => daysBetween(customer, cut.day, cut.day + days);
  return {
    cut,
    histories: known.map(({ history }) => history),
    standings: known.map(({ standing }) => standing),
    index: Uint32Array.from(known, ({ index }) => index),
    bought: Uint8Array.from(known, ({ customer }) => Math.min(within(customer, cut.horizonDays), 1)),
    purchases: Uint32Array.from(known, ({ customer }) => within(customer, cut.horizonDays)),
    isCore: Uint8Array.from(known, ({ standing }) => Number(standing.x + 1 >= coreDaysMin)),
    isForTuning: Uint8Array.from(known, ({ customer }) => Number(customer.isForTuning)),
    chanceDays,
    boughtWithinChanceDays: Uint8Array.from(known, ({ customer }) => Math.min(within(customer, chanceDays), 1)),
  };
}

function daysBetween({ purchaseDays }: CustomerHistory, after: Day, until: Day): number {
  return purchaseDays.reduce((sum, day) => sum + Number(day > after && day <= until), 0);
}
