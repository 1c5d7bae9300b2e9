import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { SchemaRegistry as Client, SchemaType } from '@kafkajs/confluent-schema-registry';
import kafkajs, { type ITopicConfig, type Message } from 'kafkajs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type SchemaRegistry, type SchemaRegistryOptions, startSchemaRegistry } from './index.ts';

const kafkaBrokers = inject('kafkaBrokers');
const kafka = new kafkajs.Kafka({ brokers: kafkaBrokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
const admin = kafka.admin();
const producer = kafka.producer();
beforeAll(() => Promise.all([admin.connect(), producer.connect()]));
afterAll(() => Promise.all([admin.disconnect(), producer.disconnect()]));

const v1 = JSON.stringify({ type: 'record', name: 'R', namespace: 'n', fields: [{ name: 'a', type: 'int' }] });
const v2 = JSON.stringify({
  type: 'record',
  name: 'R',
  namespace: 'n',
  fields: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'string', default: '' },
  ],
});
const incompatible = JSON.stringify({ type: 'record', name: 'R', namespace: 'n', fields: [{ name: 'c', type: 'int' }] });

let topic: string;
let running: SchemaRegistry[];
beforeEach(() => {
  topic = `schemas-${randomUUID()}`;
  running = [];
});
afterEach(() => Promise.all(running.map((registry) => registry.stop())));

async function start(options: Partial<SchemaRegistryOptions> = {}): Promise<SchemaRegistry> {
  const registry = await startSchemaRegistry({ kafkaBrokers, topic, ...options });
  running.push(registry);
  return registry;
}

async function restart(): Promise<SchemaRegistry> {
  await running.pop()?.stop();
  return start();
}

const createTopic = (rest: Partial<ITopicConfig>) =>
  admin.createTopics({
    topics: [{ topic, numPartitions: 1, configEntries: [{ name: 'cleanup.policy', value: 'compact' }], ...rest }],
  });

const clientOf = ({ url }: SchemaRegistry) => new Client({ host: url, retry: { retries: 0 } });
const avro = (schema: string) => ({ type: SchemaType.AVRO, schema }) as const;

async function get(registry: SchemaRegistry, path: string): Promise<unknown> {
  return (await fetch(`${registry.url}${path}`)).json();
}

async function send(registry: SchemaRegistry, method: string, path: string, body?: object): Promise<unknown> {
  const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await fetch(`${registry.url}${path}`, { method, ...content })).json();
}

const post = (registry: SchemaRegistry, subject: string, schema: string) =>
  send(registry, 'POST', `/subjects/${subject}/versions`, { schema });

describe('The client of kafkajs', () => {
  it('registers, encodes and decodes', async () => {
    const client = clientOf(await start());
    const { id } = await client.register(avro(v1), { subject: 's' });
    const decoded: unknown = await client.decode(await client.encode(id, { a: 7 }));
    expect(decoded).toEqual({ a: 7 });
  });

  it('of another process decodes with the id that the message carries', async () => {
    const registry = await start();
    const writer = clientOf(registry);
    const message = await writer.encode((await writer.register(avro(v1), { subject: 's' })).id, { a: 7 });
    const reader = clientOf(registry);
    expect(await reader.decode(message)).toEqual({ a: 7 });
    expect(await reader.decode(message, { [SchemaType.AVRO]: { readerSchema: JSON.parse(v2) } })).toEqual({ a: 7, b: '' });
  });

  it('finds ids by subject and by schema', async () => {
    const client = clientOf(await start());
    const first = await client.register(avro(v1), { subject: 's' });
    const second = await client.register(avro(v2), { subject: 's' });
    expect(await client.getLatestSchemaId('s')).toBe(second.id);
    expect(await client.getRegistryId('s', 1)).toBe(first.id);
    expect(await client.getRegistryIdBySchema('s', avro(v1))).toBe(first.id);
  });

  it('is refused an incompatible schema, with the reason', async () => {
    const client = clientOf(await start());
    await client.register(avro(v1), { subject: 's' });
    await expect(client.register(avro(incompatible), { subject: 's' })).rejects.toThrow(/incompatible.*default-less n\.R\.c/);
  });
});

