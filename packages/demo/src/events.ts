/** What the demo replays: the purchases at CDNOW, and events of the other sources that are made up for the same customers. */
import type { Config, Purchase } from '@ebb/contracts';
import type { Purchase as PurchaseFact } from '@ebb/domain';
import type { ReplayEvent } from '@ebb/intake';
import { walkForward } from '@ebb/testing/cdnow';
import { type Synthetic, synthetic } from '@ebb/testing/synthetic';

const seed = 1998;

/** Of the core customers who fall silent. */
const plantedShare = 0.25;

/** The days at the end of which the replay waits for a calibration: every fourth Wednesday. */
const calibrationDays = Array.from({ length: 19 }, (_, index) => Date.UTC(1997, 0, 22) / 86_400_000 + 28 * index);

export interface DemoEvents {
  /** By event time. */
  readonly events: readonly ReplayEvent[];
  /** What was made up, and the causes planted in it. */
  readonly madeUp: Synthetic;
}

/** Whom the made-up causes fall on is chosen knowing who will fall silent; what Ebb judges by does not. */
export async function demoEvents(purchases: AsyncIterable<Purchase>, { lifecycle: rules, fitting }: Config): Promise<DemoEvents> {
  const bought: Purchase[] = [];
  for await (const purchase of purchases) bought.push(purchase);
  const histories = historiesOf(bought);
  // As the demo will be calibrated, but for what the made-up events change.
  const calibrations = walkForward(histories, { rules, fitting, days: calibrationDays });
  const madeUp = synthetic(histories, { seed, calibrations, plantedShare });
  const events: ReplayEvent[] = [
    ...bought.map((purchase) => ({ source: 'purchases', record: withCategories(purchase, madeUp) }) as const),
    ...madeUp.supportContacts.map((record) => ({ source: 'supportContacts', record }) as const),
    ...madeUp.profileChanges.map((record) => ({ source: 'profiles', record }) as const),
    ...madeUp.engagements.map((record) => ({ source: 'engagements', record }) as const),
  ];
  return { events: events.toSorted((one, other) => one.record.occurredAt - other.record.occurredAt), madeUp };
}

function historiesOf(purchases: readonly Purchase[]): ReadonlyMap<string, readonly PurchaseFact[]> {
  const byCustomer = Map.groupBy(purchases, ({ customerId }) => customerId);
  return new Map([...byCustomer].map(([customerId, some]) => [customerId, some.map(factOf)]));
}

const factOf = ({ eventId: id, occurredAt: at, amountMinor, lineItems }: Purchase): PurchaseFact => ({
  kind: 'purchase',
  id,
  at,
  amountMinor,
  categories: lineItems.map(({ category }) => category),
});

/** Those who get bored are said to have bought of several categories; CDNOW's data tell only of CDs. */
function withCategories(purchase: Purchase, { categories }: Synthetic): Purchase {
  const made = categories.get(purchase.eventId);
  if (made === undefined) return purchase;
  return { ...purchase, lineItems: made.map((category) => ({ sku: null, category, quantity: 1, amountMinor: 0 })) };
}
