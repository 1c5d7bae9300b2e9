/** Why a record goes to `dead-letters`: the whole list, each with what it means. */
export const deadLetterReasons = {
  'missing-key': 'The record has no key, or an empty one; the key of a customer record is the customer id.',
  'wrong-key': 'The key is not the id of the customer that the record speaks of.',
  'wrong-partition': 'The key belongs to another partition; the producer uses another partitioner or count.',
  'missing-value': 'The record has no value; a source has no tombstones.',
  'too-short': 'The value is shorter than the five bytes that name its schema.',
  'wrong-magic-byte': 'The value does not begin with the zero byte of the wire format.',
  'unknown-schema': 'The registry has no schema of this id.',
  'unreadable-schema': 'The present schema cannot read what this writer schema writes.',
  'wrong-record-type': 'The topic does not carry records of this type.',
  'broken-avro': 'The bytes are not what their schema says.',
  'bad-id': 'An id is empty or longer than allowed.',
  'absurd-amount': 'An amount is negative, or beyond what the configuration allows.',
  'unknown-currency': 'ISO 4217 has no such currency.',
  'no-rate': 'The configuration has no rate to the reporting currency for that day.',
  'absurd-time': 'An event time is before 1990, or is none.',
  'future-time': 'The event time lies beyond the broker timestamp by more than the clocks may differ.',
  'missing-field': 'A field is not there that this kind of event cannot do without.',
  'absurd-value': 'A field is outside the range that its schema documents.',
  'too-large': 'It has more bytes than Kafka takes into the topic of its own that Ebb forwards it to.',
  'too-late': "The fact is older than the customer's base, which can no longer be folded anew.",
} as const;

export type DeadLetterReason = keyof typeof deadLetterReasons;

/** What is wrong with a record. */
export interface BadRecord {
  readonly kind: 'bad';
  readonly code: DeadLetterReason;
  readonly detail: string;
}

export const bad = (code: DeadLetterReason, detail: string): BadRecord => ({ kind: 'bad', code, detail });
