import type { Instant } from '@ebb/domain';
import { day } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import { dayFactors } from './season.ts';
import type { Shop } from './shop.ts';

const daysPerYear = 365;

/**
 * When so many customers buy first, ascending: a Poisson process whose rate follows trend and season, of which the number is
 * known. Given it, arrivals are the order statistics of as many uniform numbers; one comes from the one before, as the gap to
 * the least of the k that are left is Beta(1, k) of what is left.
 */
export function* arrivals(customers: number, { span, acquisition }: Shop, chance: Chance): Generator<Instant> {
  const { growthPerYear, season } = acquisition;
  const weights = dayFactors(season, span).map((factor, index) => factor * (1 + (growthPerYear * index) / daysPerYear));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [today, before, share] = [0, 0, 0];
  for (let left = customers; left > 0; left -= 1) {
    share += (1 - share) * chance.beta(1, left);
    const reached = share * total;
    while (today < weights.length - 1 && before + weights[today]! <= reached) {
      before += weights[today]!;
      today += 1;
    }
    yield span.from + Math.floor((today + Math.min((reached - before) / weights[today]!, lastOfDay)) * day);
  }
}

/** Rounding may lead out of the last day. */
const lastOfDay = 1 - 1e-9;
