import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, unframe } from '@ebb/contracts';
import { partitionOf } from '@ebb/kafka';
import { startStack } from '@ebb/stack';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { RunningIntake } from '../service.ts';
import { Shop } from '../spec-support.ts';

const servers = { kafkaBrokers: inject('kafkaBrokers'), schemaRegistryUrl: inject('schemaRegistryUrl') };
const ids = { customerId: 'ann', occurredAt: '2026-01-10T10:00:00+01:00' };
const purchase = (eventId: string, change: object = {}) => ({
  type: 'Purchase',
  ...ids,
  eventId,
  kind: 'purchase',
  orderId: 'o1',
  amountMinor: 1_999,
  currency: 'EUR',
  ...change,
});
const contact = { type: 'SupportContact', ...ids, eventId: 'k1-1', caseId: 'k1', what: 'opened' };

const send = (
  intake: RunningIntake,
  body: string | Blob,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => fetch(`${intake.eventsUrl}/events`, { method: 'POST', headers, body });
const sendEvents = (intake: RunningIntake, ...events: object[]) => send(intake, JSON.stringify({ events }));

describe('POST /events', () => {
  let shop: Shop;
  let intake: RunningIntake;
  const contacts = () => shop.config.sources.supportContacts?.topic ?? '';
  const counts = async () => [(await shop.read(shop.topic)).length, (await shop.read(contacts())).length];

  beforeAll(async () => {
    shop = await Shop.open(servers, null);
    intake = await shop.startIntake();
  });
  afterAll(() => shop.close());

  it('answers 202 once Kafka has all events, each under its customer, written with a schema of the registry', async () => {
    const answer = await sendEvents(intake, purchase('e1'), contact, purchase('e2', { customerId: 'bob' }));
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: 3 }]);
    const found = await shop.read(shop.topic);
    for (const { partition, message } of found) {
      const unframed = unframe(message.value as Buffer);
      if (typeof unframed === 'string') throw new Error(unframed);
      expect(await shop.schemas.writer(unframed.schemaId)).toMatchObject({ kind: 'schema', name: 'ebb.Purchase' });
      const { customerId, occurredAt } = decode('Purchase', unframed.payload);
      expect(occurredAt).toBe(Date.UTC(2026, 0, 10, 9));
      expect(message.key).toEqual(Buffer.from(customerId));
      expect(partition).toBe(partitionOf(Buffer.from(customerId), 4));
    }
    expect(await counts()).toEqual([2, 1]);
  });

  it('answers 400 with all that is wrong, and writes nothing of the batch', async () => {
    const before = await counts();
    const answer = await sendEvents(intake, purchase('e3'), purchase('e4', { amuontMinor: 5, currency: 'XYZ' }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: 'bad-events',
      problems: [{ index: 1, field: 'amuontMinor', problem: expect.stringContaining('did you mean amountMinor?') }],
      more: 0,
    });
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['no JSON', '{"events":', { 'content-type': 'application/json' }, 400, 'bad-events'],
    ['no body', '', { 'content-type': 'application/json' }, 400, 'bad-events'],
    ['another content type', '{"events":[]}', { 'content-type': 'text/plain' }, 415, 'not-json'],
    ['what a page of the web may send without leave', new Blob(['{"events":[]}']), {}, 415, 'not-json'],
    [
      'too many bytes',
      JSON.stringify({ events: ['x'.repeat(5_000)] }),
      { 'content-type': 'application/json' },
      413,
      'too-many-bytes',
    ],
    [
      'too many events',
      JSON.stringify({ events: [1, 2, 3, 4, 5, 6] }),
      { 'content-type': 'application/json' },
      413,
      'too-many-events',
    ],
  ])('refuses %s', async (_, body, headers, status, error) => {
    const answer = await send(intake, body, headers);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })]);
  });

  it('listens to this machine alone, under its own name: a page of the web cannot reach it under another', async () => {
    const { hostname, port } = new URL(intake.eventsUrl);
    expect(hostname).toBe('127.0.0.1');
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    request({ host: hostname, port, path: '/openapi.json', headers: { host: 'shop.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    ).end();
    expect(await promise).toBe(421);
  });

  it('is described by an OpenAPI document, with the fields of the schemas', async () => {
    const document = (await (await fetch(`${intake.eventsUrl}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, { post: { requestBody: { content: Record<string, { schema: object }> }; responses: object } }>;
    };
    expect(document.openapi).toBe('3.0.3');
    const { post } = document.paths['/events'] as (typeof document.paths)[string];
    expect(Object.keys(post.responses)).toEqual(['202', '400', '413', '415', '429', '503']);
    expect(JSON.stringify(post.requestBody)).toContain('shareOfWalletPercent');
  });

  it('is counted', async () => {
    const metrics = await (await fetch(`${intake.url}/metrics`)).text();
    expect(metrics).toContain('ebb_intake_events_total{type="Purchase"} 2');
    expect(metrics).toContain('ebb_intake_answers_total{status="202"} 1');
  });
});

describe('while Kafka is away', () => {
  it('answers 503, or 429 where too much waits already, says when to try again, and loses nothing that is sent again', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ebb-intake-'));
    const stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
    const shop = await Shop.open(stack.addresses, null);
    try {
      const intake = await shop.startIntake();
      const batch = (number: number) => Array.from({ length: 5 }, (_, index) => purchase(`${number}-${index}`));
      await stack.kafka.kill();
      const waiting = [sendEvents(intake, ...batch(1)), sendEvents(intake, ...batch(2))];
      let answer = await sendEvents(intake, ...batch(3));
      while (answer.status !== 429) answer = await sendEvents(intake, ...batch(3));
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
      for (const late of await Promise.all(waiting)) {
        expect([late.status, late.headers.get('retry-after')]).toEqual([503, '5']);
        expect(await late.json()).toMatchObject({ error: 'kafka-away' });
      }
      await stack.kafka.start();
      for (let status = 0; status !== 202; ) status = (await sendEvents(intake, ...batch(1))).status;
      const found = await shop.read(shop.topic);
      const events = found.map(({ message }) => decode('Purchase', (message.value as Buffer).subarray(5)).eventId);
      expect(batch(1).filter(({ eventId }) => !events.includes(eventId))).toEqual([]);
    } finally {
      await shop.close();
      await stack.stop();
      await rm(directory, { recursive: true });
    }
  });
});
