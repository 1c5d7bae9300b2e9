import { canonicalForm } from './canonical.ts';
import { type CompatibilityLevel, compatibilityLevels } from './compatibility.ts';
import type { StoredConfig, StoredSchema, TopicRecord } from './records.ts';

export interface SchemaVersion extends StoredSchema {
  readonly subject: string;
  readonly version: number;
  /** What makes two schemas one: see `canonical.ts`. */
  readonly canonical: string;
}

const defaultCompatibility: CompatibilityLevel = 'BACKWARD';
const defaultMode = 'READWRITE';

/** Subjects of this form belong to a context of Confluent's, which has ids of its own. */
export const isInContext = (subject: string) => subject.startsWith(':.');

/** Everything the registry knows: the fold of the topic's records, in the order of their offsets. */
export class RegistryState {
  readonly #subjects = new Map<string, Map<number, SchemaVersion>>();
  readonly #configs = new Map<string | null, StoredConfig>();
  readonly #modes = new Map<string | null, string>();
  #greatestId = 0;

  /**
   * Folds one record in.
   * @returns why the record was passed over, if it was
   */
  apply(record: TopicRecord): string | undefined {
    switch (record.kind) {
      case 'schema':
        return this.#applySchema(record.subject, record.version, record.value);
      case 'config':
        return setOrDelete(this.#configs, record.subject, record.value);
      case 'mode':
        return setOrDelete(this.#modes, record.subject, record.mode);
      case 'delete-subject':
        return this.#softDelete(record.subject, record.upToVersion);
      case 'clear-subject':
        return this.#clear(record.subject);
      case 'noop':
        break;
    }
    return undefined;
  }

  #applySchema(subject: string, version: number, value: StoredSchema | null): string | undefined {
    if (isInContext(subject)) return `subject ${subject} belongs to a context, which has ids of its own`;
    if (value === null) {
      this.#forget(subject, version);
      return undefined;
    }
    const canonical = canonicalFormOf(value);
    const namesake = this.versionsOfId(value.id).find((other) => other.canonical !== canonical);
    if (namesake !== undefined && !(namesake.subject === subject && namesake.version === version)) {
      return `id ${value.id} of ${subject} version ${version} already names the schema of ${namesake.subject} version ${namesake.version}`;
    }
    this.#greatestId = Math.max(this.#greatestId, value.id);
    const versions = this.#subjects.get(subject) ?? new Map<number, SchemaVersion>();
    this.#subjects.set(subject, versions.set(version, { ...value, subject, version, canonical }));
    return undefined;
  }

  #softDelete(subject: string, upToVersion: number): undefined {
    for (const version of this.versions(subject)) {
      if (version.version <= upToVersion) this.#subjects.get(subject)?.set(version.version, { ...version, deleted: true });
    }
  }

  #clear(subject: string): undefined {
    for (const version of this.versions(subject)) {
      if (version.deleted) this.#forget(subject, version.version);
    }
  }

  #forget(subject: string, version: number): void {
    const versions = this.#subjects.get(subject);
    versions?.delete(version);
    if (versions?.size === 0) this.#subjects.delete(subject);
  }

  /** In alphabetical order. */
  subjects(): string[] {
    return [...this.#subjects.keys()].toSorted();
  }

  /** All versions of a subject, the deleted ones too, ascending. */
  versions(subject: string): SchemaVersion[] {
    return [...(this.#subjects.get(subject)?.values() ?? [])].toSorted((a, b) => a.version - b.version);
  }

  liveVersions(subject: string): SchemaVersion[] {
    return this.versions(subject).filter((version) => !version.deleted);
  }

  versionsOfId(id: number): SchemaVersion[] {
    return this.#everyVersion().filter((version) => version.id === id);
  }

  /** The id under which a schema is known in any subject. */
  idOf(canonical: string): number | undefined {
    return this.#everyVersion().find((version) => version.canonical === canonical)?.id;
  }

  #everyVersion(): SchemaVersion[] {
    return [...this.#subjects.keys()].flatMap((subject) => this.versions(subject));
  }

  /** Greater than every id seen since the start, those of forgotten schemas included. */
  nextId(): number {
    return this.#greatestId + 1;
  }

  /** What was set for the subject itself (null: for all subjects). */
  config(subject: string | null): StoredConfig | undefined {
    return this.#configs.get(subject);
  }

  compatibility(subject: string | null): CompatibilityLevel {
    return levelOf(this.#configs.get(subject)) ?? levelOf(this.#configs.get(null)) ?? defaultCompatibility;
  }

  ownCompatibility(subject: string): CompatibilityLevel | undefined {
    return levelOf(this.#configs.get(subject));
  }

  ownMode(subject: string): string | undefined {
    return this.#modes.get(subject);
  }

  mode(subject: string | null): string {
    return this.#modes.get(subject) ?? this.#modes.get(null) ?? defaultMode;
  }
}

function levelOf(config: StoredConfig | undefined): CompatibilityLevel | undefined {
  return compatibilityLevels.find((level) => level === config?.compatibilityLevel);
}

/** What can't be read as Avro is the same only letter by letter. */
function canonicalFormOf({ schemaType, schema, references }: StoredSchema): string {
  if (schemaType === 'AVRO' && references.length === 0) {
    try {
      return canonicalForm(schema);
    } catch {
      // Another registry's tolerance; falls through.
    }
  }
  return JSON.stringify([schemaType, schema, references]);
}

function setOrDelete<Value>(map: Map<string | null, Value>, key: string | null, value: Value | null): undefined {
  if (value === null) map.delete(key);
  else map.set(key, value);
}