describe('After a restart', () => {
  it('schemas, versions, deletions and levels are as before, and ids go on', async () => {
    const before = await start();
    expect(await post(before, 's', v1)).toEqual({ id: 1 });
    expect(await post(before, 's', v2)).toEqual({ id: 2 });
    expect(await send(before, 'PUT', '/config/s', { compatibility: 'NONE' })).toEqual({ compatibility: 'NONE' });
    expect(await send(before, 'DELETE', '/subjects/s/versions/1')).toBe(1);

    const after = await restart();
    expect(await get(after, '/subjects/s/versions')).toEqual([2]);
    expect(await get(after, '/schemas/ids/1')).toEqual({ schema: v1 });
    expect(await get(after, '/config/s')).toEqual({ compatibilityLevel: 'NONE' });
    expect(await post(after, 's', v2)).toEqual({ id: 2 });
    expect(await post(after, 's', incompatible)).toEqual({ id: 3 });
  });

  it('ids are as before when the topic holds every record twice', async () => {
    const before = await start();
    await post(before, 's', v1);
    await post(before, 't', v2);
    await producer.send({ topic, messages: [...handwritten, ...handwritten] });
    const after = await restart();
    expect(await get(after, '/schemas/ids/2/versions')).toEqual([{ subject: 't', version: 1 }]);
    expect(await post(after, 's', v1)).toEqual({ id: 1 });
  });

  it('an empty topic that exists is read to its end', async () => {
    await createTopic({});
    expect(await get(await start(), '/subjects')).toEqual([]);
    expect(await get(await restart(), '/subjects')).toEqual([]);
  });
});

/** What Confluent's registry leaves: two versions, one schema deleted, a level, and records that say nothing about schemas. */
const handwritten: Message[] = [
  { key: '{"keytype":"NOOP","magic":0}', value: null },
  { key: '{"keytype":"CONFIG","subject":null,"magic":0}', value: '{"compatibilityLevel":"FULL"}' },
  {
    key: '{"keytype":"CONTEXT","tenant":"default","context":".other","magic":0}',
    value: '{"tenant":"default","context":".other"}',
  },
  {
    key: '{"keytype":"SCHEMA","subject":"orders-value","version":1,"magic":1}',
    value: JSON.stringify({ subject: 'orders-value', version: 1, id: 41, schema: v1, deleted: true }),
  },
  {
    key: '{"keytype":"SCHEMA","subject":"orders-value","version":2,"magic":1}',
    value: JSON.stringify({
      subject: 'orders-value',
      version: 2,
      id: 57,
      md5: 'x',
      schemaType: 'AVRO',
      schema: v2,
      deleted: false,
    }),
  },
  { key: '{"keytype":"CLEAR_SUBJECT","subject":"never-seen","magic":0}', value: '{"subject":"never-seen"}' },
];

describe('Taking over from another registry', () => {
  it('reads its schemas with their ids, and gives new ids behind them', async () => {
    await createTopic({});
    await producer.send({ topic, messages: handwritten });
    const registry = await start();
    expect(await get(registry, '/subjects/orders-value/versions/2')).toEqual({
      subject: 'orders-value',
      version: 2,
      id: 57,
      schema: v2,
    });
    expect(await get(registry, '/schemas/ids/41')).toEqual({ schema: v1 });
    expect(await get(registry, '/config')).toEqual({ compatibilityLevel: 'FULL' });
    expect(await post(registry, 'orders-value', v2)).toEqual({ id: 57 });
    expect(await post(registry, 'elsewhere', v1)).toEqual({ id: 41 });
    expect(await post(registry, 'new', incompatible)).toEqual({ id: 58 });
  });

  it('leaves records that another registry reads', async () => {
    const registry = await start();
    await post(registry, 's', v1);
    expect(await send(registry, 'DELETE', '/subjects/s')).toEqual([1]);
    expect(await recordsOfTopic()).toEqual([
      ['{"keytype":"NOOP","magic":0}', null],
      [
        '{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}',
        JSON.stringify({ subject: 's', version: 1, id: 1, schema: v1, deleted: false }),
      ],
      ['{"keytype":"DELETE_SUBJECT","subject":"s","magic":0}', '{"subject":"s","version":1}'],
    ]);
  });
});

