/** What is to be sent to Kafka, as it lies in the outbox: JSON, made into Avro when it is sent. */
import type { ActionWithheld, Engagement, RetentionAction } from '@ebb/contracts';
import type { Outgoing } from '@ebb/runtime';
import { engagementIdOf } from './action.ts';

export type OutboxItem =
  | { readonly kind: 'engagement'; readonly record: Engagement }
  /** A record that is ready to be sent, its value in base64. */
  | {
      readonly kind: 'record';
      readonly topic: string;
      readonly partition: number;
      readonly key: string;
      readonly value: string;
      readonly recordType: string;
    };

/** What an engagement says beside whom and what it is about. */
type Saying = Partial<Pick<Engagement, 'outcome' | 'motive' | 'callBackAt' | 'detail'>>;

/** Whose engagements these are: on which clock, and from which target. */
export interface EngagementSource {
  /** The clock of the source `engagements`. In a replay nothing may happen after the present of its events. */
  readonly clock: 'wall' | 'event';
}

export interface Happening {
  readonly action: RetentionAction;
  readonly what: Engagement['what'];
  /** The target's name, and the number of the attempt where it may happen more than once. */
  readonly target: string;
  /** Milliseconds of the wall clock. */
  readonly now: number;
  readonly saying?: Saying;
}

const names: Partial<Record<Engagement['what'], string>> = { 'action-sent': 'sent' };

/** At the very instant of a deadline, what came of it would go before it. */
const directlyAfter = (instant: number): number => instant + 1;

/** An entry for the outbox. */
export function engagementEntry({ action, what, target, now, saying }: Happening, { clock }: EngagementSource): string {
  const record: Engagement = {
    eventId: engagementIdOf(action, names[what] ?? what, target),
    customerId: action.customerId,
    occurredAt: clock === 'event' ? directlyAfter(action.at) : now,
    what,
    channel: action.channel as Engagement['channel'],
    commercial: action.commercial,
    actionId: action.actionId,
    campaignId: null,
    outcome: null,
    motive: null,
    callBackAt: null,
    detail: null,
    ...saying,
  };
  return JSON.stringify({ kind: 'engagement', record } satisfies OutboxItem);
}

/** A record as it leaves, as an entry for the outbox. */
export function recordEntry({ topic, partition, key, value, recordType }: Outgoing): string {
  const bytes = { key: key.toString(), value: value.toString('base64') };
  return JSON.stringify({ kind: 'record', topic, partition, ...bytes, recordType } satisfies OutboxItem);
}

/** That nothing was done on purpose, as an entry for the outbox. */
export function heldOutEntry(withheld: ActionWithheld, { clock }: EngagementSource, now: number): string {
  const record: Engagement = {
    eventId: engagementIdOf(withheld, 'held-out', 'none'),
    customerId: withheld.customerId,
    occurredAt: clock === 'event' ? directlyAfter(withheld.at) : now,
    what: 'held-out',
    channel: null,
    commercial: false,
    actionId: null,
    campaignId: null,
    outcome: null,
    motive: null,
    callBackAt: null,
    detail: withheld.kind,
  };
  return JSON.stringify({ kind: 'engagement', record } satisfies OutboxItem);
}
