/** What a stream service sends: its own records, and what each of them has to send besides. */
import { earliestTime, encodeFramed, frame, markerKey, type RecordName, type Records, recordKey } from '@ebb/contracts';
import { partitionOf } from '@ebb/kafka';
import type { Emitted, Outgoing, Rejected } from '@ebb/runtime';
import { deadLetter, type WrittenTopic } from './dead-letters.ts';

/** What every stream service sends, whatever its own records. */
export const commonRecords = ['Retraction', 'Marker', 'DeadLetter'] as const satisfies readonly RecordName[];
export type CommonRecord = (typeof commonRecords)[number];

/** The registry's ids of our own schemas. */
export type SchemaIds<Name extends RecordName> = Readonly<Record<Name, number>>;

export interface RecordSettings<Name extends RecordName> {
  readonly service: string;
  readonly schemaIds: SchemaIds<Name | CommonRecord>;
  /** Where its own records go. */
  readonly output: WrittenTopic;
  readonly deadLetters: WrittenTopic;
  /** In the order of the sources; null for one that is not there. */
  readonly sourceTopics: readonly (string | null)[];
}

/** What every record of a customer has. */
interface Identified {
  readonly recordId: string;
  readonly revision: number;
  readonly customerId: string;
}

export class ServiceRecords<Name extends RecordName> {
  readonly #settings: RecordSettings<Name>;

  constructor(settings: RecordSettings<Name>) {
    this.#settings = settings;
  }

  /**
   * One of its own.
   * @param content the bytes of the record at revision 0
   */
  own<Each extends Name>(type: Each, record: Records[Each] & Identified, content: Buffer): Outgoing {
    const schemaId = this.#settings.schemaIds[type];
    const value = record.revision === 0 ? frame(schemaId, content) : encodeFramed(type, schemaId, record);
    return this.#customerRecord(type, record, value);
  }

  retraction(of: Emitted, causedBy: string, customerId: string): Outgoing {
    const { recordId, recordType, revision, at } = of;
    const retraction = { customerId, recordId, revision, recordType, at, causedBy, reason: 'late-fact' };
    return this.#customerRecord(
      'Retraction',
      retraction,
      encodeFramed('Retraction', this.#settings.schemaIds.Retraction, retraction),
    );
  }

  /** Where nothing has any time yet, all is complete up to before the first event that there can be. */
  markers(completeTo: number, sourcePartition: number, madeAt: number | null): Outgoing[] {
    const { service, schemaIds, output } = this.#settings;
    const watermark = Math.max(completeTo, earliestTime);
    const key = Buffer.from(markerKey(service, sourcePartition));
    return Array.from({ length: output.partitions }, (_, partition) => ({
      topic: output.topic,
      partition,
      key,
      value: encodeFramed('Marker', schemaIds.Marker, { source: `${service}/${sourcePartition}`, partition, watermark, madeAt }),
      recordType: 'Marker',
      recordId: '',
      revision: 0,
    }));
  }

  deadLetter({ source, ...rejected }: Rejected): Outgoing {
    const { service, schemaIds, deadLetters, sourceTopics } = this.#settings;
    const topic = sourceTopics[source] as string;
    return deadLetter({ service, schemaId: schemaIds.DeadLetter, to: deadLetters }, { topic, ...rejected });
  }

  #customerRecord(recordType: Name | 'Retraction', { recordId, revision, customerId }: Identified, value: Buffer): Outgoing {
    const { output } = this.#settings;
    return {
      topic: output.topic,
      partition: partitionOf(Buffer.from(customerId), output.partitions),
      key: Buffer.from(recordKey(customerId, recordId)),
      value,
      recordType,
      recordId,
      revision,
    };
  }
}
