/**
 * The least score at which a customer is best taken for a buyer: the one of the greatest balanced accuracy, as a plain share of those told
 * rightly would be won by calling everybody inactive where most are (Youden 1950).
 *
 * @returns null where all have bought, or none
 */
export function bestThreshold(scores: Float64Array, bought: Uint8Array): number | null {
  const buyers = bought.reduce((sum, one) => sum + one, 0);
  const others = bought.length - buyers;
  if (buyers === 0 || others === 0) return null;
  const order = Uint32Array.from(scores, (_, index) => index).toSorted((one, other) => scores[other]! - scores[one]!);
  let [best, threshold, buyersAbove, othersAbove] = [Number.NEGATIVE_INFINITY, 0, 0, 0];
  for (const [rank, customer] of order.entries()) {
    if (bought[customer] === 1) buyersAbove += 1;
    else othersAbove += 1;
    const isLastOfTie = rank + 1 === order.length || scores[order[rank + 1]!] !== scores[customer];
    const gain = buyersAbove / buyers - othersAbove / others;
    if (isLastOfTie && gain > best) [best, threshold] = [gain, scores[customer]!];
  }
  return threshold;
}
