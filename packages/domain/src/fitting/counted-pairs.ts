/** How often each pair of numbers has been counted, in a form that a loop over a million of them is fast in. */
export interface CountedPairs {
  /** Ascending. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly count: Float64Array;
  /** Sum of the counts. */
  readonly total: number;
}

/** Counts equal pairs of numbers. */
export class PairCounts {
  readonly #byFirst = new Map<number, Map<number, number>>();

  add(first: number, second: number): void {
    let counts = this.#byFirst.get(first);
    if (counts === undefined) this.#byFirst.set(first, (counts = new Map<number, number>()));
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }

  pairs(): CountedPairs {
    const distinct = [...this.#byFirst.values()].reduce((sum, { size }) => sum + size, 0);
    const [firsts, seconds, count] = [new Float64Array(distinct), new Float64Array(distinct), new Float64Array(distinct)];
    let [index, total] = [0, 0];
    for (const [first, counts] of [...this.#byFirst].toSorted(([one], [other]) => one - other)) {
      for (const [second, number] of counts) {
        firsts[index] = first;
        seconds[index] = second;
        count[index] = number;
        total += number;
        index += 1;
      }
    }
    return { first: firsts, second: seconds, count, total };
  }
}
