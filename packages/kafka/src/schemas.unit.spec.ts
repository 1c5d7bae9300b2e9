import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Schemas } from './schemas.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A registry that gives these answers in turn, the last one again and again. */
async function registry(...answers: { readonly status: number; readonly body: object }[]) {
  let asked = 0;
  const server = createServer((_, response) => {
    const { status, body } = answers[Math.min(asked, answers.length - 1)] as (typeof answers)[0];
    asked += 1;
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const schemas = new Schemas(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, silent);
  return { schemas, asked: () => asked };
}

const avro = (schema: object) => ({ status: 200, body: { schema: JSON.stringify(schema) } });
const record = { type: 'record', name: 'Purchase', namespace: 'ebb', fields: [{ name: 'eventId', type: 'string' }] };

describe('the writer schema of an id', () => {
  it('is what the registry has', async () => {
    const { schemas } = await registry(avro(record));
    expect(await schemas.writer(1)).toMatchObject({ kind: 'schema', name: 'ebb.Purchase' });
  });

  it('is unknown where the registry says so, and is not asked for again at once', async () => {
    const { schemas, asked } = await registry({ status: 404, body: { error_code: 40403, message: 'Schema not found' } });
    expect(await schemas.writer(7)).toEqual({ kind: 'unknown' });
    expect(await schemas.writer(7)).toEqual({ kind: 'unknown' });
    expect(asked()).toBe(1);
  });

  it('is unreadable where it is not Avro, or no Avro that can be parsed: a bad record, not the end of the worker', async () => {
    const json = await registry({ status: 200, body: { schemaType: 'JSON', schema: '{"type":"object"}' } });
    expect(await json.schemas.writer(1)).toMatchObject({ kind: 'unreadable' });
    const broken = await registry(avro({ type: 'record', name: 'Broken' }));
    expect(await broken.schemas.writer(1)).toMatchObject({ kind: 'unreadable' });
  });

  it('is waited for while the registry fails, or lets nobody in', async () => {
    const failing = { status: 500, body: { error_code: 50001, message: 'store' } };
    const closed = { status: 401, body: { error_code: 401, message: 'Unauthorized' } };
    const { schemas, asked } = await registry(failing, closed, avro(record));
    expect(await schemas.writer(1)).toMatchObject({ kind: 'schema' });
    expect(asked()).toBe(3);
  });
});

describe('a schema to be registered', () => {
  it('is refused for good where it is not compatible', async () => {
    const { schemas } = await registry({
      status: 409,
      body: { error_code: 409, message: 'incompatible with an earlier schema' },
    });
    await expect(schemas.register('ebb.Purchase', JSON.stringify(record))).rejects.toThrow(/incompatible/);
  });
});
