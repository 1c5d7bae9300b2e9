import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { httpServer } from './http.ts';
import type { TopicRecord } from './records.ts';
import { RegistryState } from './state.ts';
import { Writer } from './writer.ts';

const v1 = recordOf({ name: 'a', type: 'int' });
const v2 = recordOf({ name: 'a', type: 'int' }, { name: 'b', type: 'int', default: 0 });
const incompatible = recordOf({ name: 'a', type: 'string' });

function recordOf(...fields: object[]): string {
  return JSON.stringify({ type: 'record', name: 'R', namespace: 'n', fields });
}

function enumOf(attributes: object): string {
  return JSON.stringify({ type: 'enum', name: 'E', symbols: ['A'], ...attributes });
}

let state: RegistryState;
let server: FastifyInstance;
let kafkaTakes: boolean;

beforeEach(() => {
  state = new RegistryState();
  kafkaTakes = true;
  const append = async (records: readonly TopicRecord[], deadline: AbortSignal) => {
    if (!kafkaTakes)
      await new Promise((_resolve, reject) => deadline.addEventListener('abort', () => reject(deadline.reason as Error)));
    for (const record of records) state.apply(record);
  };
  server = httpServer(state, new Writer(state, { append }, 50));
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function ask(method: Method, url: string, body?: object): Promise<[number, unknown]> {
  const response = await server.inject({
    method,
    url,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' } }),
  });
  return [response.statusCode, response.json()];
}
async function mediaTypeFor(accept: string): Promise<unknown> {
  return (await server.inject({ url: '/schemas/types', headers: { accept } })).headers['content-type'];
}

const post = (body: string, type: string) =>
  server.inject({ method: 'POST', url: '/subjects/s/versions', body, headers: { 'content-type': type } });
const register = (subject: string, schema: string, query = '') =>
  ask('POST', `/subjects/${subject}/versions${query}`, { schema });
const refusal = (code: number, message: RegExp) => [
  Number(String(code).slice(0, 3)),
  { error_code: code, message: expect.stringMatching(message) },
];

describe('Registering', () => {
  it('gives one id to one schema, however often and under however many subjects', async () => {
    expect(await register('s', v1)).toEqual([200, { id: 1 }]);
    expect(await register('s', v1)).toEqual([200, { id: 1 }]);
    expect(await register('t', ` ${v1} `)).toEqual([200, { id: 1 }]);
    expect(await register('s', v2)).toEqual([200, { id: 2 }]);
    expect(await ask('GET', '/subjects/s/versions')).toEqual([200, [1, 2]]);
    expect(await ask('GET', '/schemas/ids/1/versions')).toEqual([
      200,
      [
        { subject: 's', version: 1 },
        { subject: 't', version: 1 },
      ],
    ]);
    expect(await ask('GET', '/schemas/ids/1/subjects')).toEqual([200, ['s', 't']]);
  });

  it('many at once gives each its own id and version', async () => {
    const schemas = Array.from({ length: 20 }, (_, n) =>
      recordOf({ name: 'a', type: 'int' }, { name: `f${n}`, type: 'int', default: 0 }),
    );
    const answers = await Promise.all(schemas.map((schema) => register('s', schema)));
    expect(new Set(answers.map(([, answer]) => (answer as { id: number }).id)).size).toBe(20);
    expect(state.versions('s')).toHaveLength(20);
  });

  it('with normalize sees the same schema behind another order of attributes', async () => {
    await register('s', enumOf({ a: 1, b: 2 }), '?normalize=true');
    expect(await register('s', enumOf({ b: 2, a: 1 }), '?normalize=true')).toEqual([200, { id: 1 }]);
    expect(await register('s', enumOf({ b: 2, a: 1 }))).toEqual([200, { id: 2 }]);
  });

  it.each([
    ['what is no JSON', { schema: 'nonsense' }, 42201, /Invalid Avro schema/],
    ['what is no Avro', { schema: '{"type":"nonsense"}' }, 42201, /Invalid Avro schema/],
    ['a record without a name', { schema: '{"type":"record","fields":[]}' }, 42201, /name/],
    ['Protobuf', { schema: 'syntax = "proto3";', schemaType: 'PROTOBUF' }, 42201, /PROTOBUF is not supported/],
    ['references', { schema: v1, references: [{ name: 'x', subject: 'x', version: 1 }] }, 42201, /References are not supported/],
    ['an id of its own', { schema: v1, id: 9 }, 42205, /IMPORT/],
    ['a body without schema', { type: 'record' }, 422, /schema/],
  ])('refuses %s', async (_what, body, code, message) => {
    expect(await ask('POST', '/subjects/s/versions', body)).toEqual(refusal(code, message));
    expect(state.subjects()).toEqual([]);
  });

  it('refuses what is incompatible with 409, saying why', async () => {
    await register('s', v1);
    expect(await register('s', incompatible)).toEqual(
      refusal(409, /subject "s".*can't read version 1: cannot read "int" as "string"/),
    );
  });

  it('refuses the subject of a context', async () => {
    expect(await register(':.context:s', v1)).toEqual(refusal(42208, /context/));
  });

  it('takes subjects with slashes and of more than a hundred letters', async () => {
    const subject = `a/${'b'.repeat(300)}`;
    await register(encodeURIComponent(subject), v1);
    expect(await ask('GET', '/subjects')).toEqual([200, [subject]]);
  });

  it('is refused where another registry left the mode READONLY', async () => {
    state.apply({ kind: 'mode', subject: null, mode: 'READONLY' });
    expect(await ask('GET', '/mode')).toEqual([200, { mode: 'READONLY' }]);
    expect(await register('s', v1)).toEqual(refusal(42205, /READONLY/));
  });

  it('ends with an error when Kafka does not take it in time, also for those that wait behind it', async () => {
    kafkaTakes = false;
    const answers = await Promise.all([register('s', v1), register('t', v1)]);
    expect(answers.map(([status]) => status)).toEqual([500, 500]);
    kafkaTakes = true;
    expect(await register('s', v1)).toEqual([200, { id: 1 }]);
  });
});

describe('Reading', () => {
  beforeEach(async () => {
    await register('s', v1);
    await register('s', v2);
  });

  it('gives a version with its id, and the schema alone', async () => {
    expect(await ask('GET', '/subjects/s/versions/1')).toEqual([200, { subject: 's', version: 1, id: 1, schema: v1 }]);
    expect(await ask('GET', '/subjects/s/versions/latest')).toEqual([200, { subject: 's', version: 2, id: 2, schema: v2 }]);
    expect(await ask('GET', '/subjects/s/versions/-1/schema')).toEqual([200, JSON.parse(v2)]);
    expect(await ask('GET', '/schemas/ids/2')).toEqual([200, { schema: v2 }]);
    expect(await ask('GET', '/schemas/ids/2/schema')).toEqual([200, JSON.parse(v2)]);
  });

  it('looks a schema up under its subject', async () => {
    expect(await ask('POST', '/subjects/s', { schema: v2 })).toEqual([200, { subject: 's', version: 2, id: 2, schema: v2 }]);
    expect(await ask('POST', '/subjects/s', { schema: incompatible })).toEqual(refusal(40403, /Schema not found/));
    expect(await ask('POST', '/subjects/t', { schema: v2 })).toEqual(refusal(40401, /Subject 't' not found/));
  });

  it.each<[Method, string, number]>([
    ['GET', '/subjects/t/versions', 40401],
    ['GET', '/subjects/t/versions/1', 40401],
    ['GET', '/subjects/s/versions/3', 40402],
    ['GET', '/subjects/s/versions/0', 42202],
    ['GET', '/subjects/s/versions/first', 42202],
    ['GET', '/schemas/ids/9', 40403],
    ['GET', '/schemas/ids/x', 404],
    ['GET', '/nowhere', 404],
    ['PUT', '/subjects', 405],
    ['GET', '/config/s', 40408],
    ['GET', '/mode/s', 40409],
    ['DELETE', '/config/s', 40401],
  ])('%s %s is answered with %i', async (method, url, code) => {
    expect(await ask(method, url)).toEqual(refusal(code, /./));
  });

  it('answers in the media type of registries, or in plain JSON for who asks for that', async () => {
    expect(await mediaTypeFor('*/*')).toMatch('application/vnd.schemaregistry.v1+json');
    expect(await mediaTypeFor('application/json')).toMatch('application/json');
  });

  it('names the schema types and itself', async () => {
    expect(await ask('GET', '/')).toEqual([200, {}]);
    expect(await ask('GET', '/schemas/types')).toEqual([200, ['AVRO']]);
    expect(await ask('GET', '/mode/s?defaultToGlobal=true')).toEqual([200, { mode: 'READWRITE' }]);
  });
});

describe('Deleting', () => {
  beforeEach(async () => {
    await register('s', v1);
    await register('s', v2);
  });

  it('softly hides a version but still gives its schema by id', async () => {
    expect(await ask('DELETE', '/subjects/s/versions/1')).toEqual([200, 1]);
    expect(await ask('GET', '/subjects/s/versions')).toEqual([200, [2]]);
    expect(await ask('GET', '/subjects/s/versions?deleted=true')).toEqual([200, [1, 2]]);
    expect(await ask('GET', '/schemas/ids/1')).toEqual([200, { schema: v1 }]);
    expect(await ask('GET', '/schemas/ids/1/subjects')).toEqual([200, []]);
    expect(await ask('DELETE', '/subjects/s/versions/1')).toEqual(refusal(40406, /soft deleted/));
  });

  it('permanently needs the soft deletion first, and forgets the id', async () => {
    expect(await ask('DELETE', '/subjects/s/versions/1?permanent=true')).toEqual(refusal(40407, /not deleted first/));
    await ask('DELETE', '/subjects/s/versions/1');
    expect(await ask('DELETE', '/subjects/s/versions/1?permanent=true')).toEqual([200, 1]);
    expect(await ask('GET', '/schemas/ids/1')).toEqual(refusal(40403, /Schema 1 not found/));
  });

  it('a subject answers with its versions', async () => {
    expect(await ask('DELETE', '/subjects/s?permanent=true')).toEqual(refusal(40405, /not deleted first/));
    expect(await ask('DELETE', '/subjects/s')).toEqual([200, [1, 2]]);
    expect(await ask('DELETE', '/subjects/s')).toEqual(refusal(40404, /soft deleted/));
    expect(await ask('GET', '/subjects')).toEqual([200, []]);
    expect(await ask('GET', '/subjects?deleted=true')).toEqual([200, ['s']]);
    expect(await ask('DELETE', '/subjects/s?permanent=true')).toEqual([200, [1, 2]]);
    expect(await ask('DELETE', '/subjects/s')).toEqual(refusal(40401, /not found/));
  });

  it('and registering again gives the same id under a new version', async () => {
    await ask('DELETE', '/subjects/s');
    expect(await register('s', v1)).toEqual([200, { id: 1 }]);
    expect(await ask('GET', '/subjects/s/versions?deleted=true')).toEqual([200, [2, 3]]);
  });
});

describe('Compatibility', () => {
  beforeEach(() => register('s', v1));

  it('is told without registering, with reasons for who asks', async () => {
    const path = '/compatibility/subjects/s/versions';
    expect(await ask('POST', `${path}/latest`, { schema: v2 })).toEqual([200, { is_compatible: true }]);
    expect(await ask('POST', `${path}/1`, { schema: incompatible })).toEqual([200, { is_compatible: false }]);
    expect(await ask('POST', `${path}?verbose=true`, { schema: incompatible })).toEqual([
      200,
      { is_compatible: false, messages: [expect.stringMatching(/can't read version 1/)] },
    ]);
    expect(await ask('POST', `${path}/latest?verbose=true`, { schema: 'nonsense' })).toEqual([
      200,
      { is_compatible: false, messages: [expect.stringMatching(/Invalid Avro schema/)] },
    ]);
    expect(await ask('POST', `${path}/7`, { schema: v2 })).toEqual(refusal(40402, /Version 7 not found/));
    expect(await ask('POST', '/compatibility/subjects/new/versions/latest', { schema: v2 })).toEqual([
      200,
      { is_compatible: true },
    ]);
  });

  it('follows the level of the subject, else of all', async () => {
    expect(await ask('GET', '/config')).toEqual([200, { compatibilityLevel: 'BACKWARD' }]);
    expect(await ask('PUT', '/config', { compatibility: 'full' })).toEqual([200, { compatibility: 'FULL' }]);
    expect(await ask('PUT', '/config/s', { compatibility: 'NONE' })).toEqual([200, { compatibility: 'NONE' }]);
    expect(await ask('GET', '/config/s')).toEqual([200, { compatibilityLevel: 'NONE' }]);
    expect(await register('s', incompatible)).toEqual([200, { id: 2 }]);
    expect(await ask('DELETE', '/config/s')).toEqual([200, { compatibilityLevel: 'NONE' }]);
    expect(await ask('GET', '/config/s?defaultToGlobal=true')).toEqual([200, { compatibilityLevel: 'FULL' }]);
    expect(await ask('DELETE', '/config')).toEqual([200, { compatibilityLevel: 'FULL' }]);
    expect(await ask('GET', '/config')).toEqual([200, { compatibilityLevel: 'BACKWARD' }]);
  });

  it('knows no other levels and no other settings', async () => {
    expect(await ask('PUT', '/config', { compatibility: 'SIDEWARD' })).toEqual(refusal(42203, /backward_transitive/));
    expect(await ask('PUT', '/config', { normalize: true })).toEqual(refusal(422, /compatibility/));
  });
});

describe('A body', () => {
  it('of more than 1 MiB is refused', async () => {
    const response = await post(JSON.stringify({ schema: 'x'.repeat(1_048_576) }), 'application/json');
    expect([response.statusCode, response.json()]).toEqual([413, { error_code: 413, message: expect.stringMatching(/large/) }]);
  });

  it('that is no JSON, or not said to be, is refused', async () => {
    expect((await post('{', 'application/json')).json()).toEqual({ error_code: 400, message: expect.stringMatching(/no JSON/) });
    expect((await post('{}', 'text/plain')).json()).toEqual({ error_code: 415, message: expect.stringMatching(/Media Type/) });
  });
});
