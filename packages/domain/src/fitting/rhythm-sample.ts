import { PairCounts } from './counted-pairs.ts';

/** How customers have bought: one entry for each distinct (x, tx, T), ascending in x. Times in weeks. */
export interface RhythmSample {
  readonly customers: number;
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  /** Customers with just this history. */
  readonly count: Float64Array;
}

/** More days than a history has: 2^16 of them are 179 years. */
const daysMax = 65_536;

/** Counts customers of equal histories, of which a million have several 100,000 at most. */
export class RhythmCounts {
  readonly #counts = new PairCounts();

  /**
   * @param x repeat purchase days
   * @param txDays days from the first purchase day to the last
   * @param TDays days from the first purchase day until now, at least `txDays`, below 65,536
   */
  add(x: number, txDays: number, TDays: number): void {
    this.#counts.add(x, txDays * daysMax + TDays);
  }

  sample(): RhythmSample {
    const { first: x, second, count, total: customers } = this.#counts.pairs();
    const tx = second.map((days) => Math.floor(days / daysMax) / 7);
    const T = second.map((days) => (days % daysMax) / 7);
    return { customers, x, tx, T, count };
  }
}