async function recordsOfTopic(): Promise<unknown[]> {
  const [end] = await admin.fetchTopicOffsets(topic);
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const records: unknown[] = [];
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachMessage: async ({ message }) => {
        records.push([String(message.key), message.value && String(message.value)]);
        if (records.length === Number(end?.high)) resolve();
      },
    });
  });
  await consumer.disconnect();
  return records;
}

describe('Two registries on one topic', () => {
  it('know the same, because each folds what it reads back', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    await post(one, 's', v1);
    // A change of its own brings the other behind the end of the first one's.
    expect(await post(other, 't', v2)).toEqual({ id: 2 });
    expect(await get(other, '/subjects')).toEqual(['s', 't']);
  });
});

describe('The topic', () => {
  it('is created compacted, with one partition', async () => {
    await start();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy'] }],
    });
    expect(resources[0]?.configEntries[0]?.configValue).toBe('compact');
    expect((await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]?.partitions).toHaveLength(1);
  });

  it('of several partitions stops the start', async () => {
    await createTopic({ numPartitions: 2 });
    await expect(start()).rejects.toThrow(/has 2 partitions.*exactly 1/);
  });

  it('whose records expire stops the start', async () => {
    await createTopic({ configEntries: [{ name: 'cleanup.policy', value: 'delete' }] });
    await expect(start()).rejects.toThrow(/cleanup\.policy=delete.*set it to compact/);
  });

  it('that was recreated under a running registry takes no more changes, and the answer says so', async () => {
    const registry = await start();
    await post(registry, 's', v1);
    await post(registry, 's', v2);
    await admin.deleteTopics({ topics: [topic] });
    await createTopic({});
    const lost = { error_code: 50001, message: expect.stringMatching(/recreated or cut off.*Restart/) as unknown };
    await expect.poll(() => post(registry, 'u', v1), { timeout: 30_000 }).toEqual(lost);
    // However often it is tried: the new topic must not grow past what was read and then pass for the old one.
    for (let again = 0; again < 5; again += 1) expect(await post(registry, 'u', v1)).toEqual(lost);
  });
});

describe('While Kafka is away', () => {
  it('the start waits, says so once, and can be given up', async () => {
    const port = await freePort();
    const told: string[] = [];
    const { promise: warned, resolve: warn } = Promise.withResolvers<void>();
    const log = {
      info: () => undefined,
      warn: (message: string) => {
        told.push(message);
        warn();
      },
    };
    const giveUp = new AbortController();
    const started = startSchemaRegistry({ kafkaBrokers: `127.0.0.1:${port}`, topic, log, signal: giveUp.signal });
    await warned;
    giveUp.abort(new Error('given up'));
    await expect(started).rejects.toThrow('given up');
    expect(told).toEqual([expect.stringMatching(/can't be used; trying until it can/)]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('The process', () => {
  it('prints where it listens, and ends cleanly when told to', async () => {
    const process = spawn(globalThis.process.execPath, [new URL('main.ts', import.meta.url).pathname], {
      env: { ...globalThis.process.env, KAFKA_BROKERS: kafkaBrokers, SCHEMA_REGISTRY_PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(process, 'exit');
    const [line] = (await once(createInterface(process.stdout), 'line')) as [string];
    const { listening } = JSON.parse(line) as { listening: string };
    expect(await (await fetch(`${listening}/schemas/types`)).json()).toEqual(['AVRO']);
    process.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('refuses to start without brokers, saying which setting is missing', async () => {
    const process = spawn(globalThis.process.execPath, [new URL('main.ts', import.meta.url).pathname], {
      env: { PATH: globalThis.process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [line] = (await once(createInterface(process.stderr), 'line')) as [string];
    expect(line).toMatch(/KAFKA_BROKERS/);
    expect(await once(process, 'exit')).toEqual([1, null]);
  });
});
