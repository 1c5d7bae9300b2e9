import { betaMean } from './means.ts';

/** Levels of the continued fraction; then the mean is faster. Most often 10 to 100 do. */
const levelsMax = 3_000;

/**
 * ₂F₁(1, b; c; z), to a relative error below 1e-9. The series (NIST DLMF 15.2.1) needs |z| < 1, and is slow near it.
 *
 * @param b above 0, below c
 * @param z below 1
 * @param rest 1 - z, which can't be had of z close to 1
 */
export function hypergeometric(b: number, c: number, z: number, rest: number): number {
  // DLMF 15.6.1: the mean of 1 / (1 - zu).
  return gaussFraction(b, c, z) ?? betaMean(b, c - b, (u, uRest) => 1 / (uRest + rest * u));
}

/**
 * Gauss's continued fraction: DLMF 15.7.1 with b = 0, each level divided by its t. It converges for all z < 1, the more slowly
 * the closer z is to 1 or the farther below 0, and with 0 < b < c nothing is lost to cancellation. Evaluated after Lentz
 * (Press et al. 2007, "Numerical Recipes", section 5.2).
 *
 * @returns null where the levels do not suffice
 */
function gaussFraction(b: number, c: number, z: number): number | null {
  let [upper, lower, value] = [1, 0, 1];
  for (let level = 1; level <= levelsMax; level += 1) {
    const step = -coefficient(level, b, c) * z;
    lower = 1 / (1 + step * lower);
    upper = 1 + step / upper;
    value *= upper * lower;
    if (Math.abs(upper * lower - 1) <= Number.EPSILON) return 1 / value;
  }
  return null;
}

function coefficient(level: number, b: number, c: number): number {
  if (level === 1) return b / c;
  const half = Math.floor(level / 2);
  const factors = level % 2 === 0 ? half * (c - b + half - 1) : (b + half) * (c + half - 1);
  return factors / ((c + level - 2) * (c + level - 1));
}
