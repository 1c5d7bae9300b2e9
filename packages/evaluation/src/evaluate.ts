import { isoDate } from '@ebb/domain';
import { checkCuts } from './data/cuts.ts';
import type { Cut, HistoryData } from './data/history-data.ts';
import { type AlertFigures, alertFigures } from './figures/alert-figures.ts';
import { type MethodFigures, methodFigures } from './figures/method-figures.ts';
import { type RocPoint, rocOf } from './figures/roc.ts';
import { type CustomersAtCut, customersAtCut } from './methods/customers-at-cut.ts';
import { type Method, type MethodKey, methodsAt } from './methods/methods.ts';
import { type Calibrated, WalkForward, type WalkRules } from './walk-forward.ts';

export interface EvaluationOptions {
  readonly data: HistoryData;
  readonly cuts: readonly Cut[];
  readonly rules: WalkRules;
  /** Of the customers, whom a call-centre can call: above 0, at most 1. */
  readonly capacityShare: number;
  readonly onProgress: (text: string) => void;
}

export interface CutFigures {
  /** ISO date. */
  readonly date: string;
  readonly horizonDays: number;
  readonly customers: number;
  readonly coreCustomers: number;
  /** Who bought within the horizon. */
  readonly buyers: number;
  readonly coreBuyers: number;
  /** Days of which chances are judged. */
  readonly chanceDays: number;
  readonly methods: ReadonlyMap<MethodKey, MethodFigures>;
  readonly roc: ReadonlyMap<MethodKey, readonly RocPoint[]>;
  readonly alerts: AlertFigures;
}

export interface Evaluation {
  readonly data: {
    readonly name: string;
    readonly customers: number;
    readonly purchaseDays: number;
    readonly from: string;
    readonly to: string;
    readonly tuning: string;
    readonly currency: string;
    readonly currencyDigits: number;
  };
  readonly capacityShare: number;
  readonly cuts: readonly CutFigures[];
  readonly calibrated: readonly Calibrated[];
}

/**
 * Walks through a history and judges, at each cut, what is foretold from what is known by then.
 *
 * @throws {EvaluationError} where a cut lies outside of the history
 */
export function evaluateHistory(options: EvaluationOptions): { readonly evaluation: Evaluation; readonly walk: WalkForward } {
  const { data, rules, capacityShare, onProgress } = options;
  checkCuts(options.cuts, data);
  const cuts = options.cuts.toSorted((one, other) => one.day - other.day || one.horizonDays - other.horizonDays);
  const walk = new WalkForward(data, rules);
  const judged = cuts.map((cut) => {
    onProgress(`up to ${isoDate(cut.day)}`);
    walk.advanceTo(cut.day);
    const customers = customersAtCut(walk, data, cut, rules.lifecycle.windowDays);
    return { customers, methods: methodsAt(customers, walk.inForce) };
  });
  const lastDay = Math.max(...cuts.map(({ day, horizonDays }) => day + horizonDays));
  onProgress(`up to ${isoDate(lastDay)}`);
  walk.advanceTo(lastDay);
  onProgress('comparing');
  const figures = judged.map(({ customers, methods }) => cutFigures(customers, methods, walk, data, capacityShare));
  return { evaluation: { data: dataOf(data), capacityShare, cuts: figures, calibrated: walk.calibrated }, walk };
}

function cutFigures(
  customers: CustomersAtCut,
  methods: readonly Method[],
  walk: WalkForward,
  data: HistoryData,
  capacityShare: number,
): CutFigures {
  const { cut, bought, isCore, chanceDays } = customers;
  const count = (isIn: (index: number) => boolean) => bought.reduce((sum, _, index) => sum + Number(isIn(index)), 0);
  return {
    date: isoDate(cut.day),
    horizonDays: cut.horizonDays,
    customers: bought.length,
    coreCustomers: count((index) => isCore[index] === 1),
    buyers: count((index) => bought[index] === 1),
    coreBuyers: count((index) => bought[index] === 1 && isCore[index] === 1),
    chanceDays,
    methods: methodFigures(methods, customers, capacityShare),
    roc: new Map(methods.map((method) => [method.key, 'scores' in method ? rocOf(method.scores, bought) : []])),
    alerts: alertFigures(walk.alerts, data, customers, hiatusDaysOf(methods)),
  };
}

function hiatusDaysOf(methods: readonly Method[]): number | null {
  const method = methods.find(({ key }) => key === 'hiatus');
  return method !== undefined && 'cutOffDays' in method ? (method.cutOffDays ?? null) : null;
}

function dataOf({ name, customers, firstDay, lastDay, tuning, currency, currencyDigits }: HistoryData): Evaluation['data'] {
  return {
    name,
    customers: customers.length,
    purchaseDays: customers.reduce((sum, { purchaseDays }) => sum + purchaseDays.length, 0),
    from: isoDate(firstDay),
    to: isoDate(lastDay),
    tuning,
    currency,
    currencyDigits,
  };
}
