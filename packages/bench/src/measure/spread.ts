/** What came out of several runs of the same. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Of at least one figure; the median of an even number is the mean of the two in the middle. */
export function spreadOf(figures: readonly number[]): Spread {
  const ascending = figures.toSorted((one, other) => one - other);
  const middle = (ascending.length - 1) / 2;
  const median = ((ascending[Math.floor(middle)] as number) + (ascending[Math.ceil(middle)] as number)) / 2;
  return { min: ascending[0] as number, median, max: ascending.at(-1) as number };
}
