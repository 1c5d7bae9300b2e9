import digamma from '@stdlib/math-base-special-digamma';
import {
  type BetaGeometricParameters,
  type BetaGeometricTerms,
  betaGeometricTerms,
} from '../rhythm/beta-geometric-likelihood.ts';
import type { Likelihood } from './fit.ts';
import type { RhythmSample } from './rhythm-sample.ts';

/**
 * The log-likelihood of a sample by BG/NBD or MBG/NBD, with its derivatives.
 *
 * @param occasionsOf the occasions to drop out that who is alive after x repeat purchases has survived
 */
export function betaGeometricOfSample(
  sample: RhythmSample,
  parameters: BetaGeometricParameters,
  occasionsOf: (x: number) => number,
): Likelihood<keyof BetaGeometricParameters> {
  let logLikelihood = 0;
  const gradient = { r: 0, alpha: 0, a: 0, b: 0 };
  for (let from = 0; from < sample.x.length; ) {
    const x = sample.x[from]!;
    let to = from + 1;
    while (sample.x[to] === x) to += 1;
    const occasions = occasionsOf(x);
    const terms = betaGeometricTerms(parameters, x, occasions);
    const sums = sumsOfX(sample, from, to, parameters.alpha, terms);
    logLikelihood += sums.logLikelihood;
    addGradient(gradient, parameters, x, occasions, sums);
    from = to;
  }
  return { logLikelihood, gradient };
}

/** Sums over the customers with the same x. */
interface SumsOfX {
  readonly customers: number;
  readonly logLikelihood: number;
  /** Of P(dropped out). */
  readonly droppedOut: number;
  /** Derivatives by r + x and by α, without what depends on x alone. */
  readonly byShape: number;
  readonly byAlpha: number;
}

/** The one loop that runs over every point: no objects, no calls but of mathematics. */
function sumsOfX(
  { tx, T, count }: RhythmSample,
  from: number,
  to: number,
  alpha: number,
  { shape, logAlive, logOdds }: BetaGeometricTerms,
): SumsOfX {
  let [customers, logLikelihood, droppedOut, byShape, byAlpha] = [0, 0, 0, 0, 0];
  for (let point = from; point < to; point += 1) {
    const logT = Math.log(alpha + T[point]!);
    const logSilence = logT - Math.log(alpha + tx[point]!);
    const u = logOdds + shape * logSilence;
    // log(1 + e^u) and the probability of having dropped out, e^u / (1 + e^u), of one exponential.
    const e = Math.exp(-Math.abs(u));
    const softplus = Math.max(u, 0) + Math.log1p(e);
    const dropped = (u > 0 ? 1 : e) / (1 + e);
    const n = count[point]!;
    customers += n;
    logLikelihood += n * (logAlive - shape * logT + softplus);
    droppedOut += n * dropped;
    byShape += n * (dropped * logSilence - logT);
    byAlpha -= n * shape * ((1 - dropped) / (alpha + T[point]!) + dropped / (alpha + tx[point]!));
  }
  return { customers, logLikelihood, droppedOut, byShape, byAlpha };
}

function addGradient(
  gradient: Record<keyof BetaGeometricParameters, number>,
  { r, alpha, a, b }: BetaGeometricParameters,
  x: number,
  occasions: number,
  { customers, droppedOut, byShape, byAlpha }: SumsOfX,
): void {
  const survivedByBoth = digamma(a + b) - digamma(a + b + occasions);
  gradient.r += customers * (digamma(r + x) - digamma(r) + Math.log(alpha)) + byShape;
  gradient.alpha += (customers * r) / alpha + byAlpha;
  gradient.a += customers * survivedByBoth + droppedOut / a;
  gradient.b += customers * (survivedByBoth + digamma(b + occasions) - digamma(b));
  // Without an occasion nobody has dropped out.
  if (occasions > 0) gradient.b -= droppedOut / (b + occasions - 1);
}
