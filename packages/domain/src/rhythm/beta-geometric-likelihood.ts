import gammaln from '@stdlib/math-base-special-gammaln';
import { softplus } from './softplus.ts';

/** Parameters of BG/NBD and MBG/NBD, all above 0; the unit of time is a week. */
export interface BetaGeometricParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/**
 * What the likelihood of (x, tx, T) has that depends on x alone. The likelihood is that of being alive, times one and the
 * odds of having dropped out after the last purchase.
 */
export interface BetaGeometricTerms {
  /** r + x. */
  readonly shape: number;
  /** Log of what the likelihood of being alive is times (α+T)^-(r+x). */
  readonly logAlive: number;
  /** Log of the odds of having dropped out at once after the last purchase. */
  readonly logOdds: number;
}

/** @param occasions to drop out that an alive customer has survived: x with BG/NBD, x + 1 with MBG/NBD */
export function betaGeometricTerms(parameters: BetaGeometricParameters, x: number, occasions: number): BetaGeometricTerms {
  const { r, alpha, a, b } = parameters;
  const logSurvived = gammaln(b + occasions) - gammaln(b) + gammaln(a + b) - gammaln(a + b + occasions);
  return {
    shape: r + x,
    logAlive: gammaln(r + x) - gammaln(r) + r * Math.log(alpha) + logSurvived,
    logOdds: occasions === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (b + occasions - 1)),
  };
}

export function betaGeometricLogLikelihood(terms: BetaGeometricTerms, alpha: number, tx: number, T: number): number {
  const { shape, logAlive, logOdds } = terms;
  return logAlive - shape * Math.log(alpha + T) + softplus(logOdds + shape * Math.log((alpha + T) / (alpha + tx)));
}
