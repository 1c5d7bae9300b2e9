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
 * The table that never falls and is closest to what happened, by weighted squares: pool adjacent violators (Ayer, Brunk,
 * Ewing, Reid & Silverman 1955, Annals of Mathematical Statistics 26(4), 641-647; for probabilities Zadrozny & Elkan 2002). A
 * pool is two points, its ends, so that all predictions in it are corrected to its mean, and the mean over all customers
 * is what happened. Of no outcomes it is the table that changes nothing.
 *
 * @param pointsMax at least 2; neighbouring pools that differ least are put together until there are no more
 */
export function fitIsotonic(outcomes: Outcomes, pointsMax: number): IsotonicTable {
  if (outcomes.predicted.length === 0) return { predicted: [0, 1], observed: [0, 1] };
  const pools = bounded(poolsOf(outcomes), Math.floor(pointsMax / 2));
  const points = pools.flatMap((pool) => {
    const observed = meanOf(pool);
    const low = { predicted: pool.lowest, observed };
    return pool.highest === pool.lowest ? [low] : [low, { predicted: pool.highest, observed }];
  });
  return { predicted: points.map(({ predicted }) => predicted), observed: points.map(({ observed }) => observed) };
}

interface Pool {
  readonly lowest: number;
  readonly highest: number;
  readonly weight: number;
  readonly happened: number;
}

const meanOf = ({ weight, happened }: Pool): number => happened / weight;

const together = (low: Pool, high: Pool): Pool => ({
  lowest: low.lowest,
  highest: high.highest,
  weight: low.weight + high.weight,
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
    const pool = { lowest: value, highest: value, weight: 0, happened: 0 };
    for (; from < order.length && predicted[order[from]!] === value; from += 1) {
      pool.weight += weight[order[from]!]!;
      pool.happened += weight[order[from]!]! * happened[order[from]!]!;
    }
    yield pool;
  }
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
