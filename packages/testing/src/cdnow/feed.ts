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

/** An event, and the source that it belongs to. */
export type SourceEvent = Pick<Arrival, 'source' | 'record'>;

export interface Disorder {
  /** Milliseconds by which an event may come late. */
  readonly delayMax: number;
  /** Share of events that come twice, 0 to 1. */
  readonly repeats: number;
  readonly seed: number;
}

export interface FeedOptions extends Disorder {
  /** Events of the other three sources for each purchase, 0 to 1. They are made up: questions never answered, a language, a campaign. */
  readonly others: number;
}

const hour = 3_600_000;

/** In the order of arrival. */
export function feed(histories: ReadonlyMap<string, readonly Purchase[]>, options: FeedOptions): Arrival[] {
  const random = seededRandom(options.seed);
  const events: SourceEvent[] = [];
  for (const [customerId, purchases] of histories) {
    for (const purchase of purchases) {
      events.push({ source: 'purchases', record: purchaseRecord(customerId, purchase) });
      if (random() < options.others)
        events.push(otherEvent(customerId, purchase.at + Math.floor(random() * 24) * hour, random()));
    }
  }
  return disordered(events, options);
}

/** Events as they arrive late, and some of them twice; in the order of arrival. */
export function disordered(events: readonly SourceEvent[], { delayMax, repeats, seed }: Disorder): Arrival[] {
  const random = seededRandom(seed);
  const late = () => (delayMax === 0 ? 0 : Math.floor(random() * delayMax));
  const arrival = (event: SourceEvent): Arrival => ({ ...event, arrivesAt: event.record.occurredAt + late() });
  const arrivals = events.flatMap((event) => (random() < repeats ? [arrival(event), arrival(event)] : [arrival(event)]));
  return arrivals.toSorted((a, b) => a.arrivesAt - b.arrivesAt);
}

/** A purchase in one line; of several categories the first. */
export function purchaseRecord(customerId: string, { id, at, amountMinor, categories }: Purchase): Records['Purchase'] {
  const lineItems = categories.slice(0, 1).map((category) => ({ sku: null, category, quantity: 1, amountMinor }));
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

function otherEvent(customerId: string, occurredAt: number, which: number): SourceEvent {
  const event = { eventId: `${customerId}-${occurredAt}`, customerId, occurredAt };
  if (which < 0.4) return { source: 'supportContacts', record: { ...event, ...plainContact } };
  if (which < 0.7) return { source: 'profiles', record: { ...event, ...plainProfileChange } };
  return { source: 'engagements', record: { ...event, ...plainEngagement } };
}
