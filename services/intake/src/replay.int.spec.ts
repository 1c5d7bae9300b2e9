import { randomUUID } from 'node:crypto';
import { decode, type Records, unframe } from '@ebb/contracts';
import { connectKafka, ensureTopics, partitionOf, Schemas } from '@ebb/kafka';
import type { Kafka } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EventWriter } from './event-writer.ts';
import { type ReplayEvent, type ReplayOptions, type ReplayProgress, replay } from './replay.ts';
import type { Purchase } from './rows/purchase-of-row.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const partitions = 3;
const name = randomUUID();
const topics = {
  purchases: `${name}.purchases`,
  supportContacts: `${name}.contacts`,
  profiles: `${name}.profiles`,
  engagements: `${name}.engagements`,
};

let kafka: Kafka;
let writer: EventWriter;
beforeAll(async () => {
  kafka = connectKafka({ brokers: inject('kafkaBrokers').split(','), clientId: 'test' }, silent);
  const all = Object.values(topics).map((topic) => ({ name: topic, cleanupPolicy: 'delete' as const }));
  await ensureTopics(kafka, all, partitions);
  writer = await EventWriter.open(kafka, new Schemas(inject('schemaRegistryUrl'), silent), { name: 'test', partitions, topics });
});
afterAll(() => writer.close());

const at = (text: string): number => Date.parse(`${text}Z`);

const purchase = (customerId: string, occurredAt: number): Purchase => ({
  eventId: `${customerId}-${occurredAt}`,
  customerId,
  kind: 'purchase',
  orderId: 'o',
  occurredAt,
  amountMinor: 100,
  currency: 'EUR',
  channel: null,
  lineItems: [],
  refundOf: null,
});

async function* each(purchases: readonly Purchase[]): AsyncGenerator<ReplayEvent> {
  for (const record of purchases) yield { source: 'purchases', record };
}

function send(purchases: readonly Purchase[], options: Partial<ReplayOptions> = {}): Promise<ReplayProgress> {
  const endAt = at('2026-02-01T00:00');
  const { signal } = new AbortController();
  return replay(writer, each(purchases), { endAt, speed: null, signal, onProgress: () => {}, ...options });
}

describe('A replay', () => {
  it('sends events by their time, and a marker to each partition of each source where a week ends and at the end', async () => {
    const customers = ['ann', 'bob', 'cid', 'dan', 'eve'];
    const days = ['2026-01-01T00:00', '2026-01-07T23:59:59.999', '2026-01-08T00:00', '2026-01-29T12:00'];
    const purchases = days.flatMap((day) => customers.map((customer) => purchase(customer, at(day))));
    const result = await send(purchases);
    expect(result).toEqual({ events: 20, markers: 3, eventTime: at('2026-01-29T12:00') });

    // Weeks of the epoch begin on Thursdays.
    const markers = ['2026-01-07T23:59:59.999', '2026-01-28T23:59:59.999', '2026-02-01T00:00'].map(
      (text) => `marker ${at(text)}`,
    );
    for (let partition = 0; partition < partitions; partition += 1) {
      const its = customers.filter((customer) => partitionOf(Buffer.from(customer), partitions) === partition);
      const eventsOn = (day: string) => its.map((customer) => `${customer} ${at(day)}`);
      expect(await read(topics.purchases, partition)).toEqual([
        ...eventsOn('2026-01-01T00:00'),
        ...eventsOn('2026-01-07T23:59:59.999'),
        markers[0],
        ...eventsOn('2026-01-08T00:00'),
        markers[1],
        ...eventsOn('2026-01-29T12:00'),
        markers[2],
      ]);
      for (const source of [topics.supportContacts, topics.profiles, topics.engagements]) {
        expect(await read(source, partition)).toEqual(markers);
      }
    }
  });

  it('takes as long as its speed says', async () => {
    const startedAt = performance.now();
    const days = [0, 1, 2, 3].map((day) => purchase('ann', at('2026-01-01T00:00') + day * 86_400_000));
    await send(days, { speed: 10 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299);
  });

  it('ends when it is told to, also while it waits', async () => {
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('Ctrl-C'));
    const years = [purchase('ann', at('2020-01-01T00:00')), purchase('ann', at('2026-01-01T00:00'))];
    await expect(send(years, { speed: 0.001, signal: stop.signal, onProgress })).rejects.toThrow('Ctrl-C');
  });
});

/** The records of a partition in words. */
async function read(topic: string, partition: number): Promise<string[]> {
  const admin = kafka.admin();
  await admin.connect();
  const end = Number((await admin.fetchTopicOffsets(topic)).find((offsets) => offsets.partition === partition)?.high);
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const words: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      if (batch.partition !== partition) return;
      for (const { key, value } of batch.messages) words.push(inWords(key as Buffer, value as Buffer));
      if (Number(batch.lastOffset()) + 1 >= end) resolve();
    },
  });
  await promise;
  await consumer.disconnect();
  return words;
}

function inWords(key: Buffer, value: Buffer): string {
  const framed = unframe(value);
  if (typeof framed === 'string') return framed;
  if (key.toString() === '/marker/test') return `marker ${decode('Marker', framed.payload).watermark}`;
  const { customerId, occurredAt }: Records['Purchase'] = decode('Purchase', framed.payload);
  return `${customerId} ${occurredAt}`;
}
