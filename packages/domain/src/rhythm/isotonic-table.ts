/**
 * What became of customers with given predicted probabilities, to correct predictions by: a line through its points, level
 * outside of them. It never falls.
 */
export interface IsotonicTable {
  /** Ascending, at least one. */
  readonly predicted: readonly number[];
  /** The share that came true, of each of these; never falls. */
  readonly observed: readonly number[];
}

/** A predicted probability as the table corrects it, between 0 and 1. */
export function corrected({ predicted, observed }: IsotonicTable, probability: number): number {
  let [below, above] = [0, predicted.length - 1];
  if (probability <= predicted[below]!) return observed[below]!;
  if (probability >= predicted[above]!) return observed[above]!;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (predicted[middle]! <= probability) below = middle;
    else above = middle;
  }
  const [low, high] = [observed[below]!, observed[above]!];
  const share = (probability - predicted[below]!) / (predicted[above]! - predicted[below]!);
  // Rounding may take it past the ends.
  return Math.min(Math.max(low + share * (high - low), low), high);
}
