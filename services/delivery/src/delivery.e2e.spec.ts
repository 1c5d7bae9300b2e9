import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { decode, encodeFramed, headers, type RecordName, type Records, recordKey, schemaTextOf, subjectOf } from '@ebb/contracts';
import { connectKafka, ensureTopics, partitionOf, Schemas } from '@ebb/kafka';
import { until } from '@ebb/testing/pipeline';
import { Redis } from 'ioredis';
import type { Producer } from 'kafkajs';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { actionOf, day, minute, quiet, Receiver, status } from './spec-support.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const partitions = 2;
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const redisUrl = new URL(inject('redisUrl'));
redisUrl.pathname = '/9';
const redis = new Redis(redisUrl.href);
const kafka = connectKafka({ brokers: inject('kafkaBrokers').split(','), clientId: 'test' }, quiet);
const schemas = new Schemas(inject('schemaRegistryUrl'), quiet);
const name = `delivery-${randomUUID()}`;
const topics = { actions: `${name}.actions`, engagements: `${name}.engagements`, deadLetters: `${name}.dead-letters` };

let directory: string;
let receiver: Receiver;
let producer: Producer;
let sequence = 0;
const processes: ChildProcess[] = [];

const settings = (url: string) => ({
  sources: { engagements: { topic: topics.engagements } },
  outputs: { retentionActions: topics.actions, deadLetters: topics.deadLetters },
  kafka: { sessionTimeout: '1s' },
  delivery: {
    groupId: name,
    targets: [
      {
        name: 'crm',
        kind: 'webhook',
        url,
        secretFrom: 'CRM_SECRET',
        timeout: '1s',
        allowHttp: true,
        allowPrivate: true,
        channels: ['mail'],
      },
    ],
    quietHours: null,
    caps: { perCustomer: null },
  },
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ebb-delivery-'));
  receiver = await Receiver.start(status(200));
  await writeFile(join(directory, 'ebb.yaml'), JSON.stringify(settings(receiver.url)));
  await redis.flushdb();
  await ensureTopics(
    kafka,
    Object.values(topics).map((topic) => ({ name: topic, cleanupPolicy: 'compact' })),
    partitions,
  );
  producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
});

afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await producer.disconnect();
  await receiver.stop();
  redis.disconnect();
  await rm(directory, { recursive: true });
});

/** The service in a process of its own; resolves with where it listens. */
async function start(): Promise<{ readonly url: string; kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> }> {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      EBB_CONFIG: join(directory, 'ebb.yaml'),
      KAFKA_BROKERS: inject('kafkaBrokers'),
      REDIS_URL: redisUrl.href,
      SCHEMA_REGISTRY_URL: inject('schemaRegistryUrl'),
      CRM_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const kill = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ended = once(child, 'close');
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  };
  return { url: (JSON.parse(line) as { readonly listening: string }).listening, kill };
}

/** As the actions service sends: keyed, framed, numbered. */
async function send<Name extends RecordName>(
  type: Name,
  record: Records[Name] & { customerId: string; recordId: string },
): Promise<void> {
  sequence += 1;
  const id = await schemas.register(subjectOf(type), schemaTextOf(type));
  const { customerId, recordId } = record;
  await sendRaw(customerId, recordKey(customerId, recordId), encodeFramed(type, id, record), String(sequence));
}

const sendRaw = (customerId: string, key: string, value: Buffer, number: string) =>
  producer.send({
    topic: topics.actions,
    acks: -1,
    messages: [
      {
        partition: partitionOf(Buffer.from(customerId), partitions),
        key,
        value,
        headers: {
          [headers.service]: 'actions',
          [headers.partition]: '0',
          [headers.epoch]: '1',
          [headers.sequence]: number,
        },
      },
    ],
  });

