/** Scores of the same customers, and what came of each. */
export interface Scored {
  readonly scores: Float64Array;
  /** 1 where it came true, 0 where not. */
  readonly happened: Uint8Array;
}

/** Area under the ROC curve: P(a customer of whom it came true scores higher than one of whom it did not), ties counting half. */
export interface Auc {
  readonly auc: number;
  readonly standardError: number;
}

/** By how much the one area is greater than the other, of the same customers. */
export interface AucDifference {
  readonly difference: number;
  readonly standardError: number;
}

/**
 * DeLong, DeLong & Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating characteristic curves",
 * Biometrics 44(3), 837-845, by ranks as Sun & Xu (2014), IEEE Signal Processing Letters 21(11), 1389-1393, do it.
 *
 * @returns null where it came true of all or of nobody
 */
export function aucOf({ scores, happened }: Scored): Auc | null {
  const placed = placementsOf(scores, happened);
  return placed && { auc: meanOf(placed.positive), standardError: Math.sqrt(varianceOfMean(placed)) };
}

/** Paired: what the two scores have in common cancels. Null where it came true of all or of nobody. */
export function aucDifference(one: Float64Array, other: Float64Array, happened: Uint8Array): AucDifference | null {
  const [placedOne, placedOther] = [placementsOf(one, happened), placementsOf(other, happened)];
  if (placedOne === null || placedOther === null) return null;
  const between = {
    positive: placedOne.positive.map((value, index) => value - placedOther.positive[index]!),
    negative: placedOne.negative.map((value, index) => value - placedOther.negative[index]!),
  };
  return { difference: meanOf(between.positive), standardError: Math.sqrt(varianceOfMean(between)) };
}

/** Of each customer, the share of those of the other kind that are ranked rightly against it: their V10 and V01. */
interface Placements {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

function placementsOf(scores: Float64Array, happened: Uint8Array): Placements | null {
  const positives = happened.reduce((sum, one) => sum + one, 0);
  const negatives = happened.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const placements = new Float64Array(scores.length);
  const order = Uint32Array.from(scores, (_, index) => index).toSorted((a, b) => scores[a]! - scores[b]!);
  let [positivesBelow, negativesBelow] = [0, 0];
  for (let from = 0; from < order.length; ) {
    let [to, tiedPositives] = [from, 0];
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to += 1) tiedPositives += happened[order[to]!]!;
    const tiedNegatives = to - from - tiedPositives;
    for (; from < to; from += 1) {
      const customer = order[from]!;
      placements[customer] =
        happened[customer] === 1
          ? (negativesBelow + tiedNegatives / 2) / negatives
          : 1 - (positivesBelow + tiedPositives / 2) / positives;
    }
    positivesBelow += tiedPositives;
    negativesBelow += tiedNegatives;
  }
  return {
    positive: placements.filter((_, index) => happened[index] === 1),
    negative: placements.filter((_, index) => happened[index] === 0),
  };
}

function varianceOfMean({ positive, negative }: Placements): number {
  return varianceOf(positive) / positive.length + varianceOf(negative) / negative.length;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of a single value it can't be told, and counts as 0. */
function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length - 1, 1);
}
