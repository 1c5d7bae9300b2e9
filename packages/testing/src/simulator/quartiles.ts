export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** Interpolated linearly between the two nearest (type 7 of Hyndman & Fan 1996); null of nothing. */
export function quartilesOf(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const ascending = values.toSorted((one, other) => one - other);
  const at = (share: number): number => {
    const place = (ascending.length - 1) * share;
    const [below, above] = [ascending[Math.floor(place)]!, ascending[Math.ceil(place)]!];
    return below + (above - below) * (place % 1);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
