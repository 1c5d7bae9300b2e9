/**
 * The Pareto/NBD model: Schmittlein, Morrison & Colombo (1987), "Counting your customers: who are they and what will they do
 * next?", Management Science 33(1), 1-24. Formulas after Fader & Hardie: (2005) "A note on deriving the Pareto/NBD model and
 * related expressions", (2014) "Deriving the conditional PMF of the Pareto/NBD model". A customer may drop out at any
 * time, not only at a purchase.
 */
import gammaln from '@stdlib/math-base-special-gammaln';
import { hypergeometric } from './hypergeometric.ts';
import type { Rhythm } from './mbg-nbd.ts';
import { gammaMean } from './means.ts';
import type { RhythmModel } from './rhythm-model.ts';
import { softplus } from './softplus.ts';

/** All above 0; the unit of time is a week. */
export interface ParetoNbdParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

export const paretoNbd: RhythmModel<ParetoNbdParameters> = {
  logLikelihood,
  pAlive,
  expectedPurchases: (parameters, rhythm, T, horizon) =>
    pAlive(parameters, rhythm, T) * expectedPurchasesIfAlive(parameters, rhythm, T, horizon),
  pBuysWithin: (parameters, rhythm, T, horizon) =>
    pAlive(parameters, rhythm, T) * pBuysWithinIfAlive(parameters, rhythm, T, horizon),
  dert: (parameters, rhythm, T, discount) => pAlive(parameters, rhythm, T) * dertIfAlive(parameters, rhythm, T, discount),
};

/** Fader & Hardie (2014), equation (2): being alive at T, or having dropped out between the last purchase and T. */
function logLikelihood(parameters: ParetoNbdParameters, rhythm: Rhythm, T: number): number {
  const { r, alpha, s, beta } = parameters;
  const shape = r + rhythm.x;
  const logBought = gammaln(shape) - gammaln(r) + r * Math.log(alpha) - shape * Math.log(alpha + T);
  return logBought + s * Math.log(beta / (beta + T)) + softplus(logOddsOfDropOut(parameters, rhythm, T));
}

/** Fader & Hardie (2014), equation (9). */
function pAlive(parameters: ParetoNbdParameters, rhythm: Rhythm, T: number): number {
  return 1 / (1 + Math.exp(logOddsOfDropOut(parameters, rhythm, T)));
}

/** Log of the odds of having dropped out between the last purchase and T: A₀ · s/(r+s+x) · (α+T)^(r+x) · (β+T)^s. */
function logOddsOfDropOut(parameters: ParetoNbdParameters, { x, tx }: Rhythm, T: number): number {
  return Math.log(pDropsOutSilently(parameters, x, tx, T)) - logSilent(parameters, x, tx, T);
}

/**
 * P(somebody alive at one time drops out before another one without having bought): s/(r+s+x) · (G(from) - q · G(to)) with q
 * and G as below.
 */
function pDropsOutSilently(parameters: ParetoNbdParameters, x: number, from: number, to: number): number {
  const { r, s } = parameters;
  const difference = hazard(parameters, x, from) - Math.exp(logSilent(parameters, x, from, to)) * hazard(parameters, x, to);
  // Rounding may take it below 0 where the two times are the same, or nearly so.
  return (s / (r + s + x)) * Math.max(difference, 0);
}

/** log q: of the probability that somebody alive at one time is alive at another one and has not bought between them. */
function logSilent({ r, alpha, s, beta }: ParetoNbdParameters, x: number, from: number, to: number): number {
  return -(r + x) * Math.log1p((to - from) / (alpha + from)) - s * Math.log1p((to - from) / (beta + from));
}

/**
 * G(τ) = ₂F₁(1, r+x; r+s+x+1; (α-β)/(α+τ)). The papers have ₂F₁(r+s+x, s+1; r+s+x+1; (α-β)/(α+τ)) where α ≥ β, and another
 * with β-α where it is not. Euler's transformation (NIST DLMF 15.8.1) makes of the one (1-z)^-s · G, and of the other, with
 * Pfaff's besides, the same.
 */
function hazard({ r, alpha, s, beta }: ParetoNbdParameters, x: number, tau: number): number {
  return hypergeometric(r + x, r + s + x + 1, (alpha - beta) / (alpha + tau), (beta + tau) / (alpha + tau));
}

/** Fader & Hardie (2005), section 6, without dividing by nothing where s is 1. */
function expectedPurchasesIfAlive({ r, alpha, s, beta }: ParetoNbdParameters, { x }: Rhythm, T: number, horizon: number): number {
  const logRest = -Math.log1p(horizon / (beta + T));
  const time = s === 1 ? -logRest : -Math.expm1((s - 1) * logRest) / (s - 1);
  return ((r + x) / (alpha + T)) * (beta + T) * time;
}

/** One less the probability of no purchase: alive at the end of the horizon, or dropped out within it. */
function pBuysWithinIfAlive(parameters: ParetoNbdParameters, { x }: Rhythm, T: number, horizon: number): number {
  const pAliveAndSilent = Math.exp(logSilent(parameters, x, T, T + horizon));
  return Math.max(1 - pAliveAndSilent - pDropsOutSilently(parameters, x, T, T + horizon), 0);
}

/**
 * Fader, Hardie & Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of Marketing Research
 * 42(4), 415-430, equation (2): the mean rate times the integral of e^(-δt) · ((β+T)/(β+T+t))^s, their Ψ(s, s; δ(β+T)) but for
 * factors, here as the mean of (1 + v/w)^-s over v = δt, w = δ(β+T), to a relative error below 1e-9.
 */
function dertIfAlive({ r, alpha, s, beta }: ParetoNbdParameters, { x }: Rhythm, T: number, discount: number): number {
  const w = discount * (beta + T);
  return ((r + x) / (alpha + T) / discount) * gammaMean(1, (v) => (1 + v / w) ** -s);
}
