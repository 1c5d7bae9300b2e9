import { type Fact, utcCalendar } from '@ebb/domain';
import { factsOf, type SimulatedCustomer, simulate, simulatedShop } from '@ebb/testing/simulator';
import { EvaluationError } from '../errors.ts';
import { type HistoryData, historyData } from './history-data.ts';
import { seededTenth } from './seeded-tenth.ts';

const seed = 1;

/** A history of which it is known who left, when and why. */
export interface SimulatedData {
  readonly data: HistoryData;
  readonly customers: readonly SimulatedCustomer[];
}

/**
 * Customers of the simulated shop, with the events of all sources.
 *
 * @throws {EvaluationError} where they are too few for a history
 */
export function simulatedData(customerCount: number): SimulatedData {
  const customers = [...simulate({ seed, customers: customerCount })];
  const facts = new Map<string, readonly Fact[]>();
  for (const { truth, events } of customers) facts.set(truth.customerId, factsOf(events).get(truth.customerId) ?? []);
  if (customers.length === 0) throw new EvaluationError('Nobody was simulated: give --simulated a number of at least 1.');
  const name = `A simulated shop (seed ${seed}; all of it is made up)`;
  const { tuning, isForTuning } = seededTenth();
  const currency = { currency: 'USD', currencyDigits: 2 };
  return { data: historyData({ name, facts, tuning, isForTuning, calendar: utcCalendar, ...currency }), customers };
}

/** The end of the simulated time. */
export const simulatedEnd = simulatedShop.span.until;
