const windowMilliseconds = 2_000;

/** How fast a count has grown of late. */
export class Rate {
  #seen: { readonly count: number; readonly at: number }[] = [];

  /** @param at milliseconds */
  add(count: number, at: number): void {
    this.#seen = [...this.#seen.filter((seen) => at - seen.at <= windowMilliseconds), { count, at }];
  }

  perSecond(): number {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (first === undefined || last === undefined || last.at === first.at) return 0;
    return Math.max(0, Math.round(((last.count - first.count) * 1_000) / (last.at - first.at)));
  }
}
