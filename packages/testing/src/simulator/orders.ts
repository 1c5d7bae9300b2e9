import type { Records } from '@ebb/contracts';
import type { Instant } from '@ebb/domain';
import { day } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import type { Nature } from './nature.ts';
import type { Shop } from './shop.ts';

type Order = Records['Purchase'];

/**
 * A purchase of one line or more.
 *
 * @param visit counts the customer's purchases from 1
 * @param tastes shares of the categories; their sum is 1
 */
export function orderOf(
  customerId: string,
  visit: number,
  occurredAt: Instant,
  { spendRate }: Nature,
  tastes: readonly number[],
  { spend, categories, linesMean }: Shop,
  chance: Chance,
): Order {
  const orderId = `simulated-order-${customerId}-${visit}`;
  const amountMinor = Math.max(1, Math.round(chance.gamma(spend.p, spendRate)));
  const lines = Math.min(chance.geometric(linesMean), amountMinor);
  const each = Math.floor(amountMinor / lines);
  const lineItems = Array.from({ length: lines }, (_, index) => ({
    sku: null,
    category: categories[chance.place(tastes)]!,
    quantity: 1,
    // What does not divide evenly is in the first line.
    amountMinor: index === 0 ? amountMinor - each * (lines - 1) : each,
  }));
  const order = { eventId: orderId, customerId, kind: 'purchase', orderId, occurredAt, amountMinor, lineItems } as const;
  return { ...order, currency: 'USD', channel: 'web', refundOf: null };
}

/** Of some orders, the first line or all of it is given back. */
export function* refundsOf(order: Order, { refunds }: Shop, chance: Chance): Generator<Order> {
  if (!chance.happens(refunds.share)) return;
  const { orderId, occurredAt, lineItems, amountMinor } = order;
  const given = chance.happens(1 / 2) ? amountMinor : lineItems[0]!.amountMinor;
  yield {
    ...order,
    eventId: `${orderId}-refund`,
    kind: 'refund',
    occurredAt: occurredAt + Math.floor(chance.between(refunds.daysLater) * day),
    amountMinor: given,
    lineItems: [],
    refundOf: { orderId, occurredAt },
  };
}
