import type { IsotonicTable } from '../rhythm/isotonic-table.ts';

/** Predictions and what came of them, entry by entry. */
export interface Outcomes {
  /** Probabilities. */
  readonly predicted: Float64Array;
  /** 1 where it came true, 0 where not; a share for several customers. */
  readonly happened: Float64Array;
  /** Customers, above 0. */
  readonly weight: Float64Array;
}

/**
 * What happened to pools of customers who were predicted alike, and a line through each. Pools: of all tables that never fall the closest
 * to what happened (pool adjacent violators: Ayer, Brunk, Ewing, Reid & Silverman 1955, Annals of Mathematical Statistics 26(4),
 * 641-647; for probabilities Zadrozny & Elkan 2002), which would give one answer to all of a pool. Lines: through the means of a pool, as
 * steep as the lesser of the slopes to its neighbours' (minmod; van Leer 1979, Journal of Computational Physics 32(1), 101-136), so that
 * as many come true of each pool as are expected, and the table rises wherever the prediction does. At an end, certainty is the
 * neighbour, and beyond it the line goes on. Only where it came true of all, or of nobody, all are told the same. Of no outcomes it is
 * the table that changes nothing.
 *
 * @param pointsMax at least 4; neighbouring pools that differ least are put together until there are no more
 */
export function fitIsotonic(outcomes: Outcomes, pointsMax: number): IsotonicTable {
  if (outcomes.predicted.length === 0) return { predicted: [0, 1], observed: [0, 1] };
  const pools = bounded(uncertain(poolsOf(outcomes)), Math.floor((pointsMax - 2) / 2));
  const observedOf = new Map<number, number>();
  let least = 0;
  for (const { predicted, observed } of pointsOf(pools)) {
    // Rounding may let it fall, or take it past 1.
    least = Math.min(Math.max(observed, least), 1);
    observedOf.set(predicted, least);
  }
  return { predicted: [...observedOf.keys()], observed: [...observedOf.values()] };
}

/** The ends of each pool, and those of what a probability may be. */
function* pointsOf(pools: readonly Pool[]): Generator<{ readonly predicted: number; readonly observed: number }> {
  for (const [index, pool] of pools.entries()) {
    const centre = centreOf(pool);
    const slope = Math.min(
      secant(pools[index - 1] ?? never, pool),
      secant(pool, pools[index + 1] ?? always),
      // Of neighbours as near as numbers can be.
      Number.MAX_VALUE,
    );
    const at = (predicted: number) => ({ predicted, observed: meanOf(pool) + slope * (predicted - centre) });
    if (index === 0 && pool.lowest > 0) yield at(0);
    yield at(pool.lowest);
    if (pool.highest > pool.lowest) yield at(pool.highest);
    if (index === pools.length - 1 && pool.highest < 1) yield at(1);
  }
}

interface Pool {
  readonly lowest: number;
  readonly highest: number;
  readonly weight: number;
  /** Sums over its customers. */
  readonly predicted: number;
  readonly happened: number;
}

/** Of whom it comes true never, and always. */
const never: Pool = { lowest: 0, highest: 0, weight: 1, predicted: 0, happened: 0 };
const always: Pool = { lowest: 1, highest: 1, weight: 1, predicted: 1, happened: 1 };

const meanOf = ({ weight, happened }: Pool): number => happened / weight;

/** The mean prediction. */
const centreOf = ({ weight, predicted, lowest, highest }: Pool): number =>
  Math.min(Math.max(predicted / weight, lowest), highest);

/** The slope between two pools; of a pool at the very end, where there is nothing beyond it, any. */
function secant(low: Pool, high: Pool): number {
  const run = centreOf(high) - centreOf(low);
  return run > 0 ? (meanOf(high) - meanOf(low)) / run : Number.POSITIVE_INFINITY;
}

const together = (low: Pool, high: Pool): Pool => ({
  lowest: low.lowest,
  highest: high.highest,
  weight: low.weight + high.weight,
  predicted: low.predicted + high.predicted,
  happened: low.happened + high.happened,
});

/** Ascending, each with a greater mean than the one before. */
function poolsOf(outcomes: Outcomes): Pool[] {
  const pools: Pool[] = [];
  for (const single of samePredictions(outcomes)) {
    let pool = single;
    for (let last = pools.at(-1); last !== undefined && meanOf(last) >= meanOf(pool); last = pools.at(-1)) {
      pool = together(last, pool);
      pools.pop();
    }
    pools.push(pool);
  }
  return pools;
}

/** One pool for each distinct prediction, ascending: what is predicted alike is corrected alike. */
function* samePredictions({ predicted, happened, weight }: Outcomes): Generator<Pool> {
  const order = Uint32Array.from(predicted, (_, index) => index).toSorted((one, other) => predicted[one]! - predicted[other]!);
  for (let from = 0; from < order.length; ) {
    const value = predicted[order[from]!]!;
    const pool = { lowest: value, highest: value, weight: 0, predicted: 0, happened: 0 };
    for (; from < order.length && predicted[order[from]!] === value; from += 1) {
      pool.weight += weight[order[from]!]!;
      pool.predicted += weight[order[from]!]! * value;
      pool.happened += weight[order[from]!]! * happened[order[from]!]!;
    }
    yield pool;
  }
}

/** That it came true of nobody at the low end, or of all at the high one, does not make it certain: that pool joins its neighbour. */
function uncertain(pools: readonly Pool[]): readonly Pool[] {
  const left = [...pools];
  if (left.length > 1 && meanOf(left[0]!) === 0) left.splice(0, 2, together(left[0]!, left[1]!));
  if (left.length > 1 && meanOf(left.at(-1)!) === 1) left.splice(-2, 2, together(left.at(-2)!, left.at(-1)!));
  return left;
}

/** Puts the two neighbours together that adds least to the sum of squares, as often as it takes. */
function bounded(pools: readonly Pool[], poolsMax: number): readonly Pool[] {
  const left = [...pools];
  while (left.length > poolsMax) {
    let [cheapest, least] = [0, Number.POSITIVE_INFINITY];
    for (let index = 0; index + 1 < left.length; index += 1) {
      const cost = costOfTogether(left[index]!, left[index + 1]!);
      if (cost < least) [cheapest, least] = [index, cost];
    }
    left.splice(cheapest, 2, together(left[cheapest]!, left[cheapest + 1]!));
  }
  return left;
}

function costOfTogether(low: Pool, high: Pool): number {
  return ((low.weight * high.weight) / (low.weight + high.weight)) * (meanOf(high) - meanOf(low)) ** 2;
}
