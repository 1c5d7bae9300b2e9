import { PairCounts } from './counted-pairs.ts';

/** What customers have spent: one entry for each distinct (days, total), ascending in days. */
export interface SpendSample {
  readonly customers: number;
  /** Purchase days that the total is of, at least 1. */
  readonly days: Float64Array;
  /** Above 0. */
  readonly totalMinor: Float64Array;
  /** Customers with just these. */
  readonly count: Float64Array;
}

/** Counts customers of equal spend. */
export class SpendCounts {
  readonly #counts = new PairCounts();

  /** Without a day, or with a total of 0 or less, as refunds can make it, a customer is not counted: the model knows positive means only. */
  add(days: number, totalMinor: number): void {
    if (days > 0 && totalMinor > 0) this.#counts.add(days, totalMinor);
  }

  sample(): SpendSample {
    const { first: days, second: totalMinor, count, total: customers } = this.#counts.pairs();
    return { customers, days, totalMinor, count };
  }
}