/** All records that lie in a topic by now. */
async function recordsIn(
  topic: string,
): Promise<readonly { readonly key: string; readonly value: Buffer; readonly partition: number }[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const wanted = ends.reduce((sum, { high }) => sum + Number(high), 0);
  const found: { key: string; value: Buffer; partition: number }[] = [];
  const consumer = kafka.consumer({ groupId: `${name}-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  await consumer.run({
    eachMessage: async ({ message, partition }) => {
      found.push({ key: String(message.key), value: message.value as Buffer, partition });
      if (found.length >= wanted) resolve();
    },
  });
  await promise;
  await consumer.disconnect();
  return found;
}

const outboxEmpty = () => until('the outbox is empty', async () => (await redis.xlen('ebb:{delivery}:outbox')) === 0);
const fresh = (recordId: string, changes = {}) => {
  const now = Date.now();
  return actionOf(recordId, { customerId: `customer-${recordId}`, at: now, dueAt: now + day, expiresAt: now + day, ...changes });
};

it('an action in Kafka becomes a signed webhook and an engagement, whatever else lies there, and however often processes are killed', async () => {
  const first = await start();
  await send('RetentionAction', fresh('a1'));
  const [arrived] = await receiver.until(1);
  expect(new Webhook(secret).verify(arrived?.body ?? '', arrived?.headers ?? {})).toMatchObject({ data: { actionId: 'a1' } });
  await sendRaw('bob', 'nonsense', Buffer.from('no Avro at all'), '2');
  sequence = 2;
  await send('RetentionAction', fresh('called', { channel: 'phone', queue: 'retention' }));
  await until('the call can be claimed', async () => {
    const body = JSON.stringify({ agent: 'eve' });
    const response = await fetch(`${first.url}/queues/retention/claim`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    return response.status === 200;
  });
  await first.kill('SIGKILL');
  const ids = Array.from({ length: 60 }, (_, number) => `b${number}`);
  const sending = (async () => {
    for (const id of ids) await send('RetentionAction', fresh(id));
  })();
  for (let round = 0; round < 3; round += 1) {
    const before = receiver.arrived.length;
    const worker = await start();
    await receiver.until(Math.min(before + 3, 61));
    await worker.kill('SIGKILL');
  }
  await sending;
  await send('ActionWithheld', {
    recordId: 'w1',
    revision: 0,
    customerId: 'zoe',
    at: Date.now(),
    causeId: 'w1',
    alertId: 'alert',
    reason: 'held-out',
    kind: 'win-back',
    rule: 'win-back',
    stage: 'core-defector',
    phase: 'gone',
    causes: [],
    pmg: null,
    detail: '',
    policyVersion: 'v1',
  });
  const last = await start();
  await until('all have arrived', () => new Set(receiver.arrived.map(({ id }) => id)).size === ids.length + 1);
  await until('all are told', async () => (await redis.zcard('ebb:{delivery}:queue:target:crm')) === 0);
  await outboxEmpty();
  expect(await (await fetch(`${last.url}/health/ready`)).text()).toBe('ready\n');
  expect(await (await fetch(`${last.url}/metrics`)).text()).toContain('ebb_delivery_sends_total{target="crm",result="sent"}');
  expect(await last.kill('SIGTERM')).toBe(0);
  expectOneIdEach(ids);
  await expectTold(ids);
});

function expectOneIdEach(ids: readonly string[]): void {
  const idsOf = Map.groupBy(receiver.arrived, ({ body }) => (JSON.parse(body) as { data: { actionId: string } }).data.actionId);
  expect([...idsOf.keys()].toSorted()).toEqual(['a1', ...ids].toSorted());
  for (const seen of idsOf.values()) expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
}

/** A relay that is killed may have sent what it then sends again: with the same id, which is what counts. */
async function expectTold(ids: readonly string[]): Promise<void> {
  const told = await recordsIn(topics.engagements);
  const records = told.map(({ value }) => decode('Engagement', value.subarray(5)));
  const eventIds = [...new Set(records.map(({ eventId }) => eventId))].toSorted();
  expect(eventIds).toEqual(['a1/sent@crm', 'w1/held-out@none', ...ids.map((id) => `${id}/sent@crm`)].toSorted());
  expect(told.map(({ key }) => key)).toEqual(records.map(({ customerId }) => customerId));
  for (const { key, partition } of told) expect(partition).toBe(partitionOf(Buffer.from(key), partitions));
  for (const { occurredAt } of records) expect(Math.abs(Date.now() - occurredAt)).toBeLessThan(10 * minute);
  const letters = await recordsIn(topics.deadLetters);
  expect(new Set(letters.map(({ key }) => key)).size).toBe(1);
}
