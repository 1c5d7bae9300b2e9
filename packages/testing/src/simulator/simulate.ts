/**
 * A shop that never was: customers who come day by day for two years, buy each at a rate of their own, and leave for reasons
 * that are stated. Everything follows from the seed, the number of customers and the shop's figures; docs/simulated.md.
 */
import type { SourceEvent } from '../cdnow/index.ts';
import { day } from '../synthetic/pen.ts';
import { arrivals } from './arrivals.ts';
import { Chance } from './chance.ts';
import { liveThrough, type SimulatedCustomer } from './customer.ts';
import { type Shop, simulatedShop } from './shop.ts';
import { Visits } from './visits.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly customers: number;
  /** `simulatedShop` unless given. */
  readonly shop?: Shop;
}

/** Customer by customer, in the order in which they come; none is kept. */
export function* simulate({ seed, customers, shop = simulatedShop }: SimulationOptions): Generator<SimulatedCustomer> {
  const chance = new Chance(seed);
  const visits = new Visits(shop);
  let number = 0;
  for (const arrivesAt of arrivals(customers, shop, chance)) {
    number += 1;
    yield liveThrough(`simulated-${String(number).padStart(7, '0')}`, arrivesAt, shop, visits, chance);
  }
}

/**
 * All events by time; those of one instant in the order of customers. Kept are the events that lie ahead of the customers who
 * have come.
 *
 * @param customers in the order in which they come
 */
export function* inOrderOfTime(customers: Iterable<SimulatedCustomer>): Generator<SourceEvent> {
  const ahead = new Map<number, SourceEvent[]>();
  let today = Number.POSITIVE_INFINITY;
  for (const { truth, events } of customers) {
    const comesOn = Math.floor(truth.acquiredAt / day);
    for (today = Math.min(today, comesOn); today < comesOn; today += 1) yield* takeDay(ahead, today);
    for (const event of events) {
      const on = Math.floor(event.record.occurredAt / day);
      const others = ahead.get(on);
      if (others === undefined) ahead.set(on, [event]);
      else others.push(event);
    }
  }
  for (; ahead.size > 0; today += 1) yield* takeDay(ahead, today);
}

function takeDay(ahead: Map<number, SourceEvent[]>, on: number): readonly SourceEvent[] {
  const events = ahead.get(on) ?? [];
  ahead.delete(on);
  return events.toSorted((one, other) => one.record.occurredAt - other.record.occurredAt);
}
