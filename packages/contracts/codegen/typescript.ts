import {
  type EnumSchema,
  type Field,
  isNamed,
  isUnion,
  type NamedSchema,
  type RecordSchema,
  type Schema,
  unqualified,
} from './schema.ts';

const header = `// Written by \`pnpm --filter @ebb/contracts generate\` from schemas/*.avsc; change those instead.
import type { DayBuckets } from '@ebb/domain';
`;

/** Released schemas in which stored state may still be found: by record, by version of the stored form. */
export type StoredSchemas = ReadonlyMap<string, readonly RecordSchema[]>;

/**
 * The TypeScript module for a set of self-contained records: an interface for each record, a type for each enum, and the
 * schemas themselves.
 */
export function typescriptFor(records: ReadonlyMap<string, RecordSchema>, stored: StoredSchemas): string {
  const named = new Map<string, NamedSchema>();
  for (const record of records.values()) collectNamed(record, named);
  const declarations = [...named.values()].map(declarationOf).filter((text) => text !== '');
  const interfaces = [...records.keys()].map((name) => `  readonly ${name}: ${name};\n`).join('');
  const byVersion = Object.fromEntries([...stored].map(([name, schemas]) => [name, schemas]));
  return [
    header,
    ...declarations,
    `/** Every record by its name. */\nexport interface Records {\n${interfaces}}\n`,
    `/** The schema of every record, self-contained. */\nexport const schemas: Readonly<Record<keyof Records, object>> = ${json(Object.fromEntries(records))};\n`,
    `/** The schemas that stored state may have been written with, oldest first: the first is version 1. */\nexport const storedSchemas: Readonly<Record<${[...stored.keys()].map((name) => `'${name}'`).join(' | ')}, readonly object[]>> = ${json(byVersion)};\n`,
  ].join('\n');
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

function collectNamed(schema: Schema, named: Map<string, NamedSchema>): void {
  if (typeof schema === 'string') return;
  if (isUnion(schema)) {
    for (const branch of schema) collectNamed(branch, named);
    return;
  }
  if (isNamed(schema)) named.set(schema.name, schema);
  if (schema.type === 'array') collectNamed(schema.items, named);
  if (schema.type === 'record') for (const field of schema.fields) collectNamed(field.type, named);
}

function declarationOf(schema: NamedSchema): string {
  if (schema.type === 'fixed') return '';
  const doc = schema.doc === undefined ? '' : `/** ${schema.doc} */\n`;
  if (schema.type === 'enum') return `${doc}export type ${schema.name} = ${symbolsOf(schema)};\n`;
  return `${doc}export interface ${schema.name} {\n${schema.fields.map(memberOf).join('')}}\n`;
}

const memberOf = (field: Field): string =>
  `${field.doc === undefined ? '' : `  /** ${field.doc} */\n`}  readonly ${field.name}: ${typeOf(field.type)};\n`;

const symbolsOf = (schema: EnumSchema): string =>
  schema.symbols.map((symbol) => `'${schema.logicalType === 'hyphenated' ? symbol.replaceAll('_', '-') : symbol}'`).join(' | ');

const primitives: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  double: 'number',
  string: 'string',
  bytes: 'Buffer',
};

/** Logical types that are read as what the domain works on. */
const ofDomain: Readonly<Record<string, string>> = { 'day-buckets': 'DayBuckets' };

function typeOf(schema: Schema): string {
  if (isUnion(schema)) return schema.toSorted(nullLast).map(typeOf).join(' | ');
  if (typeof schema === 'string') return primitives[schema] ?? unqualified(schema);
  if (schema.type === 'fixed') return 'Uint8Array';
  if (isNamed(schema)) return schema.name;
  if (schema.type === 'array') {
    const items = typeOf(schema.items);
    return `readonly ${items.includes(' | ') ? `(${items})` : items}[]`;
  }
  return (schema.logicalType === undefined ? undefined : ofDomain[schema.logicalType]) ?? (primitives[schema.type] as string);
}

const nullLast = (a: Schema, b: Schema): number => Number(a === 'null') - Number(b === 'null');
