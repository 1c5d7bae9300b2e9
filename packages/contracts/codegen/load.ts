import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNamed, isReference, isUnion, type NamedSchema, namespace, type RecordSchema, type Schema } from './schema.ts';

/** The repository's `schemas/` folder. */
export const schemasFolder = join(import.meta.dirname, '../../../schemas');

/** Reads every `.avsc` file of a folder, by the name of the type it defines. */
export function loadFolder(folder: string): Map<string, NamedSchema> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.avsc'))
    .toSorted();
  return new Map(files.map((file) => [file.slice(0, -'.avsc'.length), loadFile(folder, file)]));
}

function loadFile(folder: string, file: string): NamedSchema {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as NamedSchema;
  if (`${schema.name}.avsc` !== file || schema.namespace !== namespace) {
    throw new Error(
      `${file} defines ${schema.namespace}.${schema.name}; a file is named after its type, in namespace ${namespace}`,
    );
  }
  return schema;
}

/** Every record of a folder, each self-contained: what another file defines stands where it is first referred to. */
export function loadRecords(folder: string): Map<string, RecordSchema> {
  const definitions = loadFolder(folder);
  const records = new Map<string, RecordSchema>();
  for (const [name, schema] of definitions) {
    if (schema.type === 'record') records.set(name, inline(schema, definitions, new Set()) as RecordSchema);
  }
  return records;
}

function inline(schema: Schema, definitions: ReadonlyMap<string, NamedSchema>, defined: Set<string>): Schema {
  const recur = (inner: Schema) => inline(inner, definitions, defined);
  if (isUnion(schema)) return schema.map(recur);
  if (isReference(schema)) {
    const definition = definitions.get(schema.slice(namespace.length + 1));
    if (defined.has(schema)) return schema;
    if (definition === undefined)
      throw new Error(`${schema} is referred to, but defined neither in a file of its own nor before`);
    return recur(definition);
  }
  if (typeof schema === 'string') return schema;
  if (isNamed(schema)) defined.add(`${namespace}.${schema.name}`);
  if (schema.type === 'record')
    return { ...schema, fields: schema.fields.map((field) => ({ ...field, type: recur(field.type) })) };
  if (schema.type === 'array') return { ...schema, items: recur(schema.items) };
  return schema;
}
