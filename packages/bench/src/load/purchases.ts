/** Purchases of customers of whom a few buy much and many little, the same for the same seed. */
import type { Records } from '@ebb/contracts';
import { seededRandom } from '@ebb/testing/seeded-random';
import { Zipf } from './zipf.ts';

export interface Load {
  readonly events: number;
  readonly customers: number;
  readonly seed: number;
}

/** The load that all figures are stated for. */
export const fullLoad: Load = { events: 2_000_000, customers: 200_000, seed: 2026 };

const zipfExponent = 0.8;
const days = 400;
const beginsAt = Date.UTC(2025, 0, 1);
const dayMilliseconds = 86_400_000;

/** Of all events: sent again, as by a producer that had no answer. */
const repeatedShare = 0.005;
/** A repeat comes so much event time after the first, at most. */
const repeatedWithinMilliseconds = 4 * 3_600_000;

/** Minor units of what is usually paid; most amounts lie between a third and three times of it. */
const usualAmountMinor = 3_000;

/** In the order of their times, evenly over 400 days; repeats stand somewhat behind what they repeat, and count as events. */
export function* purchases({ events, customers, seed }: Load): Generator<Records['Purchase']> {
  const random = seededRandom(seed);
  const zipf = new Zipf(customers, zipfExponent);
  const repeats = new Map<number, Records['Purchase']>();
  const step = (days * dayMilliseconds) / events;
  for (let number = 0; number < events; number += 1) {
    const repeat = repeats.get(number);
    if (repeat !== undefined) {
      repeats.delete(number);
      yield repeat;
      continue;
    }
    const purchase = purchaseOf(number, zipf.rank(random()), Math.floor(beginsAt + number * step), random());
    if (random() < repeatedShare) repeats.set(number + 1 + Math.floor((random() * repeatedWithinMilliseconds) / step), purchase);
    yield purchase;
  }
}

/** @param random from 0 to 1, for the amount */
export const purchaseOf = (number: number, customer: number, occurredAt: number, random: number): Records['Purchase'] => ({
  eventId: `shop-${number}`,
  customerId: `customer-${customer}`,
  kind: 'purchase',
  orderId: `order-${number}`,
  occurredAt,
  amountMinor: Math.round(usualAmountMinor * 3 ** (2 * random - 1)),
  currency: 'EUR',
  channel: 'web',
  lineItems: [],
  refundOf: null,
});
