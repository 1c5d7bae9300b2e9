import type * as domain from '@ebb/domain';
import type { BadRecord } from '../dead-letter-reasons.ts';
import type { Engagement } from '../generated/records.ts';
import { type BorderLimits, faultOfEvent, faultOfId, faultOfMissing, faultOfTime, firstFault, type SoundFact } from './limits.ts';

/** An engagement in brief. @param brokerAt the record's timestamp in Kafka */
export function engagementFact(
  record: Engagement,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.Engagement> | BadRecord {
  const fault = firstFault(
    () => faultOfEvent(record, limits, brokerAt),
    () => (record.actionId === null ? undefined : faultOfId('actionId', record.actionId, actionIdCharactersMax)),
    () => faultOfTime('callBackAt', record.callBackAt),
    () => (record.what === 'outcome' ? faultOfMissing('outcome', 'outcome', record.outcome) : undefined),
  );
  if (fault !== undefined) return fault;
  const { eventId: id, occurredAt: at, what, channel, commercial, actionId, outcome, motive, callBackAt } = record;
  const detail = what === 'suppressed' || what === 'held-out' ? (record.detail?.slice(0, detailCharactersMax) ?? null) : null;
  const said = { channel, commercial, actionId, outcome, motive, callBackAt, detail };
  const fact = { kind: 'engagement', id, at, what, ...said } as const;
  return { kind: 'fact', customerId: record.customerId, fact };
}

/** Ids of Ebb's actions are made of the ids of their causes. */
const actionIdCharactersMax = 1_024;

/** A word or a sentence, as other tools have it; the rest of a longer one is left out. */
const detailCharactersMax = 200;
