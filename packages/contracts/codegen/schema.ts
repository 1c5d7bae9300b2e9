/** An Avro schema as JSON, in as much as the project's files use (Avro 1.12 specification, "Schema Declaration"). */
export type Schema = string | NamedSchema | ArraySchema | AnnotatedSchema | readonly Schema[];

export type NamedSchema = RecordSchema | EnumSchema | FixedSchema;

interface Named {
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly logicalType?: string;
}

export interface RecordSchema extends Named {
  readonly type: 'record';
  readonly fields: readonly Field[];
}

export interface EnumSchema extends Named {
  readonly type: 'enum';
  readonly symbols: readonly string[];
  readonly default?: string;
}

interface FixedSchema extends Named {
  readonly type: 'fixed';
  readonly size: number;
}

interface ArraySchema {
  readonly type: 'array';
  readonly items: Schema;
}

/** A primitive with a logical type. */
interface AnnotatedSchema {
  readonly type: 'boolean' | 'int' | 'long' | 'double' | 'string' | 'bytes';
  readonly logicalType?: string;
}

export interface Field {
  readonly name: string;
  readonly type: Schema;
  readonly doc?: string;
  readonly default?: unknown;
}

export const namespace = 'ebb';

export const isUnion = (schema: Schema): schema is readonly Schema[] => Array.isArray(schema);

export const isNamed = (schema: Schema): schema is NamedSchema =>
  typeof schema === 'object' && 'type' in schema && ['record', 'enum', 'fixed'].includes(schema.type);

/** Whether a schema only names a type that is defined elsewhere. */
export const isReference = (schema: Schema): schema is string => typeof schema === 'string' && schema.startsWith(`${namespace}.`);

export const unqualified = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
