/**
 * Draws ranks from 0 on, of which rank k has a chance proportional to (k + 1)^-exponent, by looking up where a random number lies
 * among the sums of the chances.
 */
export class Zipf {
  readonly #upTo: Float64Array;

  constructor(count: number, exponent: number) {
    this.#upTo = new Float64Array(count);
    let sum = 0;
    for (let rank = 0; rank < count; rank += 1) {
      sum += (rank + 1) ** -exponent;
      this.#upTo[rank] = sum;
    }
  }

  /** @param random from 0 to 1, without 1 */
  rank(random: number): number {
    const upTo = this.#upTo;
    const sought = random * (upTo.at(-1) ?? 0);
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((upTo[middle] as number) > sought) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
