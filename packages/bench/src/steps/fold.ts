/** A purchase onto a stored customer of ten: bytes to bytes, and JSON to JSON. */

import { join } from 'node:path';
import { decodeStoredCustomer, encodeStoredCustomer, loadConfig } from '@ebb/contracts';
import { type CustomerState, calibrationsFrom, type Fact, utcCalendar } from '@ebb/domain';
import { contentOf, lifecycleProcessor } from '@ebb/lifecycle';
import { type Customer, CustomerFold } from '@ebb/runtime';
import { readCdnowCalibration } from '@ebb/testing/cdnow';
import { newCustomer, onPurchase, type Customer as PlainCustomer } from '../../peers/plain/customer.ts';
import { count, type Step } from './step.ts';

const purchasesEach = 10;
const day = 86_400_000;
const beginsAt = Date.UTC(2025, 0, 1);

const config = loadConfig(join(import.meta.dirname, '../../../../infra/config/demo.yaml'));

/** One in a month, all customers on days of their own. */
const purchaseOf = (customer: number, index: number) => ({
  eventId: `shop-${customer}-${index}`,
  occurredAt: beginsAt + 30 * day * index + customer * 3_600_000,
  amountMinor: 1_000 + customer,
});

export function foldStep(): Step {
  const processor = lifecycleProcessor({
    calendar: utcCalendar,
    rules: config.lifecycle,
    rulesVersion: '',
    currency: config.reportingCurrency,
    calibrations: calibrationsFrom([readCdnowCalibration()]),
  });
  const fold = new CustomerFold(processor, contentOf, config.horizonFactsMax);
  const foldOne = (customerId: string, customer: Customer<CustomerState, Fact>, purchase: ReturnType<typeof purchaseOf>) => {
    const { eventId: id, occurredAt: at, amountMinor } = purchase;
    const fact: Fact = { kind: 'purchase', id, at, amountMinor, categories: [] };
    const progress = { watermarks: Array.from({ length: 4 }, () => at), horizon: at - config.latenessMax };
    return fold.fold(customerId, customer, [{ source: 0, fact }], progress);
  };
  const customers = Array.from({ length: count }, (_, number) => {
    const customerId = `customer-${number}`;
    let customer = fold.fresh(customerId);
    const plain = newCustomer();
    for (let index = 0; index < purchasesEach - 1; index += 1) {
      customer = foldOne(customerId, customer, purchaseOf(number, index)).customer;
      onPurchase(plain, purchaseOf(number, index));
    }
    const next = purchaseOf(number, purchasesEach - 1);
    return { customerId, bytes: encodeStoredCustomer(customer.stored), json: JSON.stringify(plain), next };
  });
  return {
    name: 'fold',
    count,
    ours: () => {
      for (const { customerId, bytes, next } of customers) {
        const folded = foldOne(customerId, { stored: decodeStoredCustomer(bytes), head: null }, next);
        encodeStoredCustomer(folded.customer.stored);
      }
    },
    plain: () => {
      for (const { json, next } of customers) {
        const customer = JSON.parse(json) as PlainCustomer;
        onPurchase(customer, next);
        JSON.stringify(customer);
      }
    },
  };
}
