import type { PmgEdges } from './value.ts';

/** Values of customers, ascending, and how many customers have each. */
export interface CountedValues {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

export function countedValues(values: Iterable<number>): CountedValues {
  const ascending = Float64Array.from(values).toSorted();
  const counts: number[] = [];
  const distinct = ascending.filter((value, index) => {
    const isNew = index === 0 || value !== ascending[index - 1];
    if (isNew) counts.push(1);
    else counts[counts.length - 1]! += 1;
    return isNew;
  });
  return { values: distinct, counts: Float64Array.from(counts) };
}

/**
 * Revenue edges between small, medium and large customers, in minor units: `large` is the least revenue among those who,
 * in descending order, lie wholly within the first half of all revenue; `medium` the same for the first 80 %.
 * Only customers with positive revenue count.
 *
 * @param revenues in minor units
 */
export function pmgEdges(revenues: CountedValues): PmgEdges {
  return { medium: leastWithin(80, revenues), large: leastWithin(50, revenues) };
}

function leastWithin(percent: number, { values, counts }: CountedValues): number {
  const total = values.reduce((sum, value, index) => sum + Math.max(value, 0) * counts[index]!, 0);
  let reached = 0;
  // Where the very first customer already brings in more than the share, that customer alone is within.
  let least = Math.max(values.at(-1) ?? 0, 0);
  for (let index = values.length - 1; index >= 0 && values[index]! > 0; index -= 1) {
    const value = values[index]!;
    if ((reached + value) * 100 > total * percent) break;
    least = value;
    reached += value * counts[index]!;
  }
  return least;
}

/** The four values at or below which the lowest 20, 40, 60 and 80 % lie; a value on an edge belongs below it. */
export function quintileEdges({ values, counts }: CountedValues): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [1, 2, 3, 4].map((fifth) => {
    let index = 0;
    for (let rank = Math.ceil((fifth * total) / 5); index < counts.length && rank > counts[index]!; index += 1)
      rank -= counts[index]!;
    return values[index] ?? 0;
  });
}
