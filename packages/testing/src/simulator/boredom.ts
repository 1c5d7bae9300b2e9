import type { Instant } from '@ebb/domain';
import type { Chance } from './chance.ts';
import type { Leaving } from './leaving.ts';
import type { Nature } from './nature.ts';
import type { Shop } from './shop.ts';

/** A customer who, from some time on, buys of the favourite category only, and in the end not at all. */
export class Boredom {
  readonly #nature: Nature;
  readonly #favourite: readonly number[];
  readonly #visibleAfter: number;
  readonly #purchasesMax: number;
  /** When what was bought since it set in was bought. */
  readonly #boughtAt: Instant[] = [];

  constructor(nature: Nature, { boredom }: Shop, chance: Chance) {
    this.#nature = nature;
    const most = nature.tastes.indexOf(Math.max(...nature.tastes));
    this.#favourite = nature.tastes.map((_, category) => Number(category === most));
    this.#visibleAfter = boredom.visibleAfter;
    this.#purchasesMax = chance.wholeBetween(boredom.purchases);
  }

  tastesAt(at: Instant): readonly number[] {
    return at < this.#nature.boredFrom ? this.#nature.tastes : this.#favourite;
  }

  /** To be told of each purchase. @returns the drop-out that it leads to: none, or one */
  boughtAt(at: Instant): readonly Leaving[] {
    if (at < this.#nature.boredFrom) return [];
    this.#boughtAt.push(at);
    if (this.#boughtAt.length < this.#purchasesMax) return [];
    const visibleAt = this.#boughtAt[this.#visibleAfter - 1]!;
    return [{ at, cause: 'boredom', beganAt: this.#boughtAt[0]!, caseId: null, tell: () => visibleAt }];
  }
}
