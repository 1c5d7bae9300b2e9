/** Levels of the fraction; it takes the more the closer z is to 1 or the further below 0, some 20,000 at -1,000,000. */
const levelsMax = 1_000_000;

/**
 * ₂F₁(1, b; c; z) by Gauss's continued fraction: NIST DLMF 15.7.1 with b = 0, each level divided by its t. It converges for
 * all z < 1, where the series (15.2.1) needs |z| < 1 and is slow near it, and with 0 < b ≤ c nothing is lost to
 * cancellation. Evaluated after Lentz (Press et al. 2007, Numerical Recipes, section 5.2).
 *
 * @param b above 0, at most c
 * @param z below 1
 */
export function gaussFraction(b: number, c: number, z: number): number {
  let [upper, lower, value] = [1, 0, 1];
  for (let level = 1; level < levelsMax; level += 1) {
    const step = -coefficient(level, b, c) * z;
    lower = 1 / (1 + step * lower);
    upper = 1 + step / upper;
    value *= upper * lower;
    if (Math.abs(upper * lower - 1) <= Number.EPSILON) break;
  }
  return 1 / value;
}

function coefficient(level: number, b: number, c: number): number {
  if (level === 1) return b / c;
  const half = Math.floor(level / 2);
  const factors = level % 2 === 0 ? half * (c - b + half - 1) : (b + half) * (c + half - 1);
  return factors / ((c + level - 2) * (c + level - 1));
}
