import type { Records } from '@ebb/contracts';
import type { Purchase } from '@ebb/domain';
import type { SourceEvent } from '../cdnow/index.ts';
import type { SimulatedCustomer } from './customer.ts';

/** The purchases of each customer by time, without refunds, as `readCdnow` has them; amounts in US cents. */
export function purchasesOf(customers: Iterable<SimulatedCustomer>): ReadonlyMap<string, readonly Purchase[]> {
  const histories = new Map<string, readonly Purchase[]>();
  for (const { truth, events } of customers) histories.set(truth.customerId, orders(events).map(purchaseOf));
  return histories;
}

/** The purchases among events, without refunds. */
export function orders(events: readonly SourceEvent[]): readonly Records['Purchase'][] {
  return events.flatMap(({ source, record }) => {
    const order = record as Records['Purchase'];
    return source === 'purchases' && order.kind === 'purchase' ? [order] : [];
  });
}

function purchaseOf({ eventId, occurredAt, amountMinor, lineItems }: Records['Purchase']): Purchase {
  const categories = [...new Set(lineItems.map(({ category }) => category))].toSorted();
  return { kind: 'purchase', id: eventId, at: occurredAt, amountMinor, categories };
}
