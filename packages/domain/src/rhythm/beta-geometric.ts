import { betaMean } from './means.ts';

/**
 * What BG/NBD and MBG/NBD have in common: an alive customer buys as a Poisson process and drops out, with a fixed
 * probability, right after a purchase. They differ in whether the first purchase is such an occasion.
 */

/** What is known of somebody alive: how the rate of purchases and the probability of dropping out are distributed. */
export interface Living {
  /** The rate, per week, is gamma distributed: r + x. */
  readonly shape: number;
  /** α + T, in weeks. */
  readonly rate: number;
  /** The probability of dropping out after a purchase is beta distributed: a. */
  readonly a: number;
  /** b + the occasions survived: x with BG/NBD, x + 1 with MBG/NBD. */
  readonly survived: number;
}

/** Below it hardly anybody ever drops out; a quadrature over p would take for ever. */
const aMin = 1e-3;

/**
 * Expected purchases of somebody alive within the next `horizon` weeks: the mean over rate λ and probability p of
 * (1 - e^(-λpt)) / p.
 *
 * Fader, Hardie & Lee (2005, equation 10) and Wagner & Hoppe (2008, equation 11) have C / (a - 1) · (1 - (1-z)^(r+x) ·
 * ₂F₁(r+x, survived; C; z)) with C = a + survived - 1 and z = t / (α+T+t). Euler's transformation (NIST DLMF 15.8.1) makes of
 * the product (1-z)^(a-1) · ₂F₁(C-r-x, a-1; C; z), whose parameters do not grow with x. With ε = a - 1 that ₂F₁ is
 * 1 + ε·S/C (DLMF 15.2.1), and ε and the division by C cancel: C · (1 - (1-z)^ε) / ε - (1-z)^ε · S. So it is good for a = 1
 * and for C ≤ 0 also, which BG/NBD can have without a repeat. Where a is large and α + T next to nothing beside the horizon, the series
 * overflows: there the mean over p is taken by quadrature.
 */
export function expectedPurchasesOfLiving(living: Living, horizon: number): number {
  const { shape, rate, a, survived } = living;
  // Of somebody who never drops out.
  const most = (shape * horizon) / rate;
  const closed = closedForm(living, horizon);
  // Rounding may take it past the ends.
  if (Number.isFinite(closed)) return Math.min(Math.max(closed, 0), most);
  if (a < aMin) return most;
  return betaMean(a, survived, (p) => (p === 0 ? most : -Math.expm1(-shape * Math.log1p((p * horizon) / rate)) / p));
}

function closedForm({ shape, rate, a, survived }: Living, horizon: number): number {
  const epsilon = a - 1;
  const z = horizon / (rate + horizon);
  // log((α+T) / (α+T+t)): to take it of 1 - z would lose the digits that matter for a short horizon, or a long one.
  const logRest = -Math.log1p(horizon / rate);
  const c = a + survived - 1;
  const first = epsilon === 0 ? -logRest : -Math.expm1(epsilon * logRest) / epsilon;
  return c * first - Math.exp(epsilon * logRest) * reducedSeries(c - shape, epsilon, c, z);
}

/**
 * P(somebody alive buys within the next `horizon` weeks): who is alive drops out only at a purchase, so that no purchase
 * comes in H with probability ((α+T) / (α+T+H))^(r+x).
 */
export function pLivingBuysWithin({ shape, rate }: Living, horizon: number): number {
  return 1 - (rate / (rate + horizon)) ** shape;
}

/** Terms of the series; it takes the more the closer z is to 1, some 40,000 for a horizon of 1,000 times α + T. */
const termsMax = 1_000_000;

/** S = Σ (A)ₙ (1+ε)ₙ₋₁ / ((C+1)ₙ₋₁ n!) · zⁿ over n ≥ 1: (₂F₁(A, ε; C; z) - 1) · C / ε. */
function reducedSeries(A: number, epsilon: number, c: number, z: number): number {
  let term = A * z;
  let sum = term;
  for (let n = 1; n < termsMax; n += 1) {
    term *= ((A + n) * (epsilon + n) * z) / ((c + n) * (n + 1));
    sum += term;
    // Beyond n = |A| the terms fall faster than those of a geometric series of ratio z.
    if (n > Math.abs(A) && Math.abs(term) <= Number.EPSILON * (1 - z) * Math.abs(sum)) break;
  }
  return sum;
}
