/**
 * Up to when a topic is complete whose partitions each say it for themselves. Where records of one customer may lie in any
 * partition, nothing is complete before all of them are: it is the least of them, and unknown while one has said nothing.
 * Pure.
 */
export class Completeness {
  readonly #watermarks: Map<number, number | null>;
  #told: number | null = null;

  /** @param watermarks of all partitions, milliseconds of event time; null for one that has said nothing yet */
  constructor(watermarks: ReadonlyMap<number, number | null>) {
    this.#watermarks = new Map(watermarks);
  }

  of(partition: number): number | null {
    return this.#watermarks.get(partition) ?? null;
  }

  /** A marker of a partition. Watermarks never go back. */
  mark(partition: number, watermark: number): void {
    const before = this.of(partition);
    this.#watermarks.set(partition, before === null ? watermark : Math.max(before, watermark));
  }

  /** What the topic has newly become complete to; null where it is as before. */
  takeNews(): number | null {
    const watermarks = [...this.#watermarks.values()];
    if (watermarks.includes(null)) return null;
    const least = Math.min(...(watermarks as number[]));
    if (this.#told !== null && least <= this.#told) return null;
    this.#told = least;
    return least;
  }
}
