/** From the bytes of a source's record to a fact, or to what is wrong with it. */
import {
  type BadRecord,
  bad,
  DecodeError,
  type Decoder,
  isRecordName,
  type RecordName,
  type Records,
  resolverFor,
  type SoundFact,
  type SoundMarker,
  UnreadableSchemaError,
  unframe,
} from '@ebb/contracts';
import type { Fact } from '@ebb/domain';
import { partitionOf, type Schemas } from '@ebb/kafka';
import type { Decode, Decoded, RawRecord } from '@ebb/runtime';

export interface SourceDecoding<Name extends RecordName> {
  readonly recordName: Name;
  readonly partitions: number;
  readonly schemas: Pick<Schemas, 'writer'>;
  readonly toFact: (record: Records[Name], brokerAt: number) => SoundFact | BadRecord;
  readonly toMarker: (record: Records['Marker'], brokerAt: number) => SoundMarker | BadRecord;
}

/** How records of one writer schema are read, or why they can't be. */
type Reader<Name extends RecordName> =
  | { readonly kind: 'record'; readonly decode: Decoder<Records[Name]> }
  | { readonly kind: 'marker'; readonly decode: Decoder<Records['Marker']> }
  | BadRecord;

export function sourceDecoder<Name extends RecordName>(options: SourceDecoding<Name>): Decode<Fact> {
  const readers = new Map<number, Reader<Name>>();

  const read = (reader: Reader<Name>, record: RawRecord, payload: Buffer, partition: number): Decoded<Fact> => {
    if (reader.kind === 'bad') return reader;
    try {
      if (reader.kind === 'marker') return options.toMarker(reader.decode(payload), record.brokerAt);
      return checkPlace(options.toFact(reader.decode(payload), record.brokerAt), record, partition, options.partitions);
    } catch (error) {
      if (error instanceof DecodeError) return bad('broken-avro', error.message);
      throw error;
    }
  };

  const findReader = async (schemaId: number): Promise<Reader<Name>> => {
    const writer = await options.schemas.writer(schemaId);
    if (writer.kind === 'unknown') return bad('unknown-schema', `the schema registry has no schema ${schemaId}`);
    if (writer.kind === 'unreadable') {
      const unreadable = bad('unreadable-schema', writer.why);
      readers.set(schemaId, unreadable);
      return unreadable;
    }
    const reader = readerFor(options.recordName, writer.name, writer.schema);
    readers.set(schemaId, reader);
    return reader;
  };

  return (record, partition) => {
    if (record.value === null) return bad('missing-value', 'a record without a value');
    const unframed = unframe(record.value);
    if (unframed === 'too-short') return bad('too-short', `${record.value.length} bytes are too few for the wire format`);
    if (unframed === 'wrong-magic-byte') return bad('wrong-magic-byte', `the first byte is ${record.value[0]}, allowed is 0`);
    const { schemaId, payload } = unframed;
    const reader = readers.get(schemaId);
    if (reader !== undefined) return read(reader, record, payload, partition);
    return findReader(schemaId).then((found) => read(found, record, payload, partition));
  };
}

function readerFor<Name extends RecordName>(recordName: Name, writerName: string, schema: object): Reader<Name> {
  try {
    if (writerName === 'ebb.Marker') return { kind: 'marker', decode: resolverFor('Marker', schema) };
    if (isRecordName(writerName.replace(/^ebb\./, '')) && writerName !== `ebb.${recordName}`) {
      return bad('wrong-record-type', `a ${writerName} on a topic of ebb.${recordName}`);
    }
    return { kind: 'record', decode: resolverFor(recordName, schema) };
  } catch (error) {
    if (error instanceof UnreadableSchemaError) return bad('unreadable-schema', error.message);
    throw error;
  }
}

/** A customer's events must lie under the customer's key in that key's partition: there their one writer reads them. */
function checkPlace(checked: SoundFact | BadRecord, record: RawRecord, partition: number, partitions: number): Decoded<Fact> {
  if (checked.kind === 'bad') return checked;
  if (record.key === null || record.key.length === 0) return bad('missing-key', 'the key must be the customer id');
  if (!record.key.equals(Buffer.from(checked.customerId))) {
    return bad('wrong-key', `the key is not the customer id ${checked.customerId}`);
  }
  const expected = partitionOf(record.key, partitions);
  if (expected === partition) return checked;
  return bad('wrong-partition', `lies in partition ${partition}; murmur2 puts this key into ${expected} of ${partitions}`);
}
