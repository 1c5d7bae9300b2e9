/**
 * Revenue edges between small, medium and large customers, in minor units: `large` is the least revenue among those who,
 * in descending order, lie wholly within the first half of all revenue; `medium` the same for the first 80 %.
 * Only customers with positive revenue count.
 */
export function pmgEdges(revenuesMinor: readonly number[]): { medium: number; large: number } {
  const descending = revenuesMinor.filter((revenue) => revenue > 0).toSorted((one, other) => other - one);
  const total = descending.reduce((sum, revenue) => sum + revenue, 0);
  const leastWithin = (percent: number): number => {
    let reached = 0;
    const beyond = descending.findIndex((revenue) => (reached += revenue) * 100 > total * percent);
    // Where the very first customer already brings in more than the share, that customer alone is within.
    return descending[Math.max(beyond - 1, 0)] ?? 0;
  };
  return { medium: leastWithin(80), large: leastWithin(50) };
}

/** The four values at or below which the lowest 20, 40, 60 and 80 % lie; a value on an edge belongs below it. */
export function quintileEdges(values: readonly number[]): readonly number[] {
  const ascending = values.toSorted((one, other) => one - other);
  return [1, 2, 3, 4].map((fifth) => ascending[Math.ceil((fifth * ascending.length) / 5) - 1] ?? 0);
}
