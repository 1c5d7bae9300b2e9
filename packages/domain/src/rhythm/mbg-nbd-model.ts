import { dertOfLiving } from './beta-geometric-dert.ts';
import { betaGeometricLogLikelihood, betaGeometricTerms } from './beta-geometric-likelihood.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { livingAt, pAlive, pBuysWithin, type RhythmParameters } from './mbg-nbd.ts';
import type { RhythmModel } from './rhythm-model.ts';

/** MBG/NBD, what Ebb decides by, in the shape of the other models. */
export const mbgNbd: RhythmModel<RhythmParameters> = {
  /** Batislam, Denizel & Filiztekin (2007), appendix A, equation (1), summed over the cases alive and dropped out. */
  logLikelihood: (parameters, { x, tx }, T) =>
    betaGeometricLogLikelihood(betaGeometricTerms(parameters, x, x + 1), parameters.alpha, tx, T),
  pAlive,
  expectedPurchases,
  pBuysWithin,
  dert: (parameters, rhythm, T, discount) =>
    pAlive(parameters, rhythm, T) * dertOfLiving(livingAt(parameters, rhythm, T), discount),
};
