import { seededRandom } from '@ebb/testing/seeded-random';
import { calledOf } from './capacity.ts';

const resamples = 400;
const seed = 1;

/** 95 % of what came of drawing the customers anew, with replacement, lies between the two. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

/** By how much Ebb is better than another method, of the same customers. */
export interface Lead extends Interval {
  readonly difference: number;
}

/** In AUC, and in the share of those a call-centre can call who did not buy. */
export interface Leads {
  readonly auc: Lead;
  readonly precision: Lead;
}

/**
 * By how much the first of some scores is better than each of them, with percentile intervals (Efron & Tibshirani 1993, "An introduction
 * to the bootstrap", chapter 13) of differences over the same draws of customers.
 *
 * @returns one for each of the scores; null where all have bought, or none
 */
export function leadsOf(scores: readonly Float64Array[], bought: Uint8Array, capacityShare: number): readonly Leads[] | null {
  const buyers = bought.reduce((sum, one) => sum + one, 0);
  if (buyers === 0 || buyers === bought.length) return null;
  const rankings = scores.map(rankingOf);
  const called = calledOf(bought.length, capacityShare);
  const figuresOf = (weights: Uint16Array): readonly Figures[] =>
    rankings.map((ranking) => ({
      auc: weightedAuc(ranking, bought, weights),
      precision: weightedPrecision(ranking, bought, weights, called),
    }));
  const random = seededRandom(seed);
  const weights = new Uint16Array(bought.length);
  const draws = Array.from({ length: resamples }, () => {
    weights.fill(0);
    for (let draw = 0; draw < weights.length; draw += 1) weights[Math.floor(random() * weights.length)]! += 1;
    return figuresOf(weights);
    // A draw of buyers alone, or of others alone, of a handful of customers, has nothing to say.
  }).filter(([first]) => Number.isFinite(first!.auc));
  const seen = figuresOf(weights.fill(1));
  const lead = (figure: keyof Figures, index: number): Lead => ({
    difference: seen[0]![figure] - seen[index]![figure],
    ...intervalOf(draws.map((one) => one[0]![figure] - one[index]![figure])),
  });
  return scores.map((_, index) => ({ auc: lead('auc', index), precision: lead('precision', index) }));
}

interface Figures {
  readonly auc: number;
  readonly precision: number;
}

function intervalOf(values: readonly number[]): Interval {
  const ascending = values.toSorted((one, other) => one - other);
  const at = (share: number) => ascending[Math.round(share * (ascending.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

interface Ranking {
  /** Customers by ascending score. */
  readonly order: Uint32Array;
  /** 1 for the last of those with the same score. */
  readonly isLastOfTie: Uint8Array;
}

function rankingOf(scores: Float64Array): Ranking {
  const order = Uint32Array.from(scores, (_, index) => index).toSorted((one, other) => scores[one]! - scores[other]!);
  const isLastOfTie = Uint8Array.from(order, (customer, rank) => Number(scores[customer] !== scores[order[rank + 1]!]));
  return { order, isLastOfTie };
}

/** NaN where only buyers, or only others, have weight. */
function weightedAuc({ order, isLastOfTie }: Ranking, bought: Uint8Array, weights: Uint16Array): number {
  let [buyersBelow, othersBelow, tiedBuyers, tiedOthers, pairs] = [0, 0, 0, 0, 0];
  for (let rank = 0; rank < order.length; rank += 1) {
    const customer = order[rank]!;
    if (bought[customer] === 1) tiedBuyers += weights[customer]!;
    else tiedOthers += weights[customer]!;
    if (isLastOfTie[rank] === 0) continue;
    pairs += tiedBuyers * (othersBelow + tiedOthers / 2);
    buyersBelow += tiedBuyers;
    othersBelow += tiedOthers;
    [tiedBuyers, tiedOthers] = [0, 0];
  }
  return pairs / (buyersBelow * othersBelow);
}

/** Of those called, the share that did not buy; of customers with the same score, any may be called. */
function weightedPrecision({ order, isLastOfTie }: Ranking, bought: Uint8Array, weights: Uint16Array, called: number): number {
  let [left, found, tied, tiedOthers] = [called, 0, 0, 0];
  for (let rank = 0; rank < order.length && left > 0; rank += 1) {
    const customer = order[rank]!;
    tied += weights[customer]!;
    if (bought[customer] === 0) tiedOthers += weights[customer]!;
    if (isLastOfTie[rank] === 0 || tied === 0) continue;
    const taken = Math.min(left, tied);
    found += (tiedOthers * taken) / tied;
    left -= taken;
    [tied, tiedOthers] = [0, 0];
  }
  return found / called;
}
