import type { Instant } from '@ebb/domain';
import { day, hour } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import type { Nature } from './nature.ts';
import { dayFactors } from './season.ts';
import type { Shop } from './shop.ts';

const week = 7 * day;

/** When customers buy next: a Poisson process of their own rate, thinned by season, pause and boredom (Lewis & Shedler 1979). */
export class Visits {
  readonly #shop: Shop;
  readonly #factors: readonly number[];
  readonly #factorMax: number;

  constructor(shop: Shop) {
    this.#shop = shop;
    this.#factors = dayFactors(shop.season, shop.span);
    this.#factorMax = Math.max(...this.#factors);
  }

  /** @returns the end of the data, or later, where nothing more is bought until then */
  after(at: Instant, nature: Nature, chance: Chance): Instant {
    const gapMean = week / (nature.purchasesPerWeek * this.#factorMax);
    let next = at;
    do {
      next += chance.exponential(gapMean);
    } while (next < this.#shop.span.until && !chance.happens(this.#shareOf(next, nature)));
    return next;
  }

  /** Of the greatest rate of this customer. */
  #shareOf(at: Instant, { pauses, boredFrom }: Nature): number {
    if (pauses.some(({ from, until }) => at >= from && at < until)) return 0;
    const seasonal = this.#factors[Math.floor((at - this.#shop.span.from) / day)]! / this.#factorMax;
    return at < boredFrom ? seasonal : seasonal * this.#shop.boredom.slowing;
  }
}

const [opens, closes] = [7 * hour, 23 * hour];

/** The same part of the opening hours of the day as of all of it, to the second; the order stays. */
export function inOpeningHours(at: Instant): Instant {
  const midnight = Math.floor(at / day) * day;
  const seconds = Math.floor((opens + ((at - midnight) / day) * (closes - opens)) / 1_000);
  return midnight + seconds * 1_000;
}
