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
    records: ['LifecycleTransition', 'MainDefectorAlert', 'AlertClosed', 'Retraction', 'Marker'],
  },
  deadLetters: { name: 'dead-letters', cleanupPolicy: 'compact', records: ['DeadLetter'] },
} as const satisfies Record<string, TopicContract>;

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
