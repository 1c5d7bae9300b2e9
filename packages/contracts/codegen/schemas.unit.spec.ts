import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import avsc from 'avsc';
import { describe, expect, test } from 'vitest';
import { generated, generatedFile, releasedFolder } from './generated.ts';
import { loadFolder, loadRecords, schemasFolder } from './load.ts';
import { storedVersions } from './stored-versions.ts';

const present = loadRecords(schemasFolder);
const typeOf = (schema: object) => avsc.Type.forSchema(structuredClone(schema) as Parameters<typeof avsc.Type.forSchema>[0]);

test('the generated types are those of the schemas (else run `pnpm --filter @ebb/contracts generate`)', () => {
  expect(readFileSync(generatedFile, 'utf8')).toBe(generated());
});

test.each([...loadFolder(schemasFolder)])('%s documents itself and every field', (_, definition) => {
  expect(definition.doc).toMatch(/\S/);
  expect(undocumented(definition)).toEqual([]);
});

function undocumented(schema: object): string[] {
  const names: string[] = [];
  JSON.stringify(schema, (key, value: { name: string; doc?: string }[]) => {
    if (key === 'fields') names.push(...value.filter((field) => !/\S/.test(field.doc ?? '')).map((field) => field.name));
    return value;
  });
  return names;
}

const releases = readdirSync(join(schemasFolder, 'released'));

describe.each(releases)('what release %s wrote can still be read', (release) => {
  test.each([...loadRecords(releasedFolder(release))])('%s', (name, released) => {
    const reader = present.get(name);
    expect(reader, `schemas/${name}.avsc is gone; records of it may still be on topics`).toBeDefined();
    expect(incompatibility(name, reader as object, released)).toBeNull();
  });
});

describe('stored state', () => {
  test.each(Object.entries(storedVersions))(
    '%s is written with the schema of the last version listed (else see stored-versions.ts)',
    (name, versions) => {
      const last = loadRecords(releasedFolder(versions.at(-1) as string)).get(name);
      expect(typeOf(present.get(name) as object).schema()).toEqual(typeOf(last as object).schema());
    },
  );
});

test('a schema that lost compatibility is told by record and reason', () => {
  const before = { type: 'record', name: 'R', fields: [{ name: 'a', type: 'string' }] };
  const after = { type: 'record', name: 'R', fields: [{ name: 'a', type: 'long' }] };
  expect(incompatibility('R', after, before)).toMatch(
    /^R can no longer read what a release wrote: .*give a new field a default/s,
  );
});

function incompatibility(name: string, reader: object, writer: object): string | null {
  try {
    typeOf(reader).createResolver(typeOf(writer));
    return null;
  } catch (cause) {
    return `${name} can no longer read what a release wrote: ${String(cause)}. Keep the types of its fields, and give a new field a default.`;
  }
}
