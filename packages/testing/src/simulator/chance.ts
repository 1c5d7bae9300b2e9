import { randomBeta, randomExponential, randomGamma, randomGeometric } from 'd3-random';
import { seededRandom } from '../seeded-random.ts';
import type { Range } from './shop.ts';

/** All chance of a simulation: one stream of one seed. */
export class Chance {
  /** From 0 to 1. */
  readonly uniform: () => number;
  readonly #gamma: ReturnType<typeof randomGamma.source>;
  readonly #beta: ReturnType<typeof randomBeta.source>;
  readonly #exponential: () => number;
  readonly #geometric: ReturnType<typeof randomGeometric.source>;

  constructor(seed: number) {
    this.uniform = seededRandom(seed);
    this.#gamma = randomGamma.source(this.uniform);
    this.#beta = randomBeta.source(this.uniform);
    this.#exponential = randomExponential.source(this.uniform)(1);
    this.#geometric = randomGeometric.source(this.uniform);
  }

  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  between([from, to]: Range): number {
    return from + this.uniform() * (to - from);
  }

  /** Both ends included. */
  wholeBetween([from, to]: Range): number {
    return from + Math.floor(this.uniform() * (to - from + 1));
  }

  exponential(mean: number): number {
    return this.#exponential() * mean;
  }

  gamma(shape: number, rate: number): number {
    return this.#gamma(shape, 1 / rate)();
  }

  beta(a: number, b: number): number {
    return this.#beta(a, b)();
  }

  /** Trials up to the first success, with that mean, which is at least 1. */
  geometric(mean: number): number {
    return this.#geometric(1 / mean)();
  }

  /** A place among weights, each as likely as it is heavy; their sum is 1. */
  place(weights: readonly number[]): number {
    let left = this.uniform();
    const found = weights.findIndex((weight) => (left -= weight) < 0);
    // Rounding may leave a trace beyond the last.
    return found < 0 ? weights.length - 1 : found;
  }
}
