/**
 * What a model answers, computed without its formulas: summed over customers of all rates of buying and of dropping out, by
 * the trapezoidal rule.
 */
import type { Rhythm } from './mbg-nbd.ts';
import type { ParetoNbdParameters } from './pareto-nbd.ts';

/** One customer whose rates are known: purchases a week, and what drop-out means to the model. */
interface KnownCustomer {
  readonly rate: number;
  readonly dropOut: number;
}

/** What a model says of a customer whose rates are known. */
export interface KnownCustomerModel {
  /** Log of the likelihood of the rhythm and being alive at T; and of the rhythm and having dropped out. */
  logAlive(customer: KnownCustomer, rhythm: Rhythm, T: number): number;
  logDroppedOut(customer: KnownCustomer, rhythm: Rhythm, T: number): number;
  /** If alive. */
  expectedPurchases(customer: KnownCustomer, horizon: number): number;
  pBuysWithin(customer: KnownCustomer, horizon: number): number;
  dert(customer: KnownCustomer, discount: number): number;
}

/** Customers drop out with a fixed probability after a purchase: the first one counts (MBG/NBD) or not (BG/NBD). */
export const dropsOutAtPurchase = (afterTheFirst: boolean): KnownCustomerModel => {
  const survived = ({ x }: Rhythm) => (afterTheFirst ? x + 1 : x);
  return {
    logAlive: ({ rate, dropOut }, rhythm, T) => survived(rhythm) * Math.log1p(-dropOut) + rhythm.x * Math.log(rate) - rate * T,
    logDroppedOut: ({ rate, dropOut }, rhythm) =>
      survived(rhythm) === 0
        ? Number.NEGATIVE_INFINITY
        : Math.log(dropOut) + (survived(rhythm) - 1) * Math.log1p(-dropOut) + rhythm.x * Math.log(rate) - rate * rhythm.tx,
    expectedPurchases: ({ rate, dropOut }, horizon) => -Math.expm1(-rate * dropOut * horizon) / dropOut,
    pBuysWithin: ({ rate }, horizon) => -Math.expm1(-rate * horizon),
    dert: ({ rate, dropOut }, discount) => rate / (discount + rate * dropOut),
  };
};

/** Customers drop out at a rate of their own, at any time. */
export const dropsOutAnyTime: KnownCustomerModel = {
  logAlive: ({ rate, dropOut }, { x }, T) => x * Math.log(rate) - (rate + dropOut) * T,
  logDroppedOut: ({ rate, dropOut }, { x, tx }, T) => {
    const both = rate + dropOut;
    return x * Math.log(rate) + Math.log(dropOut / both) - both * tx + Math.log(-Math.expm1(-both * (T - tx)));
  },
  expectedPurchases: ({ rate, dropOut }, horizon) => (-rate * Math.expm1(-dropOut * horizon)) / dropOut,
  pBuysWithin: ({ rate, dropOut }, horizon) => (-rate * Math.expm1(-(rate + dropOut) * horizon)) / (rate + dropOut),
  dert: ({ rate, dropOut }, discount) => rate / (discount + dropOut),
};

/** A value and the log of its density, steps of a variable on which the density falls off exponentially on both sides. */
type Spread = readonly (readonly [value: number, logDensity: number])[];

/** From e^-80 to e^36: beyond it, the odds of dropping out are so high that 1 - p has no digits left. */
const steps = Array.from({ length: 580 }, (_, index) => (index - 400) / 5);

const gammaSpread = (shape: number, rate: number): Spread =>
  normalised(steps.map((y) => [Math.exp(y), shape * y - rate * Math.exp(y)]));

const betaSpread = (a: number, b: number): Spread =>
  normalised(steps.map((y) => [1 / (1 + Math.exp(-y)), -a * Math.log1p(Math.exp(-y)) - b * Math.log1p(Math.exp(y))]));

function normalised(spread: Spread): Spread {
  const total = Math.log(spread.reduce((sum, [, logDensity]) => sum + Math.exp(logDensity), 0));
  return spread.map(([value, logDensity]) => [value, logDensity - total]);
}

export interface Customers {
  readonly rates: Spread;
  readonly dropOuts: Spread;
}

export const betaGeometricCustomers = ({ r, alpha, a, b }: Readonly<Record<'r' | 'alpha' | 'a' | 'b', number>>): Customers => ({
  rates: gammaSpread(r, alpha),
  dropOuts: betaSpread(a, b),
});

export const paretoCustomers = ({ r, alpha, s, beta }: ParetoNbdParameters): Customers => ({
  rates: gammaSpread(r, alpha),
  dropOuts: gammaSpread(s, beta),
});

interface Answers {
  readonly logLikelihood: number;
  readonly pAlive: number;
  readonly expectedPurchases: number;
  readonly pBuysWithin: number;
  readonly dert: number;
}

export function integrated(
  model: KnownCustomerModel,
  { rates, dropOuts }: Customers,
  rhythm: Rhythm,
  T: number,
  { horizon, discount }: { readonly horizon: number; readonly discount: number },
): Answers {
  const sums = { alive: 0, droppedOut: 0, expectedPurchases: 0, pBuysWithin: 0, dert: 0 };
  for (const [rate, logRate] of rates) {
    for (const [dropOut, logDropOut] of dropOuts) {
      const customer = { rate, dropOut };
      const logPrior = logRate + logDropOut;
      if (logPrior < -80) continue;
      const alive = Math.exp(logPrior + model.logAlive(customer, rhythm, T));
      sums.alive += alive;
      sums.droppedOut += Math.exp(logPrior + model.logDroppedOut(customer, rhythm, T));
      if (alive === 0) continue;
      sums.expectedPurchases += alive * model.expectedPurchases(customer, horizon);
      sums.pBuysWithin += alive * model.pBuysWithin(customer, horizon);
      sums.dert += alive * model.dert(customer, discount);
    }
  }
  const likelihood = sums.alive + sums.droppedOut;
  return {
    logLikelihood: Math.log(likelihood),
    pAlive: sums.alive / likelihood,
    expectedPurchases: sums.expectedPurchases / likelihood,
    pBuysWithin: sums.pBuysWithin / likelihood,
    dert: sums.dert / likelihood,
  };
}
