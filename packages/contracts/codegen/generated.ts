import { join } from 'node:path';
import { loadRecords, schemasFolder } from './load.ts';
import type { RecordSchema } from './schema.ts';
import { storedVersions } from './stored-versions.ts';
import { typescriptFor } from './typescript.ts';

export const generatedFile = join(import.meta.dirname, '../src/generated/records.ts');

export const releasedFolder = (version: string): string => join(schemasFolder, 'released', version);

/** What `src/generated/records.ts` has to hold, from the schemas as they are on disk. */
export function generated(): string {
  const stored = Object.entries(storedVersions).map(([name, versions]): [string, RecordSchema[]] => [
    name,
    versions.map((version) => releasedRecord(version, name)),
  ]);
  return typescriptFor(loadRecords(schemasFolder), new Map(stored));
}

function releasedRecord(version: string, name: string): RecordSchema {
  const record = loadRecords(releasedFolder(version)).get(name);
  if (record === undefined)
    throw new Error(`schemas/released/${version}/${name}.avsc is missing; stored state of that version needs it`);
  return record;
}
