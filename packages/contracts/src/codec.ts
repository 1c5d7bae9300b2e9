/** Records as Avro bytes and back. */
import type { Type } from 'avsc';
import { AvroCodec } from './avro-bytes.ts';
import { writerTypeOf } from './avro-types.ts';
import { type Records, schemas } from './generated/records.ts';
import { frameHeadBytes, writeFrameHead } from './wire.ts';

export type RecordName = keyof Records;

/** Of the Avro bytes that go from a position to the end. */
export type Decoder<T> = (bytes: Buffer, from?: number) => T;

/** Bytes that are not what their schema says: this record is bad, the next may be good. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/** A writer schema that a record's present schema cannot read: every record written with it is bad. */
export class UnreadableSchemaError extends Error {
  override readonly name = 'UnreadableSchemaError';
}

const codecs = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, new AvroCodec(schema)])) as Record<
  RecordName,
  AvroCodec
>;

export const isRecordName = (name: string): name is RecordName => Object.hasOwn(schemas, name);

/** The registry subject of a record: its full name. */
export const subjectOf = (name: RecordName): string => `ebb.${name}`;

/** The record's present schema, self-contained, as it is registered. */
export const schemaTextOf = (name: RecordName): string => JSON.stringify(schemas[name]);

/** The Avro bytes of a record, without a frame. @throws {TypeError} naming the field that does not fit */
export const encode = <Name extends RecordName>(name: Name, record: Records[Name]): Buffer =>
  codecs[name].encodeBehind(0, record);

/**
 * A record in the wire format, ready to be sent.
 * @param schemaId the registry's id of the record's present schema
 * @throws {TypeError} naming the field that does not fit
 */
export function encodeFramed<Name extends RecordName>(name: Name, schemaId: number, record: Records[Name]): Buffer {
  const framed = codecs[name].encodeBehind(frameHeadBytes, record);
  writeFrameHead(framed, schemaId);
  return framed;
}

/** A record from the Avro bytes of its present schema. @throws {DecodeError} */
export const decode = <Name extends RecordName>(name: Name, payload: Buffer): Records[Name] =>
  decodeWith(name, codecs[name], payload, 0) as Records[Name];

/**
 * The decoder for a record that was written with another schema, after Avro's schema resolution.
 * @param writerSchema as the registry gives it
 * @throws {UnreadableSchemaError} when the record's present schema cannot read what that schema writes
 */
export function resolverFor<Name extends RecordName>(name: Name, writerSchema: object): Decoder<Records[Name]> {
  const reader = codecs[name];
  const resolver = resolve(name, reader.type, writerSchema);
  return (bytes, from = 0) => decodeWith(name, reader, bytes, from, resolver) as Records[Name];
}

type Resolver = ReturnType<Type['createResolver']>;

/** Undefined where writer and reader lay out their bytes alike. */
function resolve(name: string, reader: Type, writerSchema: object): Resolver | undefined {
  try {
    const writer = writerTypeOf(writerSchema);
    return writer.equals(reader) ? undefined : reader.createResolver(writer);
  } catch (cause) {
    throw new UnreadableSchemaError(`ebb.${name} cannot be read from data of this writer schema: ${messageOf(cause)}`, { cause });
  }
}

function decodeWith(name: string, codec: AvroCodec, bytes: Buffer, from: number, resolver?: Resolver): unknown {
  try {
    return resolver === undefined ? codec.decodeFrom(from, bytes) : codec.type.fromBuffer(bytes.subarray(from), resolver);
  } catch (cause) {
    throw new DecodeError(`${bytes.length - from} bytes are no ${name}: ${messageOf(cause)}`, { cause });
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
