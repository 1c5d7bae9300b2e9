import type * as domain from '@ebb/domain';
import { type BadRecord, bad } from '../dead-letter-reasons.ts';
import type { ProfileChange } from '../generated/records.ts';
import { isTimeZone } from '../time-zones.ts';
import {
  type BorderLimits,
  faultOfDay,
  faultOfEvent,
  faultOfId,
  faultOfMissing,
  faultOfRange,
  firstFault,
  type SoundFact,
} from './limits.ts';

/** A profile change in brief. @param brokerAt the record's timestamp in Kafka */
export function profileChangeFact(
  record: ProfileChange,
  limits: BorderLimits,
  brokerAt: number,
): SoundFact<domain.ProfileChange> | BadRecord {
  const fault = firstFault(
    () => faultOfEvent(record, limits, brokerAt),
    () => faultOfNeed(record),
    () => faultOfRange('shareOfWalletPercent', record.shareOfWalletPercent, 0, 100),
    () => faultOfDay('dueOn', record.dueOn),
    () => faultOfWords(record),
  );
  if (fault !== undefined) return fault;
  const { eventId: id, occurredAt: at, what, granted, channel, consentSource, timeZone, language, relationship } = record;
  const { shareOfWalletPercent, referredCustomerId, lossReason, invoiceId, dueOn, approvedBy } = record;
  const said = { granted, channel, consentSource, timeZone, language, relationship, shareOfWalletPercent, referredCustomerId };
  const fact = { id, at, what, ...said, lossReason, invoiceId, dueOn, approvedBy };
  return { kind: 'fact', customerId: record.customerId, fact: { kind: 'profile-change', ...fact } };
}

/** The field that each kind of change cannot do without. */
const needs = {
  consent: 'granted',
  'do-not-contact': 'granted',
  'time-zone': 'timeZone',
  language: 'language',
  relationship: 'relationship',
  'share-of-wallet': 'shareOfWalletPercent',
  referral: 'referredCustomerId',
  partner: 'granted',
  'invoice-unpaid': 'invoiceId',
  'invoice-paid': 'invoiceId',
  'legal-bar': 'granted',
  'abandonment-approved': 'approvedBy',
  lost: 'lossReason',
} as const satisfies Partial<Record<ProfileChange['what'], keyof ProfileChange>>;

function faultOfNeed(record: ProfileChange): BadRecord | undefined {
  if (!(record.what in needs)) return undefined;
  const field = needs[record.what as keyof typeof needs];
  return faultOfMissing(record.what, field, record[field]);
}

const bcp47CharactersMax = 35;

function faultOfWords(record: ProfileChange): BadRecord | undefined {
  const { timeZone, language } = record;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    return bad('absurd-value', `timeZone is ${JSON.stringify(timeZone)}; an IANA name is allowed, such as Europe/Paris`);
  }
  if (language !== null && !(language.length <= bcp47CharactersMax && isLanguage(language))) {
    return bad('absurd-value', `language is ${JSON.stringify(language)}; a BCP 47 tag is allowed, such as fr`);
  }
  for (const field of ['consentSource', 'referredCustomerId', 'invoiceId', 'approvedBy'] as const) {
    const word = record[field];
    const fault = word === null ? undefined : faultOfId(field, word);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
