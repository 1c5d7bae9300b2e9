import type { Instant } from '@ebb/domain';
import { day } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import type { Shop } from './shop.ts';
import type { Pause } from './truth.ts';

/** What a customer is like, drawn once. */
export interface Nature {
  readonly purchasesPerWeek: number;
  readonly dropOutProbability: number;
  /** A purchase is gamma distributed with the shop's shape p and this rate, in US cents. */
  readonly spendRate: number;
  /** By category of the shop; their sum is 1. */
  readonly tastes: readonly number[];
  /** Ascending by their begin; they may overlap. */
  readonly pauses: readonly Pause[];
  /** After the end of the data where it never sets in. */
  readonly boredFrom: Instant;
}

export function natureOf(acquiredAt: Instant, shop: Shop, chance: Chance): Nature {
  const { rhythm, spend, pauses, boredom } = shop;
  return {
    purchasesPerWeek: chance.gamma(rhythm.r, rhythm.alpha),
    dropOutProbability: chance.beta(rhythm.a, rhythm.b),
    spendRate: chance.gamma(spend.q, spend.gammaMinor),
    tastes: tastesOf(shop, chance),
    pauses: [...timesOf(pauses.perYear, acquiredAt, shop, chance)].map((from) => ({
      from,
      until: from + Math.floor(chance.between(pauses.days) * day),
    })),
    boredFrom: firstOf(boredom.perYear, acquiredAt, chance),
  };
}

const daysPerYear = 365;

/** When a Poisson process first speaks after an instant; Infinity for a rate of 0. */
export const firstOf = (perYear: number, after: Instant, chance: Chance): Instant =>
  Math.ceil(after + chance.exponential((daysPerYear * day) / perYear));

/** When a Poisson process speaks from an instant to the end of the data. */
export function* timesOf(perYear: number, from: Instant, { span }: Shop, chance: Chance): Generator<Instant> {
  for (let at = firstOf(perYear, from, chance); at < span.until; at = firstOf(perYear, at, chance)) yield at;
}

/** Dirichlet distributed. */
function tastesOf({ categories, tasteConcentration }: Shop, chance: Chance): readonly number[] {
  const weights = categories.map(() => chance.gamma(tasteConcentration / categories.length, 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
