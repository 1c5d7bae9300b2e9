import type { Day, RhythmParameters } from '@ebb/domain';
import type { Rhythm } from './alive.ts';

/** Steps of the quadrature on each side of the middle, and their width: more than enough for twelve digits. */
const stepsMax = 160;
const stepWidth = 1 / 32;

/**
 * Purchases to be expected in `horizonDays` after the start of `day` of a customer who is alive then: the process itself,
 * averaged over the chance p to leave after a purchase, by tanh-sinh quadrature.
 *
 * Alive with x repeats at T, the rate of buying λ is gamma (r + x, α + T) and p is beta (a, b + x + 1). With both known,
 * (1 − e^(−λ p h)) / p purchases are to be expected in h weeks; averaged over λ, (1 − ((α + T) / (α + T + p h))^(r + x)) / p.
 */
export function expectedPurchasesIfAlive(
  { r, alpha, a, b }: RhythmParameters,
  { firstDay, repeats }: Rhythm,
  day: Day,
  horizonDays: number,
): number {
  const observed = alpha + (day - firstDay) / 7;
  const horizon = horizonDays / 7;
  let weights = 0;
  let sum = 0;
  for (let step = -stepsMax; step <= stepsMax; step += 1) {
    const bend = Math.PI * Math.sinh(step * stepWidth);
    // p and 1 - p each without loss of digits near its end.
    const leaves = 1 / (1 + Math.exp(-bend));
    const stays = 1 / (1 + Math.exp(bend));
    if (leaves === 0 || stays === 0) continue;
    const weight = leaves ** a * stays ** (b + repeats + 1) * Math.cosh(step * stepWidth);
    const purchases = -Math.expm1((r + repeats) * -Math.log1p((leaves * horizon) / observed)) / leaves;
    weights += weight;
    sum += weight * purchases;
  }
  return sum / weights;
}
