const pointsMax = 200;

/** Taking everybody above some score for a buyer: the shares of others, and of buyers, that are taken for one. */
export interface RocPoint {
  readonly falsePositives: number;
  readonly truePositives: number;
}

/** From nobody to everybody, thinned out to some 200 points; none where all have bought, or none. */
export function rocOf(scores: Float64Array, bought: Uint8Array): readonly RocPoint[] {
  const buyers = bought.reduce((sum, one) => sum + one, 0);
  const others = bought.length - buyers;
  if (buyers === 0 || others === 0) return [];
  const order = Uint32Array.from(scores, (_, index) => index).toSorted((one, other) => scores[other]! - scores[one]!);
  const points: RocPoint[] = [{ falsePositives: 0, truePositives: 0 }];
  let [truePositives, falsePositives, nextAt] = [0, 0, 0];
  for (const [rank, customer] of order.entries()) {
    if (bought[customer] === 1) truePositives += 1;
    else falsePositives += 1;
    const isLast = rank + 1 === order.length;
    if (!isLast && (rank < nextAt || scores[order[rank + 1]!] === scores[customer])) continue;
    points.push({ falsePositives: falsePositives / others, truePositives: truePositives / buyers });
    nextAt = rank + order.length / pointsMax;
  }
  return points;
}
