import { pAlive, type Rhythm, type RhythmParameters } from './mbg-nbd.ts';

/**
 * How many purchase days the MBG/NBD model expects: Wagner & Hoppe (2008), "Erratum on the MBG/NBD model", International
 * Journal of Research in Marketing 25(3), 225-226, equation (11).
 *
 * @param T weeks since the first purchase day, at least `tx`
 * @param horizon weeks
 */
export function expectedPurchases(parameters: RhythmParameters, rhythm: Rhythm, T: number, horizon: number): number {
  return pAlive(parameters, rhythm, T) * expectedPurchasesIfAlive(parameters, rhythm, T, horizon);
}

/**
 * The same of somebody of whom it is known that he is alive after T weeks.
 *
 * The paper has C / (a - 1) · (1 - (1-z)^(r+x) · ₂F₁(r+x, b+x+1; C; z)) with C = a + b + x and z = t / (α+T+t). Euler's
 * transformation (NIST DLMF 15.8.1) makes of the product (1-z)^(a-1) · ₂F₁(a+b-r, a-1; C; z), whose parameters do not grow with x.
 * With ε = a - 1 that ₂F₁ is 1 + ε·S (DLMF 15.2.1), and ε cancels: C · ((1 - (1-z)^ε) / ε - (1-z)^ε · S), good for a = 1 also.
 */
export function expectedPurchasesIfAlive(
  { r, alpha, a, b }: RhythmParameters,
  { x }: Rhythm,
  T: number,
  horizon: number,
): number {
  const epsilon = a - 1;
  const z = horizon / (alpha + T + horizon);
  // log((α+T) / (α+T+t)): to take it of 1 - z would lose the digits that matter for a short horizon, or a long one.
  const logRest = -Math.log1p(horizon / (alpha + T));
  const c = a + b + x;
  const first = epsilon === 0 ? -logRest : -Math.expm1(epsilon * logRest) / epsilon;
  return c * (first - Math.exp(epsilon * logRest) * reducedSeries(a + b - r, epsilon, c, z));
}

/** Terms of the series; it takes the more the closer z is to 1, some 40,000 for a horizon of 1,000 times α + T. */
const termsMax = 1_000_000;

/** S = Σ (A)ₙ (1+ε)ₙ₋₁ / ((C)ₙ n!) · zⁿ over n ≥ 1: (₂F₁(A, ε; C; z) - 1) / ε. */
function reducedSeries(A: number, epsilon: number, c: number, z: number): number {
  let term = (A / c) * z;
  let sum = term;
  for (let n = 1; n < termsMax; n += 1) {
    term *= ((A + n) * (epsilon + n) * z) / ((c + n) * (n + 1));
    sum += term;
    // Beyond n = |A| the terms fall faster than those of a geometric series of ratio z.
    if (n > Math.abs(A) && Math.abs(term) <= Number.EPSILON * (1 - z) * Math.abs(sum)) break;
  }
  return sum;
}
