import { type Auc, aucOf } from '@ebb/domain';
import type { CustomersAtCut } from '../methods/customers-at-cut.ts';
import type { Foresight, Method, MethodKey } from '../methods/methods.ts';
import { type CurvePoint, calibrationCurve } from './calibration-curve.ts';
import { type AtCapacity, atCapacity } from './capacity.ts';
import { type Leads, leadsOf } from './leads.ts';
import { bestThreshold } from './threshold.ts';

/** A figure over all customers and over those with at least 4 purchase days. */
interface ByGroup<Figure> {
  readonly all: Figure;
  readonly core: Figure;
}

/** What a method is worth at a cut. Null is what can't be told: where all have bought, or none, or the method says nothing of it. */
export interface MethodFigures {
  readonly auc: ByGroup<number | null>;
  readonly aucStandardError: ByGroup<number | null>;
  /** Over the customers on whom no threshold is tuned. */
  readonly aucOnRest: ByGroup<number | null>;
  /** Null of Ebb itself. */
  readonly ebbBetterBy: ByGroup<Leads | null>;
  readonly atCapacity: ByGroup<AtCapacity | null>;
  /** Mean of the shares of buyers and of others told rightly, by a threshold tuned on the customers for that. */
  readonly balancedAccuracy: { readonly all: number | null; readonly rest: number | null };
  readonly expectedPurchasesRatio: number | null;
  readonly calibrationCurve: readonly CurvePoint[] | null;
  readonly note: string | null;
}

export function methodFigures(
  methods: readonly Method[],
  customers: CustomersAtCut,
  capacityShare: number,
): ReadonlyMap<MethodKey, MethodFigures> {
  const groups = { all: picked(customers, () => true), core: picked(customers, (index) => customers.isCore[index] === 1) };
  const speaking = methods.filter((method): method is Foresight => 'scores' in method);
  const leads = byGroup(groups, (group) => leadsOfEbb(speaking, customers, group, capacityShare));
  return new Map(
    methods.map((method) => [
      method.key,
      'problem' in method ? nothing(method.problem) : figuresOf(method, customers, groups, leads, capacityShare),
    ]),
  );
}

type Groups = ByGroup<Uint32Array>;

function picked({ bought }: CustomersAtCut, isIn: (index: number) => boolean): Uint32Array {
  return Uint32Array.from(bought.keys()).filter(isIn);
}

const scoresOf = (scores: Float64Array, group: Uint32Array): Float64Array => Float64Array.from(group, (index) => scores[index]!);
const flagsOf = (flags: Uint8Array, group: Uint32Array): Uint8Array => Uint8Array.from(group, (index) => flags[index]!);

function figuresOf(
  { key, scores, expectedPurchases, chances, note }: Foresight,
  customers: CustomersAtCut,
  groups: Groups,
  leads: ByGroup<ReadonlyMap<MethodKey, Leads>>,
  capacityShare: number,
): MethodFigures {
  const { bought, isForTuning } = customers;
  const isRest = (index: number): boolean => isForTuning[index] === 0;
  const auc = byGroup(groups, (group) => areaOver(scores, bought, group));
  const actual = customers.purchases.reduce((sum, one) => sum + one, 0);
  return {
    auc: byGroup(auc, (area) => area?.auc ?? null),
    aucStandardError: byGroup(auc, (area) => area?.standardError ?? null),
    aucOnRest: byGroup(groups, (group) => areaOver(scores, bought, group.filter(isRest))?.auc ?? null),
    ebbBetterBy: byGroup(leads, (lead) => lead.get(key) ?? null),
    atCapacity: byGroup(groups, (group) => atCapacity(scoresOf(scores, group), flagsOf(bought, group), capacityShare)),
    balancedAccuracy: balancedAccuracyOf(scores, customers, groups.all),
    expectedPurchasesRatio:
      expectedPurchases === null || actual === 0 ? null : expectedPurchases.reduce((sum, one) => sum + one, 0) / actual,
    calibrationCurve: chances === null ? null : calibrationCurve(chances, customers.boughtWithinChanceDays),
    note,
  };
}

function byGroup<From, To>({ all, core }: ByGroup<From>, of: (from: From) => To): ByGroup<To> {
  return { all: of(all), core: of(core) };
}

function areaOver(scores: Float64Array, bought: Uint8Array, group: Uint32Array): Auc | null {
  return aucOf({ scores: scoresOf(scores, group), happened: flagsOf(bought, group) });
}

/** By how much Ebb is better than each other method; none where Ebb says nothing. */
function leadsOfEbb(
  methods: readonly Foresight[],
  { bought }: CustomersAtCut,
  group: Uint32Array,
  capacityShare: number,
): ReadonlyMap<MethodKey, Leads> {
  if (methods[0]?.key !== 'ebb') return new Map();
  const scores = methods.map((method) => scoresOf(method.scores, group));
  const leads = leadsOf(scores, flagsOf(bought, group), capacityShare);
  if (leads === null) return new Map();
  return new Map(methods.map(({ key }, index): [MethodKey, Leads] => [key, leads[index]!]).slice(1));
}

function balancedAccuracyOf(
  scores: Float64Array,
  { bought, isForTuning }: CustomersAtCut,
  all: Uint32Array,
): MethodFigures['balancedAccuracy'] {
  const tuning = all.filter((index) => isForTuning[index] === 1);
  const threshold = bestThreshold(scoresOf(scores, tuning), flagsOf(bought, tuning));
  if (threshold === null) return { all: null, rest: null };
  const told = scores.map((score) => (score >= threshold ? 1 : 0));
  // Of two classes it is the area under the curve of one point.
  const rest = all.filter((index) => isForTuning[index] === 0);
  return { all: areaOver(told, bought, all)?.auc ?? null, rest: areaOver(told, bought, rest)?.auc ?? null };
}

function nothing(note: string): MethodFigures {
  const none = { all: null, core: null };
  return {
    auc: none,
    aucStandardError: none,
    aucOnRest: none,
    ebbBetterBy: none,
    atCapacity: none,
    balancedAccuracy: { all: null, rest: null },
    expectedPurchasesRatio: null,
    calibrationCurve: null,
    note,
  };
}
