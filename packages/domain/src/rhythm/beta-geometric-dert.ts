import type { Living } from './beta-geometric.ts';
import { hypergeometric } from './hypergeometric.ts';
import { gammaMean } from './means.ts';

/**
 * Discounted expected residual transactions of somebody alive: the mean over rate λ and probability p of λ / (δ + λp), which
 * is the integral of λ · e^(-λpt) · e^(-δt) over all time to come (the definition of Fader, Hardie & Lee 2005, "RFM and
 * CLV", equation 4). No closed form has been published. The mean over p is λ/δ · ₂F₁(1, a; a + survived; -λ/δ) (NIST DLMF
 * 15.6.1), that over λ is summed to a relative error below 1e-9; λ itself is taken into the weight, which makes its shape r + x + 1.
 *
 * @param discount per week, continuously compounded, above 0
 */
export function dertOfLiving({ shape, rate, a, survived }: Living, discount: number): number {
  const overDropOut = (v: number) => {
    const perDiscount = v / (rate * discount);
    return hypergeometric(a, a + survived, -perDiscount, 1 + perDiscount);
  };
  return (shape / rate / discount) * gammaMean(shape + 1, overDropOut);
}
