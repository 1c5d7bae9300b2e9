import type { Type } from 'avsc';
import { avroType } from './avro.ts';

export const compatibilityLevels = [
  'NONE',
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
] as const;
export type CompatibilityLevel = (typeof compatibilityLevels)[number];

export interface EarlierVersion {
  readonly version: number;
  /** JSON of the schema as it was registered. */
  readonly schema: string;
}

/**
 * Whether a new schema may follow the earlier ones: BACKWARD, it reads what they wrote; FORWARD, they read what it
 * writes; FULL, both. Not transitive, only the last of them counts.
 *
 * @param schema JSON of a valid Avro schema
 * @param earlier ascending by version
 * @returns one sentence for each incompatibility; empty when compatible
 */
export function incompatibilities(level: CompatibilityLevel, schema: string, earlier: readonly EarlierVersion[]): string[] {
  if (level === 'NONE') return [];
  const proposed = avroType(schema);
  const compared = level.endsWith('_TRANSITIVE') ? earlier : earlier.slice(-1);
  const backward = level.startsWith('BACKWARD') || level.startsWith('FULL');
  const forward = level.startsWith('FORWARD') || level.startsWith('FULL');
  return compared.flatMap(({ version, schema: text }) => {
    const old = parseEarlier(text);
    if (old instanceof Error) return [`version ${version} can't be compared: ${old.message}`];
    return [
      ...(backward ? whyUnreadable(`the new schema can't read version ${version}`, proposed, old) : []),
      ...(forward ? whyUnreadable(`version ${version} can't read the new schema`, old, proposed) : []),
    ];
  });
}

/** Another registry may have stored what avsc refuses. */
function parseEarlier(schema: string): Type | Error {
  try {
    return avroType(schema);
  } catch (error) {
    return error as Error;
  }
}

function whyUnreadable(what: string, reader: Type, writer: Type): string[] {
  try {
    reader.createResolver(writer);
    return [];
  } catch (error) {
    return [`${what}: ${(error as Error).message}`];
  }
}
