import type * as domain from '@ebb/domain';
import type { BadRecord } from '../dead-letter-reasons.ts';
import type { SupportContact } from '../generated/records.ts';
import {
  type BorderLimits,
  faultOfDay,
  faultOfEvent,
  faultOfId,
  faultOfMissing,
  faultOfRange,
  faultOfTime,
  firstFault,
  type SoundFact,
} from './limits.ts';

/** A support contact in brief. @param brokerAt the record's timestamp in Kafka */
export function supportContactFact(
  record: SupportContact,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.SupportContact> | BadRecord {
  const fault = firstFault(
    () => faultOfEvent(record, limits, brokerAt),
    () => faultOfId('caseId', record.caseId),
    () => (record.desk === null ? undefined : faultOfId('desk', record.desk)),
    () => faultOfRange('level', record.level, 1, 3),
    () => faultOfRange('rating', record.rating, 1, 5),
    () => faultOfTime('promisedBy', record.promisedBy),
    () => faultOfDay('effectiveOn', record.effectiveOn),
    () => faultOfNeed(record),
  );
  if (fault !== undefined) return fault;
  const { eventId: id, occurredAt: at, caseId, what, kind: caseKind, channel, desk, level } = record;
  const { promisedBy, rating, motive, effectiveOn, important } = record;
  const fact = { id, at, caseId, what, caseKind, channel, desk, level, promisedBy, rating, motive, effectiveOn, important };
  return { kind: 'fact', customerId: record.customerId, fact: { kind: 'support-contact', ...fact } };
}

function faultOfNeed({ what, promisedBy, rating }: SupportContact): BadRecord | undefined {
  if (what === 'promised') return faultOfMissing('promised', 'promisedBy', promisedBy);
  return what === 'rating' ? faultOfMissing('rating', 'rating', rating) : undefined;
}
