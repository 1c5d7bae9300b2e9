import avsc, { type Type } from 'avsc';
import { invalidSchema } from './errors.ts';

/**
 * The type that a schema describes, without logical types: what a logical type means is the reader's business, what
 * decides compatibility is the type beneath.
 * @throws {Error} when the text is no JSON or describes no Avro type
 */
export function avroType(schema: string): Type {
  // Unions are wrapped always, because avsc can't resolve a wrapped union into an unwrapped one.
  return avsc.Type.forSchema(JSON.parse(schema), { wrapUnions: 'always', noAnonymousTypes: true });
}

/** @throws {RegistryError} 42201 */
export function assertAvroSchema(schema: string): void {
  try {
    avroType(schema);
  } catch (error) {
    throw invalidSchema(`Invalid Avro schema: ${(error as Error).message}`);
  }
}
