import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaTextOf, subjectOf } from '@ebb/contracts';
import { type Server, type Stack, startStack } from '@ebb/stack';
import { type Arrival, cdnowEnd, feed, readCdnow } from '@ebb/testing/cdnow';
import { eventOf, factsOf, frameOf, judge, nameIn, Pipeline, type SourceRecord, until } from '@ebb/testing/pipeline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const customers = 400;
const histories = new Map([...readCdnow()].slice(0, customers));
const arrivals = feed(histories, { delayMax: 46 * 3_600_000, repeats: 0.05, others: 0.2, seed: 3 });
const [before, after] = [arrivals.slice(0, arrivals.length >> 1), arrivals.slice(arrivals.length >> 1)];
const start = Date.UTC(2026, 0, 10);
const partitions = 2;
const config = {
  reportingCurrency: 'USD',
  calibration: join(import.meta.dirname, '../../../infra/cdnow/calibration.json'),
  kafka: { sessionTimeout: '6s' },
};

let directory: string;
let stack: Stack;
let pipeline: Pipeline;
let database = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ebb-outages-'));
  stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
});

afterAll(async () => {
  await stack.stop();
  await rm(directory, { recursive: true });
});

afterEach(() => pipeline.close());

async function openPipeline(): Promise<void> {
  database += 1;
  pipeline = await Pipeline.open({ servers: stack.addresses, partitions, database, config });
}

const registryIsAway = /The schema registry is away; waiting for it/;

/** Each of the three, what the worker says when it is away, and when it is back. */
const outages = [
  { name: 'Redis', server: () => stack.redis, away: /Redis is away; waiting for it/, back: /Redis is back/ },
  { name: 'Kafka', server: () => stack.kafka, away: /Kafka is away; waiting for it/, back: /Kafka is back/ },
  {
    name: 'the schema registry',
    server: () => stack.schemaRegistry,
    away: registryIsAway,
    back: /The schema registry is back/,
  },
] as const satisfies readonly { name: string; server: () => Server; away: RegExp; back: RegExp }[];

async function send(some: readonly Arrival[]): Promise<void> {
  for (const [source, arrived] of Map.groupBy(some, (arrival) => arrival.source)) {
    const records = arrived.map(({ record }) => record as SourceRecord<typeof source>);
    await pipeline.writer.write(source, records);
  }
}

const timesSaid = (log: string, what: RegExp): number => log.split('\n').filter((line) => what.test(line)).length;

async function expectNothingLost(): Promise<void> {
  await pipeline.completeTo(cdnowEnd);
  const outcome = await pipeline.outcome();
  const { lifecycle: rules, calibration } = pipeline.config;
  if (calibration === null) throw new Error('the oracle needs the calibration');
  const judged = judge(outcome, await pipeline.states(), factsOf(arrivals), {
    rules,
    calibrations: [calibration],
    asOf: cdnowEnd,
  });
  expect(judged).toEqual({ equal: customers, differences: [] });
  expect(outcome.faults).toEqual([]);
  expect(outcome.deadLetters).toEqual([]);
}

describe('a server that is away is waited for, which is said once, and nothing is lost', () => {
  it.each(outages)('$name at start', async ({ server, away }) => {
    await openPipeline();
    await send(arrivals);
    await pipeline.writer.markers(cdnowEnd);
    await server().kill();
    const worker = pipeline.launchWorker();
    await until('the worker says that it waits', () => away.test(worker.log()));
    await server().start();
    await worker.up;
    await expectNothingLost();
    expect(timesSaid(worker.log(), away)).toBe(1);
  });

  // The schema registry is not asked again for schemas that are known: see below.
  it.each(outages.slice(0, 2))('$name in the middle', async ({ server, away, back }) => {
    await openPipeline();
    const worker = await pipeline.startWorker();
    await send(before);
    await until('some is done', async () => (await pipeline.commits()) > 1);
    await server().kill();
    await until('the worker says that it waits', () => away.test(worker.log()));
    await server().start();
    await send(after);
    await pipeline.writer.markers(cdnowEnd);
    await expectNothingLost();
    // That it is back is said when it is asked next: perhaps after all that waited has been done.
    await until('the worker says that it is back', () => back.test(worker.log()));
    expect(timesSaid(worker.log(), away)).toBe(1);
    expect(timesSaid(worker.log(), back)).toBe(1);
    expect(await worker.stop()).toBe(0);
  });
});

it('a worker ends all the same when it is told to while Redis and Kafka are both away, and nothing is lost', async () => {
  await openPipeline();
  const worker = await pipeline.startWorker();
  await send(before);
  await until('some is done', async () => (await pipeline.commits()) > 1);
  await Promise.all([stack.redis.kill(), stack.kafka.kill()]);
  await until('the worker says that it waits', () => outages.slice(0, 2).every(({ away }) => away.test(worker.log())));
  expect(await worker.stop()).toBe(1);
  expect(worker.log()).toContain('what is under way is repeated after the restart');
  await Promise.all([stack.redis.start(), stack.kafka.start()]);
  await pipeline.startWorker();
  await send(after);
  await pipeline.writer.markers(cdnowEnd);
  await expectNothingLost();
});

it('a registry that is away while one source meets a new schema holds up that source only', async () => {
  await openPipeline();
  const ann = nameIn(0, partitions, 'ann');
  const contact = JSON.parse(schemaTextOf('SupportContact')) as { fields: object[] };
  const newer = { ...contact, fields: [...contact.fields, { name: 'mood', type: ['null', 'string'], default: null }] };
  const schemaId = await pipeline.schemas.register(subjectOf('SupportContact'), JSON.stringify(newer));
  const worker = await pipeline.startWorker();
  await stack.schemaRegistry.kill();

  const value = Buffer.concat([frameOf('supportContacts', schemaId, eventOf('supportContacts', ann, start)), Buffer.from([0])]);
  await pipeline.put('supportContacts', { partition: 0, key: Buffer.from(ann), value });
  await until('the worker says that it waits', () => registryIsAway.test(worker.log()));
  await pipeline.writer.write('purchases', [eventOf('purchases', ann, start)]);
  await until('the purchase is processed', async () => (await pipeline.journey(ann)).length === 2);
  expect(await whatIsKept(ann)).toEqual(['purchase', 'LifecycleTransition']);

  await stack.schemaRegistry.start();
  await until('the contact is processed', async () => (await pipeline.journey(ann)).length === 3);
  expect(await whatIsKept(ann)).toEqual(['purchase', 'LifecycleTransition', 'support-contact']);
  expect(timesSaid(worker.log(), registryIsAway)).toBe(1);
});

const whatIsKept = async (customerId: string) => (await pipeline.journey(customerId)).map(({ what }) => what);
