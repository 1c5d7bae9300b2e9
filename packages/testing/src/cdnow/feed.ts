/** CDNOW as it might arrive: out of order within a bound, with repeats, beside events of the other sources. */
import type { Records, SourceName } from '@ebb/contracts';
import type { Purchase } from '@ebb/domain';
import { plainContact, plainEngagement, plainProfileChange } from '../plain-events.ts';
import { seededRandom } from '../seeded-random.ts';

export interface Arrival {
  readonly source: SourceName;
  readonly record: Records['Purchase'] | Records['SupportContact'] | Records['ProfileChange'] | Records['Engagement'];
  /** When it reaches its topic, on the clock of event time. */
  readonly arrivesAt: number;
}

export interface FeedOptions {
  /** Milliseconds by which an event may come late. */
  readonly delayMax: number;
  /** Share of events that come twice, 0 to 1. */
  readonly repeats: number;
  /** Events of the other three sources for each purchase, 0 to 1. They are made up, and say nothing that the rules heed yet. */
  readonly others: number;
  readonly seed: number;
}

const hour = 3_600_000;

/** In the order of arrival. */
export function feed(histories: ReadonlyMap<string, readonly Purchase[]>, options: FeedOptions): Arrival[] {
  const random = seededRandom(options.seed);
  const late = () => (options.delayMax === 0 ? 0 : Math.floor(random() * options.delayMax));
  const arrivals: Arrival[] = [];
  const arrive = (source: SourceName, record: Arrival['record']) => {
    arrivals.push({ source, record, arrivesAt: record.occurredAt + late() });
    if (random() < options.repeats) arrivals.push({ source, record, arrivesAt: record.occurredAt + late() });
  };
  for (const [customerId, purchases] of histories) {
    for (const purchase of purchases) {
      arrive('purchases', purchaseRecord(customerId, purchase));
      if (random() < options.others) arrive(...otherRecord(customerId, purchase.at + Math.floor(random() * 24) * hour, random()));
    }
  }
  return arrivals.toSorted((a, b) => a.arrivesAt - b.arrivesAt);
}

export function purchaseRecord(customerId: string, { id, at, amountMinor }: Purchase): Records['Purchase'] {
  const lineItems = [{ sku: null, category: 'cd', quantity: 1, amountMinor }];
  return {
    eventId: id,
    customerId,
    kind: 'purchase',
    orderId: id,
    occurredAt: at,
    amountMinor,
    currency: 'USD',
    channel: 'web',
    lineItems,
    refundOf: null,
  };
}

function otherRecord(customerId: string, occurredAt: number, which: number): [SourceName, Arrival['record']] {
  const event = { eventId: `${customerId}-${occurredAt}`, customerId, occurredAt };
  if (which < 0.4) return ['supportContacts', { ...event, ...plainContact }];
  if (which < 0.7) return ['profiles', { ...event, ...plainProfileChange }];
  return ['engagements', { ...event, ...plainEngagement }];
}
