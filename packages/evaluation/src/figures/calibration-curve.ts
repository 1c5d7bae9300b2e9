const binsMax = 10;

/** Customers of similar predicted chance. */
export interface CurvePoint {
  readonly customers: number;
  readonly predicted: number;
  readonly observed: number;
}

/** By predicted chance, in groups of as many customers each; who is predicted alike is in one group. */
export function calibrationCurve(chances: Float64Array, bought: Uint8Array): readonly CurvePoint[] {
  const order = Uint32Array.from(chances, (_, index) => index).toSorted((one, other) => chances[one]! - chances[other]!);
  const points: CurvePoint[] = [];
  for (let from = 0; from < order.length; ) {
    let to = Math.min(from + Math.ceil(order.length / binsMax), order.length);
    while (to < order.length && chances[order[to]!] === chances[order[to - 1]!]) to += 1;
    let [predicted, observed] = [0, 0];
    for (const customer of order.subarray(from, to)) {
      predicted += chances[customer]!;
      observed += bought[customer]!;
    }
    const customers = to - from;
    points.push({ customers, predicted: predicted / customers, observed: observed / customers });
    from = to;
  }
  return points;
}
