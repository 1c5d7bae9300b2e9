/** Of those whom a call-centre can call, the least likely to buy: how many did not, and how many of all who did not they are. */
export interface AtCapacity {
  readonly called: number;
  /** Of the called, the share that did not buy. */
  readonly precision: number;
  /** Of all who did not buy, the share that was called; null where all bought. */
  readonly recall: number | null;
}

/** Of customers with the same score, any may be called: what is to be expected then. Null of nobody. */
export function atCapacity(scores: Float64Array, bought: Uint8Array, share: number): AtCapacity | null {
  if (scores.length === 0) return null;
  const called = calledOf(scores.length, share);
  const order = Uint32Array.from(scores, (_, index) => index).toSorted((one, other) => scores[one]! - scores[other]!);
  let [left, found] = [called, 0];
  for (let from = 0; left > 0; ) {
    let [to, inactive] = [from, 0];
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to += 1) inactive += 1 - bought[order[to]!]!;
    const taken = Math.min(left, to - from);
    found += (inactive * taken) / (to - from);
    left -= taken;
    from = to;
  }
  const inactive = bought.reduce((sum, one) => sum + 1 - one, 0);
  return { called, precision: found / called, recall: inactive === 0 ? null : found / inactive };
}

/** How many customers a call-centre can call that can call a share of them: one at least. */
export const calledOf = (customers: number, share: number): number => Math.max(Math.round(share * customers), 1);
