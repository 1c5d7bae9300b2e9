/** Steps per standard deviation of log v. */
const stepsPerDeviation = 4;
/** Where the weight has fallen to e^-50 of the greatest, the rest is left out. */
const logWeightMin = -50;

/**
 * The mean of f(v) over a gamma distribution of scale 1 whose shape is at least 1, by the trapezoidal rule in log v: the
 * weight there, v^shape · e^-v, falls to nothing on both sides, so that for an analytic f that does not grow faster than a
 * power the error falls exponentially with the step (Trefethen & Weideman 2014, "The exponentially convergent trapezoidal
 * rule", SIAM Review 56(3), theorem 5.1). Its relative error is below 1e-9 for what Ebb takes it of; a test measures it.
 */
export function gammaMean(shape: number, f: (v: number) => number): number {
  const step = 1 / (stepsPerDeviation * Math.sqrt(shape));
  let [total, mean] = [0, 0];
  for (const direction of [-1, 1]) {
    for (let n = direction === 1 ? 0 : 1; ; n += 1) {
      const y = direction * n * step;
      const logWeight = shape * (y - Math.expm1(y));
      if (logWeight < logWeightMin) break;
      const weight = Math.exp(logWeight);
      total += weight;
      mean += weight * f(shape * Math.exp(y));
    }
  }
  return mean / total;
}
