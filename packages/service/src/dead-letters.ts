/** A record that could not be used, as a record of `dead-letters`. */
import { deadLetterKey, encodeFramed } from '@ebb/contracts';
import type { Outgoing, RawRecord } from '@ebb/runtime';

/** A topic that is written to. */
export interface WrittenTopic {
  readonly topic: string;
  readonly partitions: number;
}

export interface DeadLetterSettings {
  readonly service: string;
  /** The registry's id of the schema. */
  readonly schemaId: number;
  readonly to: WrittenTopic;
}

/** What was bad, where it lay, and why it was bad. */
export interface Unusable {
  readonly topic: string;
  readonly partition: number;
  readonly record: RawRecord;
  readonly code: string;
  readonly detail: string;
}

export function deadLetter({ service, schemaId, to }: DeadLetterSettings, unusable: Unusable): Outgoing {
  const { topic, partition, record, code, detail } = unusable;
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
    topic: to.topic,
    partition: partition % to.partitions,
    key: Buffer.from(recordId),
    value: encodeFramed('DeadLetter', schemaId, letter),
    recordType: 'DeadLetter',
    recordId,
    revision: 0,
  };
}

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
