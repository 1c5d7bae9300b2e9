/**
 * The BG/NBD model: Fader, Hardie & Lee (2005), "“Counting your customers” the easy way: an alternative to the Pareto/NBD
 * model", Marketing Science 24(2), 275-284. Nobody drops out before the first repeat purchase, so whoever has none is
 * alive for certain: good to compare with, never what Ebb decides by.
 */
import { expectedPurchasesOfLiving, type Living, pLivingBuysWithin } from './beta-geometric.ts';
import { dertOfLiving } from './beta-geometric-dert.ts';
import { type BetaGeometricParameters, betaGeometricLogLikelihood, betaGeometricTerms } from './beta-geometric-likelihood.ts';
import type { Rhythm } from './mbg-nbd.ts';
import type { RhythmModel } from './rhythm-model.ts';

export const bgNbd: RhythmModel<BetaGeometricParameters> = {
  /** Fader, Hardie & Lee (2008), equation (1). */
  logLikelihood: (parameters, { x, tx }, T) =>
    betaGeometricLogLikelihood(betaGeometricTerms(parameters, x, x), parameters.alpha, tx, T),
  pAlive,
  /** Equation (10). */
  expectedPurchases: (parameters, rhythm, T, horizon) =>
    pAlive(parameters, rhythm, T) * expectedPurchasesOfLiving(livingAt(parameters, rhythm, T), horizon),
  pBuysWithin: (parameters, rhythm, T, horizon) =>
    pAlive(parameters, rhythm, T) * pLivingBuysWithin(livingAt(parameters, rhythm, T), horizon),
  dert: (parameters, rhythm, T, discount) =>
    pAlive(parameters, rhythm, T) * dertOfLiving(livingAt(parameters, rhythm, T), discount),
};

/** Fader, Hardie & Lee (2008), "Computing P(alive) using the BG/NBD model": of the terms of equation (1), the first over both. */
function pAlive({ r, alpha, a, b }: BetaGeometricParameters, { x, tx }: Rhythm, T: number): number {
  return x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x));
}

function livingAt({ r, alpha, a, b }: BetaGeometricParameters, { x }: Rhythm, T: number): Living {
  return { shape: r + x, rate: alpha + T, a, survived: b + x };
}
