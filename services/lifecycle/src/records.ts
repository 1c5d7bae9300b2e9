/** What the lifecycle sends, as records of its topics. */
import { createHash } from 'node:crypto';
import { deadLetterKey, encode, encodeFramed, markerKey, type RecordName, recordKey } from '@ebb/contracts';
import type { Output } from '@ebb/domain';
import { partitionOf } from '@ebb/kafka';
import type { Emitted, Outgoing, RawRecord, Rejected } from '@ebb/runtime';

/** The registry's ids of our own schemas. */
export type SchemaIds = Readonly<Record<LifecycleRecord, number>>;
export const lifecycleRecords = [
  'LifecycleTransition',
  'MainDefectorAlert',
  'AlertClosed',
  'Retraction',
  'Marker',
  'DeadLetter',
] as const satisfies readonly RecordName[];
type LifecycleRecord = (typeof lifecycleRecords)[number];

export interface RecordSettings {
  readonly service: string;
  readonly schemaIds: SchemaIds;
  /** Topics written to. */
  readonly outputs: { readonly customerAlerts: string; readonly deadLetters: string };
  /** Partitions of `customerAlerts`. */
  readonly alertPartitions: number;
  /** Partitions of `deadLetters`. */
  readonly deadLetterPartitions: number;
  /** Names of the source topics, in order. */
  readonly sourceTopics: readonly string[];
}

/** Eight bytes over the content: the record as it would be sent at revision 0. */
export const digest = (output: Output): Buffer =>
  createHash('sha1')
    .update(encode(output.type, bodyOf(output, 0)))
    .digest()
    .subarray(0, 8);

export class LifecycleRecords {
  readonly #settings: RecordSettings;

  constructor(settings: RecordSettings) {
    this.#settings = settings;
  }

  output(output: Output, revision: number, customerId: string): Outgoing {
    const value = encodeFramed(output.type, this.#settings.schemaIds[output.type], bodyOf(output, revision));
    return this.#alert(output.type, output.recordId, revision, customerId, value);
  }

  retraction(of: Emitted, causedBy: string, customerId: string): Outgoing {
    const { recordId, recordType, revision, at } = of;
    const retraction = { customerId, recordId, revision, recordType, at, causedBy, reason: 'late-fact' };
    const value = encodeFramed('Retraction', this.#settings.schemaIds.Retraction, retraction);
    return this.#alert('Retraction', recordId, revision, customerId, value);
  }

  markers(watermark: number, sourcePartition: number): Outgoing[] {
    const { service, schemaIds, alertPartitions, outputs } = this.#settings;
    const key = Buffer.from(markerKey(service, sourcePartition));
    return Array.from({ length: alertPartitions }, (_, partition) => ({
      topic: outputs.customerAlerts,
      partition,
      key,
      value: encodeFramed('Marker', schemaIds.Marker, { source: `${service}/${sourcePartition}`, partition, watermark }),
      recordType: 'Marker',
      recordId: '',
      revision: 0,
    }));
  }

  deadLetter({ source, partition, record, code, detail }: Rejected): Outgoing {
    const { service, schemaIds, deadLetterPartitions, sourceTopics } = this.#settings;
    const topic = sourceTopics[source] as string;
    const recordId = deadLetterKey(topic, partition, record.offset);
    const letter = {
      service,
      topic,
      partition,
      offset: record.offset,
      reason: code,
      brokerTimestamp: record.brokerAt,
      ...contentOf(record, detail),
    };
    return {
      topic: this.#settings.outputs.deadLetters,
      partition: partition % deadLetterPartitions,
      key: Buffer.from(recordId),
      value: encodeFramed('DeadLetter', schemaIds.DeadLetter, letter),
      recordType: 'DeadLetter',
      recordId,
      revision: 0,
    };
  }

  #alert(recordType: string, recordId: string, revision: number, customerId: string, value: Buffer): Outgoing {
    const partition = partitionOf(Buffer.from(customerId), this.#settings.alertPartitions);
    const key = Buffer.from(recordKey(customerId, recordId));
    return { topic: this.#settings.outputs.customerAlerts, partition, key, value, recordType, recordId, revision };
  }
}

/** The record of an output; its type is what the schema names, and left out by it. */
const bodyOf = (output: Output, revision: number) => ({ ...output, revision });

/**
 * Bytes of a bad record that are kept in its dead letter. Kafka takes no record above 1 MiB unless told so: a letter around one
 * that is nearly as large would be refused for ever, and hold up all that is to be sent after it.
 */
const keptBytesMax = 900_000;

/** The record as it came; what is too large to be sent once more is left where it is. */
function contentOf(record: RawRecord, detail: string) {
  const headers = headersOf(record);
  const bytes = [record.key, record.value, ...headers.map(({ value }) => value)].reduce(
    (sum, part) => sum + (part?.length ?? 0),
    0,
  );
  if (bytes <= keptBytesMax) return { detail, key: record.key, value: record.value, headers };
  const instead = `its ${bytes} bytes are too many to be kept here: read them at their place`;
  return { detail: `${detail}; ${instead}`, key: null, value: null, headers: [] };
}

const headersOf = ({ headers }: RawRecord) =>
  Object.entries(headers).flatMap(([key, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [{ key, value: Buffer.from(one) }])),
  );
