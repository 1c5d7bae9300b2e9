/**
 * What each request that changes something writes, and what it answers once that is written. Pure: state and request
 * in, records and answer out; errors are {@link RegistryError}.
 */
import { assertAvroSchema } from './avro.ts';
import { canonicalForm } from './canonical.ts';
import { type CompatibilityLevel, incompatibilities } from './compatibility.ts';
import { ErrorCode, RegistryError, subjectNotFound, versionNotFound } from './errors.ts';
import type { TopicRecord } from './records.ts';
import { isInContext, type RegistryState, type SchemaVersion } from './state.ts';

export interface Decision<Answer> {
  readonly records: readonly TopicRecord[];
  readonly answer: Answer;
}

export interface ProposedSchema {
  /** JSON of an Avro schema. */
  readonly schema: string;
  readonly normalize: boolean;
}

/** Idempotent: a schema that the subject already has gives its id and writes nothing. */
export function register(state: RegistryState, subject: string, proposed: ProposedSchema): Decision<{ id: number }> {
  assertSubject(subject);
  assertAvroSchema(proposed.schema);
  assertWritable(state, subject);
  const { schema, canonical } = canonicalForms(proposed);
  const versions = state.versions(subject);
  const live = versions.filter((version) => !version.deleted);
  const present = live.findLast((version) => version.canonical === canonical);
  if (present !== undefined) return { records: [], answer: { id: present.id } };

  const level = state.compatibility(subject);
  const reasons = incompatibilities(level, schema, live);
  if (reasons.length > 0) throw incompatibleSchema(subject, level, reasons);

  const id = state.idOf(canonical) ?? state.nextId();
  const superseded = versions.filter((version) => version.deleted && version.id === id);
  const version = (versions.at(-1)?.version ?? 0) + 1;
  return {
    records: [
      ...superseded.map(tombstone),
      { kind: 'schema', subject, version, value: { id, schema, deleted: false, schemaType: 'AVRO', references: [] } },
    ],
    answer: { id },
  };
}

/** What is stored, and what it is compared by: the latter doesn't depend on how the client wants it stored. */
export function canonicalForms({ schema, normalize }: ProposedSchema): { schema: string; canonical: string } {
  const stored = canonicalForm(schema, normalize);
  return { schema: stored, canonical: canonicalForm(stored) };
}

/** Softly: versions and id still answer to those who ask for deleted ones. Permanently: only after softly. */
export function deleteSubject(state: RegistryState, subject: string, permanent: boolean): Decision<number[]> {
  const versions = state.versions(subject);
  if (versions.length === 0) throw subjectNotFound(subject);
  const live = versions.filter((version) => !version.deleted);
  assertWritable(state, subject);
  if (permanent) {
    if (live.length > 0) {
      throw new RegistryError(
        ErrorCode.subjectNotSoftDeleted,
        `Subject '${subject}' was not deleted first before being permanently deleted`,
      );
    }
    return {
      records: [...versions.map(tombstone), ...forgetSettings(state, subject)],
      answer: versions.map((version) => version.version),
    };
  }
  const last = live.at(-1);
  if (last === undefined) {
    throw new RegistryError(
      ErrorCode.subjectSoftDeleted,
      `Subject '${subject}' was soft deleted. Set permanent=true to delete permanently`,
    );
  }
  return {
    records: [{ kind: 'delete-subject', subject, upToVersion: last.version }],
    answer: live.map((version) => version.version),
  };
}

export function deleteVersion(
  state: RegistryState,
  subject: string,
  wanted: number | 'latest',
  permanent: boolean,
): Decision<number> {
  const versions = state.versions(subject);
  if (versions.length === 0) throw subjectNotFound(subject);
  const version = wanted === 'latest' ? versions.findLast(({ deleted }) => !deleted) : versions.find((v) => v.version === wanted);
  if (version === undefined) throw versionNotFound(wanted);
  assertWritable(state, subject);
  if (permanent && !version.deleted) {
    throw new RegistryError(
      ErrorCode.versionNotSoftDeleted,
      `Subject '${subject}' Version ${version.version} was not deleted first before being permanently deleted`,
    );
  }
  if (!permanent && version.deleted) {
    throw new RegistryError(
      ErrorCode.versionSoftDeleted,
      `Subject '${subject}' Version ${version.version} was soft deleted. Set permanent=true to delete permanently`,
    );
  }
  const settings = permanent && versions.length === 1 ? forgetSettings(state, subject) : [];
  return { records: [permanent ? tombstone(version) : softDeleted(version), ...settings], answer: version.version };
}

/** @param subject null: of all subjects that have no level of their own */
export function setCompatibility(
  state: RegistryState,
  subject: string | null,
  level: CompatibilityLevel,
): Decision<{ compatibility: CompatibilityLevel }> {
  if (subject !== null) assertSubject(subject);
  assertWritable(state, subject);
  const value = { ...state.config(subject), compatibilityLevel: level };
  return { records: [{ kind: 'config', subject, value }], answer: { compatibility: level } };
}

export function resetCompatibility(
  state: RegistryState,
  subject: string | null,
): Decision<{ compatibilityLevel: CompatibilityLevel }> {
  if (subject !== null && state.config(subject) === undefined) throw subjectNotFound(subject);
  assertWritable(state, subject);
  return { records: [{ kind: 'config', subject, value: null }], answer: { compatibilityLevel: state.compatibility(subject) } };
}

function tombstone({ subject, version }: SchemaVersion): TopicRecord {
  return { kind: 'schema', subject, version, value: null };
}

function softDeleted({ subject, version, id, schema, schemaType, references }: SchemaVersion): TopicRecord {
  return { kind: 'schema', subject, version, value: { id, schema, schemaType, references, deleted: true } };
}

function forgetSettings(state: RegistryState, subject: string): TopicRecord[] {
  return [
    ...(state.ownMode(subject) === undefined ? [] : [{ kind: 'mode', subject, mode: null } as const]),
    ...(state.config(subject) === undefined ? [] : [{ kind: 'config', subject, value: null } as const]),
  ];
}

function assertSubject(subject: string): void {
  if (subject === '' || isInContext(subject) || /\p{Cc}/u.test(subject)) {
    throw new RegistryError(
      ErrorCode.invalidSubject,
      `The specified subject '${subject}' is not a valid subject: it must not be empty, hold control characters, or name a context (:.name:)`,
    );
  }
}

function assertWritable(state: RegistryState, subject: string | null): void {
  const mode = state.mode(subject);
  if (mode !== 'READWRITE') {
    const what = subject === null ? 'The registry' : `Subject ${subject}`;
    throw new RegistryError(ErrorCode.operationNotPermitted, `${what} is in mode ${mode}; only READWRITE allows changes`);
  }
}

function incompatibleSchema(subject: string, level: CompatibilityLevel, reasons: readonly string[]): RegistryError {
  return new RegistryError(
    ErrorCode.incompatibleSchema,
    `Schema being registered is incompatible with an earlier schema for subject "${subject}", details: [${reasons.join('; ')}], compatibility: ${level}`,
  );
}
