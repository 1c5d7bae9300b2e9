import type { SimulatedCustomer } from './customer.ts';
import { orders } from './purchases.ts';
import { inOrderOfTime } from './simulate.ts';

/**
 * Purchases by time, without refunds, a line for each line of an order, as `./ebb replay` reads them. Amounts are dollars.
 *
 * @param customers in the order in which they come
 * @returns lines with their ends, the names of the columns first
 */
export function* csvLines(customers: Iterable<SimulatedCustomer>): Generator<string> {
  yield 'customer,at,amount,category\n';
  for (const event of inOrderOfTime(customers)) {
    for (const { customerId, occurredAt, lineItems } of orders([event])) {
      const at = new Date(occurredAt).toISOString();
      for (const { amountMinor, category } of lineItems) yield `${customerId},${at},${dollars(amountMinor)},${category}\n`;
    }
  }
}

/** Digit by digit: no float comes near an amount. */
const dollars = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
