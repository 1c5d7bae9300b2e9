import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSchemaRegistry } from '@ebb/stack';
import { describe, expect, inject, it } from 'vitest';
import { Schemas } from './schemas.ts';
import { quiet } from './spec-support.ts';

const record = (name: string, fields: readonly object[]) =>
  JSON.stringify({ type: 'record', name, namespace: 'ebb.spec', fields });
const subject = () => `ebb.spec.${randomUUID()}`;
const schemas = () => new Schemas(inject('schemaRegistryUrl'), quiet);

describe('schemas', () => {
  it('are read by the id under which they were registered', async () => {
    const text = record('Purchase', [{ name: 'amount', type: 'long' }]);
    const id = await schemas().register(subject(), text);
    expect(await schemas().writer(id)).toMatchObject({ kind: 'schema', name: 'ebb.spec.Purchase' });
  });

  it('keep their id when registered again', async () => {
    const text = record('Purchase', [{ name: 'amount', type: 'long' }]);
    const name = subject();
    expect(await schemas().register(name, text)).toBe(await schemas().register(name, text));
  });

  it('that the registry does not know are told as unknown', async () => {
    expect(await schemas().writer(2_000_000_000)).toEqual({ kind: 'unknown' });
  });

  it('that the last ones under their subject can not be read with are refused', async () => {
    const name = subject();
    await schemas().register(name, record('Purchase', [{ name: 'amount', type: 'long' }]));
    const incompatible = record('Purchase', [{ name: 'quantity', type: 'string' }]);
    await expect(schemas().register(name, incompatible)).rejects.toThrow(/incompatible/i);
  });

  it('are waited for while the registry is away, which is said once', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ebb-registry-'));
    const registry = await startSchemaRegistry({ directory, port: 0, kafkaBrokers: inject('kafkaBrokers') });
    const warned = Promise.withResolvers<void>();
    const said: string[] = [];
    const hear = (_: object, message: string) => {
      said.push(message);
      warned.resolve();
    };
    const text = record('Contact', [{ name: 'case', type: 'string' }]);
    const waiting = new Schemas(registry.address, { info: hear, warn: hear, error: hear });
    try {
      await registry.stop();
      const registering = waiting.register(subject(), text);
      await warned.promise;
      await registry.start();
      const id = await registering;
      expect(await schemas().writer(id)).toMatchObject({ name: 'ebb.spec.Contact' });
      expect(said).toEqual(['The schema registry is away; waiting for it', 'The schema registry is back']);
    } finally {
      await registry.stop();
      await rm(directory, { recursive: true });
    }
  });
});
