/**
 * The records of the topic `_schemas`, in the form that Confluent's registry writes and that Karapace reads: key and
 * value are JSON, the order of a key's attributes matters (compaction compares bytes).
 */
import { z } from 'zod';

export interface StoredSchema {
  readonly id: number;
  /** JSON text. */
  readonly schema: string;
  readonly deleted: boolean;
  /** Other than AVRO only when another registry wrote it. */
  readonly schemaType: string;
  /** Written by other registries only; kept as it came. */
  readonly references: readonly unknown[];
}

/** Settings of a subject or, without subject, of all. Attributes that this registry doesn't know are kept as they came. */
export type StoredConfig = Readonly<Record<string, unknown>> & { readonly compatibilityLevel?: string | null | undefined };

export type TopicRecord =
  | { readonly kind: 'schema'; readonly subject: string; readonly version: number; readonly value: StoredSchema | null }
  | { readonly kind: 'config'; readonly subject: string | null; readonly value: StoredConfig | null }
  | { readonly kind: 'mode'; readonly subject: string | null; readonly mode: string | null }
  | { readonly kind: 'delete-subject'; readonly subject: string; readonly upToVersion: number }
  | { readonly kind: 'clear-subject'; readonly subject: string }
  | { readonly kind: 'noop' };

/** What is not understood is passed over, never fatal: the topic may be shared with a newer registry. */
export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly reason: string;
}

export interface RawRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

const subjectOrAll = z
  .string()
  .nullish()
  .transform((subject) => subject ?? null);

const keySchema = z.discriminatedUnion('keytype', [
  z.object({ keytype: z.literal('SCHEMA'), subject: z.string(), version: z.int() }),
  z.object({ keytype: z.literal('CONFIG'), subject: subjectOrAll }),
  z.object({ keytype: z.literal('MODE'), subject: subjectOrAll }),
  z.object({ keytype: z.literal('DELETE_SUBJECT'), subject: z.string() }),
  z.object({ keytype: z.literal('CLEAR_SUBJECT'), subject: z.string() }),
  z.object({ keytype: z.literal('NOOP') }),
]);

const schemaValue = z.object({
  id: z.int(),
  schema: z.string(),
  deleted: z.boolean().default(false),
  schemaType: z
    .string()
    .nullish()
    .transform((type) => type ?? 'AVRO'),
  references: z
    .array(z.unknown())
    .nullish()
    .transform((references) => references ?? []),
});
const configValue = z.looseObject({ compatibilityLevel: z.string().nullish() });
const modeValue = z.object({ mode: z.string().nullish() });
const deleteSubjectValue = z.object({ version: z.int() });

export function readRecord({ key, value }: RawRecord): TopicRecord | UnreadableRecord {
  try {
    return readTyped(keySchema.parse(parseJson(key)), value === null || value.length === 0 ? null : parseJson(value));
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
  }
}

function readTyped(key: z.infer<typeof keySchema>, value: unknown): TopicRecord | UnreadableRecord {
  switch (key.keytype) {
    case 'SCHEMA':
      return {
        kind: 'schema',
        subject: key.subject,
        version: key.version,
        value: value === null ? null : schemaValue.parse(value),
      };
    case 'CONFIG':
      return { kind: 'config', subject: key.subject, value: value === null ? null : configValue.parse(value) };
    case 'MODE':
      return { kind: 'mode', subject: key.subject, mode: value === null ? null : (modeValue.parse(value).mode ?? null) };
    case 'DELETE_SUBJECT':
      // A tombstone restores nothing: only the deletion is speech.
      if (value === null) return { kind: 'noop' };
      return { kind: 'delete-subject', subject: key.subject, upToVersion: deleteSubjectValue.parse(value).version };
    case 'CLEAR_SUBJECT':
      return value === null ? { kind: 'noop' } : { kind: 'clear-subject', subject: key.subject };
    case 'NOOP':
      break;
  }
  return { kind: 'noop' };
}

function parseJson(bytes: Buffer | null): unknown {
  return JSON.parse((bytes ?? Buffer.alloc(0)).toString('utf8'));
}

/** The inverse of {@link readRecord} for what this registry writes. Optional attributes are left out, as Confluent does. */
export function writeRecord(record: TopicRecord): RawRecord {
  switch (record.kind) {
    case 'schema':
      return json(
        { keytype: 'SCHEMA', subject: record.subject, version: record.version, magic: 1 },
        record.value && schemaJson(record.subject, record.version, record.value),
      );
    case 'config':
      return json(
        { keytype: 'CONFIG', ...(record.subject !== null && { subject: record.subject }), magic: 0 },
        record.value && { ...(record.subject !== null && { subject: record.subject }), ...record.value },
      );
    case 'mode':
      return json({ keytype: 'MODE', subject: record.subject, magic: 0 }, record.mode && { mode: record.mode });
    case 'delete-subject':
      return json(
        { keytype: 'DELETE_SUBJECT', subject: record.subject, magic: 0 },
        { subject: record.subject, version: record.upToVersion },
      );
    case 'clear-subject':
      return json({ keytype: 'CLEAR_SUBJECT', subject: record.subject, magic: 0 }, { subject: record.subject });
    case 'noop':
      break;
  }
  return json({ keytype: 'NOOP', magic: 0 }, null);
}

function schemaJson(subject: string, version: number, value: StoredSchema): object {
  return {
    subject,
    version,
    id: value.id,
    ...(value.schemaType !== 'AVRO' && { schemaType: value.schemaType }),
    ...(value.references.length > 0 && { references: value.references }),
    schema: value.schema,
    deleted: value.deleted,
  };
}

function json(key: object, value: object | string | null): RawRecord {
  return { key: Buffer.from(JSON.stringify(key)), value: value === null ? null : Buffer.from(JSON.stringify(value)) };
}
