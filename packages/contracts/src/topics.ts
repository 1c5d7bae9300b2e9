/** Topics, what they carry, and the names in their headers. */
import type { RecordName } from './codec.ts';

interface SourceContract {
  /** The topic unless configured. */
  readonly name: string;
  readonly record: RecordName;
}

/** The sources in the order that decides between facts of one instant. Each also carries markers. */
export const sources = {
  purchases: { name: 'purchases', record: 'Purchase' },
  supportContacts: { name: 'support-contacts', record: 'SupportContact' },
  profiles: { name: 'customer-profiles', record: 'ProfileChange' },
  engagements: { name: 'customer-engagements', record: 'Engagement' },
} as const satisfies Record<string, SourceContract>;

export type SourceName = keyof typeof sources;

/** A source's index is its place in this list. */
export const sourceNames = Object.keys(sources) as readonly SourceName[];

/** Ebb's own topic beside a shop's whose records are not keyed by customer: `intake` fills it. */
const rekeyedTopic = (topic: string): string => `${topic}-by-customer`;

/** The topic that holds a source by customer: what the lifecycle reads, and what brings in events writes to. Null for none. */
export function topicReadByLifecycle<Source extends { readonly topic: string; readonly rekey: boolean } | null>(
  source: Source,
): string | Extract<Source, null> {
  if (source === null) return source as Extract<Source, null>;
  return source.rekey ? rekeyedTopic(source.topic) : source.topic;
}

interface TopicContract {
  readonly name: string;
  /** Kafka's `cleanup.policy`. Compacted, so that a tombstone erases what is known of a customer. */
  readonly cleanupPolicy: 'compact' | 'delete';
  readonly records: readonly RecordName[];
}

/** What Ebb itself writes to. */
export const topics = {
  customerAlerts: {
    name: 'customer-alerts',
    cleanupPolicy: 'compact',
    records: [
      'LifecycleTransition',
      'MainDefectorAlert',
      'RiskAlert',
      'AlertClosed',
      'ContactabilityChanged',
      'ActionOutcome',
      'AbandonmentProposed',
      'Retraction',
      'Marker',
    ],
  },
  retentionActions: {
    name: 'retention-actions',
    cleanupPolicy: 'compact',
    records: [
      'RetentionAction',
      'ActionCalledOff',
      'ActionWithheld',
      'EffectMeasured',
      'ContactabilityChanged',
      'Retraction',
      'Marker',
    ],
  },
  lifecycleCensus: { name: 'lifecycle-census', cleanupPolicy: 'compact', records: ['LifecycleCensus'] },
  calibrations: { name: 'calibrations', cleanupPolicy: 'compact', records: ['Calibration', 'CalibrationRefused'] },
  deadLetters: { name: 'dead-letters', cleanupPolicy: 'compact', records: ['DeadLetter'] },
} as const satisfies Record<string, TopicContract>;

/** Places of Ebb's own topics in the configuration. */
export const outputNames = Object.keys(topics) as readonly (keyof typeof topics)[];

/** Header names of what Ebb sends. Values are decimal digits, but for the service's name. */
export const headers = {
  service: 'ebb-service',
  /** The source partition of the task that sent it. */
  partition: 'ebb-partition',
  epoch: 'ebb-epoch',
  /** Counts what a source partition sends to a destination partition: the next consumer drops repeats and sees gaps. */
  sequence: 'ebb-sequence',
  revision: 'ebb-revision',
  /** Name of the record's schema, such as MainDefectorAlert: routes without decoding. */
  recordType: 'ebb-record-type',
} as const;
