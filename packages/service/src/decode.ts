/** From the bytes of a record to what its reader makes of it, or to what is wrong with it. */
import {
  type BadRecord,
  bad,
  DecodeError,
  frameHeadBytes,
  isRecordName,
  type RecordName,
  type Records,
  resolverFor,
  schemaIdIn,
  UnreadableSchemaError,
} from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { RawRecord } from '@ebb/runtime';

/** What a topic carries, by the name of the record, and what is made of each. */
export type Takes<Name extends RecordName, Result> = {
  readonly [Each in Name]: (record: Records[Each], raw: RawRecord, partition: number) => Result;
};

/** How records of one writer schema are read, or why they can't be. */
type Reader<Result> = { readonly kind: 'reader'; read(framed: Buffer, raw: RawRecord, partition: number): Result } | BadRecord;

/** A promise where a schema has to be fetched first. */
export type DecodeRecord<Result> = (raw: RawRecord, partition: number) => Result | BadRecord | Promise<Result | BadRecord>;

/** What was written with an older or newer schema is read as the present one, after Avro's schema resolution. */
export function recordDecoder<Name extends RecordName, Result>(
  schemas: Pick<Schemas, 'writer'>,
  takes: Takes<Name, Result>,
): DecodeRecord<Result> {
  const readers = new Map<number, Reader<Result>>();

  const read = (reader: Reader<Result>, framed: Buffer, raw: RawRecord, partition: number): Result | BadRecord => {
    if (reader.kind === 'bad') return reader;
    try {
      return reader.read(framed, raw, partition);
    } catch (error) {
      if (error instanceof DecodeError) return bad('broken-avro', error.message);
      throw error;
    }
  };

  const findReader = async (schemaId: number): Promise<Reader<Result>> => {
    const writer = await schemas.writer(schemaId);
    if (writer.kind === 'unknown') return bad('unknown-schema', `the schema registry has no schema ${schemaId}`);
    const reader =
      writer.kind === 'unreadable' ? bad('unreadable-schema', writer.why) : readerFor(takes, writer.name, writer.schema);
    readers.set(schemaId, reader);
    return reader;
  };

  return (raw, partition) => {
    const { value } = raw;
    if (value === null) return bad('missing-value', 'a record without a value');
    const schemaId = schemaIdIn(value);
    if (schemaId === 'too-short') return bad('too-short', `${value.length} bytes are too few for the wire format`);
    if (schemaId === 'wrong-magic-byte') return bad('wrong-magic-byte', `the first byte is ${value[0]}, allowed is 0`);
    const reader = readers.get(schemaId);
    if (reader !== undefined) return read(reader, value, raw, partition);
    return findReader(schemaId).then((found) => read(found, value, raw, partition));
  };
}

function readerFor<Name extends RecordName, Result>(
  takes: Takes<Name, Result>,
  writerName: string,
  schema: object,
): Reader<Result> {
  const names = Object.keys(takes) as Name[];
  const ours = names.find((name) => writerName === `ebb.${name}`);
  if (ours === undefined && isRecordName(writerName.replace(/^ebb\./, ''))) {
    const carried = names.filter((name) => name !== 'Marker').map((name) => `ebb.${name}`);
    return bad('wrong-record-type', `a ${writerName} on a topic of ${carried.join(', ')}`);
  }
  try {
    // Of a name that is none of Ebb's, the schema says itself what it does not fit.
    return readerOf(takes, ours ?? (names[0] as Name), schema);
  } catch (error) {
    if (error instanceof UnreadableSchemaError) return bad('unreadable-schema', error.message);
    throw error;
  }
}

function readerOf<Name extends RecordName, Result>(takes: Takes<Name, Result>, name: Name, schema: object): Reader<Result> {
  const decode = resolverFor(name, schema);
  const take = takes[name];
  return { kind: 'reader', read: (framed, raw, partition) => take(decode(framed, frameHeadBytes), raw, partition) };
}
