/**
 * Means over distributions by the trapezoidal rule, in a variable on which the density falls off exponentially on both
 * sides: of an f that is analytic around the real line and grows no faster than a power, the error falls exponentially with
 * the step (Trefethen & Weideman 2014, "The exponentially convergent trapezoidal rule", SIAM Review 56(3), theorem 5.1). The
 * relative error is below 1e-9 of what Ebb takes means of; tests measure it.
 */
import { softplus } from './softplus.ts';

/** Where the density has fallen to e^-50 of the greatest, the rest is left out. */
const logDensityMin = -50;

/** The mean of f(v) over a gamma distribution of scale 1 whose shape is at least 1. */
export function gammaMean(shape: number, f: (v: number) => number): number {
  const step = 1 / (4 * Math.sqrt(shape));
  const logDensity = (y: number) => shape * (y - Math.expm1(y));
  return trapezoidalMean(step, logDensity, (y) => f(shape * Math.exp(y)));
}

/**
 * The mean of f(u, 1 - u) over a beta distribution. Both are given, as one can't be had of the other where it is close to 1.
 */
export function betaMean(a: number, b: number, f: (u: number, rest: number) => number): number {
  const step = Math.min(1 / 3, Math.sqrt(1 / a + 1 / b) / 4);
  const mode = Math.log(a / b);
  const logU = (y: number) => -softplus(-mode - y);
  const logRest = (y: number) => -softplus(mode + y);
  const [logUThere, logRestThere] = [logU(0), logRest(0)];
  const logDensity = (y: number) => a * (logU(y) - logUThere) + b * (logRest(y) - logRestThere);
  return trapezoidalMean(step, logDensity, (y) => f(Math.exp(logU(y)), Math.exp(logRest(y))));
}

/** @param logDensity up to a constant, greatest at 0 and falling to both sides */
function trapezoidalMean(step: number, logDensity: (y: number) => number, f: (y: number) => number): number {
  let [total, sum] = [1, f(0)];
  for (const signedStep of [step, -step]) {
    for (let y = signedStep, log = logDensity(y); log > logDensityMin; y += signedStep, log = logDensity(y)) {
      const density = Math.exp(log);
      total += density;
      sum += density * f(y);
    }
  }
  return sum / total;
}
