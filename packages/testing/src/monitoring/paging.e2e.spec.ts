import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SourceName, sourceNames } from '@ebb/contracts';
import { sourceTopics } from '@ebb/intake';
import { type Stack, startStack } from '@ebb/stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, type LaunchedWorker, Pipeline, until } from '../pipeline/index.ts';
import { Monitoring } from './monitoring.ts';
import { Pager } from './pager.ts';
import { serviceNames } from './registries.ts';

const secondsPerMinute = 1.5;
const feedMilliseconds = 200;
const partitions = 2;
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

const pager = new Pager();
/** The marketing tool; what it answers is in the test's hands. */
let crmAnswers = 204;
const crm = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(crmAnswers).end());
});

let directory: string;
let stack: Stack;
let pipeline: Pipeline;
let monitoring: Monitoring;
const workers = new Map<string, LaunchedWorker>();
/** Addresses by name. */
let services: Readonly<Record<string, string>>;

const wallClock = { clock: 'wall', sourceQuietMax: '1s', outOfOrderMax: '1s' };
const configuration = () => ({
  reportingCurrency: 'USD',
  sources: Object.fromEntries(sourceNames.map((name) => [name, wallClock])),
  markerIntervalMin: '100ms',
  canaryInterval: '200ms',
  kafka: { sessionTimeout: '1s' },
  delivery: {
    targets: [
      {
        name: 'crm',
        kind: 'webhook',
        url: `http://127.0.0.1:${(crm.address() as AddressInfo).port}/`,
        secretFrom: 'CRM_SECRET',
        retries: Array.from({ length: 20 }, () => '1s'),
        timeout: '1s',
        allowPrivate: true,
        allowHttp: true,
      },
    ],
    quietHours: null,
    caps: { perCustomer: null },
  },
});

/** Sources whose producers say again and again that there was nothing to send. */
const fed = new Set<SourceName>(sourceNames);
const feeding = new AbortController();

async function feed(): Promise<void> {
  while (!feeding.signal.aborted) {
    // While Kafka is away nobody can say anything.
    await pipeline.writer.markers(Date.now(), [...fed]).catch(() => undefined);
    await pause(feedMilliseconds);
  }
}
let fedToTheEnd: Promise<void>;

/** Somebody gives notice: that is answered at once. */
async function giveNotice(customerId: string): Promise<void> {
  const at = Date.now();
  await pipeline.writer.write('purchases', [eventOf('purchases', customerId, at - 1_000)]);
  await pipeline.writer.write('supportContacts', [{ ...eventOf('supportContacts', customerId, at), what: 'notice-given' }]);
}

/** A producer that has its format wrong. */
async function sendBroken(records: number): Promise<void> {
  const producer = pipeline.kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: records }, (_, number) => ({ key: `customer-${number}`, value: 'no Avro' }));
  await producer.send({ topic: sourceTopics(pipeline.config).purchases as string, messages });
  await producer.disconnect();
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ebb-paging-'));
  await Promise.all([pager.listen(), new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve))]);
  stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
  pipeline = await Pipeline.open({ servers: stack.addresses, partitions, database: 1, config: configuration() });
  fedToTheEnd = feed();
  const launched = serviceNames.map(async (name) => {
    const worker = pipeline.launchWorker(name, { CRM_SECRET: secret });
    workers.set(name, worker);
    const { url } = await worker.up;
    return [name, url] as const;
  });
  services = Object.fromEntries(await Promise.all(launched));
  monitoring = await Monitoring.start({ directory, services, pagerUrl: pager.url, secondsPerMinute });
  await until('every service is scraped', async () => (await monitoring.query('up == 1')).length === serviceNames.length);
  await until('the canary comes through', async () => (await monitoring.query('ebb_canary_timestamp_seconds')).length > 0);
  await untilWell();
});

afterAll(async () => {
  feeding.abort();
  await fedToTheEnd;
  // Who comes first is ended though the others may never have come up.
  await pipeline.close();
  await stack.stop();
  await monitoring.stop();
  pager.close();
  crm.close();
  await rm(directory, { recursive: true });
});

const untilWell = () =>
  until('nothing fires, and nothing will', async () => (await monitoring.alerts(['pending', 'firing'])).length === 0);

/** What each service says of its readiness. */
async function readiness(): Promise<Readonly<Record<string, string>>> {
  const asked = Object.entries(services).map(async ([name, url]) => {
    const answer = await fetch(`${url}/health/ready`);
    return [name, `${answer.status} ${(await answer.text()).trim()}`] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

const untilReady = () =>
  until('every service is ready again', async () => Object.values(await readiness()).every((answer) => answer === '200 ready'));

const untilPaged = () => until('somebody is paged', () => pager.pages.length > 0);

describe('one fault gives one page', () => {
  it('a healthy pipeline pages nobody', async () => {
    const shares = await monitoring.query('ebb_redis_memory_used_bytes / ebb_redis_memory_limit_bytes');
    expect(shares.map((share) => share > 0 && share < 0.9)).toEqual([true, true, true, true]);
    expect(await monitoring.query('ebb_redis_persistence_failed')).toEqual(Array.from({ length: 8 }, () => 0));
    expect(await monitoring.query('ebb_kafka_connected')).toEqual([1, 1, 1, 1, 1]);
    expect(pager.pages).toEqual([]);
  });

  it('a source that goes quiet', async () => {
    fed.delete('profiles');
    await untilPaged();
    expect(await monitoring.alerts(['firing'])).toEqual(['EbbSilenceHeld']);
    fed.add('profiles');
    await untilWell();
    expect(pager.pages.splice(0)).toEqual(['EbbSilenceHeld']);
  });

  it('Redis that is killed: that nothing comes through follows from it', async () => {
    await stack.redis.kill();
    await untilPaged();
    const away = '503 Redis does not answer';
    const others = { lifecycle: away, actions: away, delivery: away, calibration: away };
    expect(await readiness()).toEqual({ ...others, intake: '200 ready' });
    await until('the rest is held back', async () => (await monitoring.inhibited()).includes('EbbCanaryMissing'));
    await stack.redis.start();
    await untilReady();
    await untilWell();
    expect(pager.pages.splice(0)).toEqual(['EbbRedisUnavailable']);
  });

  it('Kafka that is killed: the same', async () => {
    await stack.kafka.kill();
    await untilPaged();
    const away = '503 Kafka does not answer';
    expect(await readiness()).toEqual({ lifecycle: away, actions: away, delivery: away, calibration: away, intake: away });
    await until('the rest is held back', async () => (await monitoring.inhibited()).includes('EbbCanaryMissing'));
    await stack.kafka.start();
    await untilReady();
    await untilWell();
    expect(pager.pages.splice(0)).toEqual(['EbbKafkaUnavailable']);
  });

  it('a producer that sends what nobody can read', async () => {
    await sendBroken(60);
    await untilPaged();
    expect(await monitoring.alerts(['firing'])).toEqual(['EbbDeadLettersRising']);
    await untilWell();
    expect(pager.pages.splice(0)).toEqual(['EbbDeadLettersRising']);
  });

  it('a webhook target that answers 500', async () => {
    crmAnswers = 500;
    await giveNotice('ann');
    await untilPaged();
    expect(await monitoring.alerts(['firing'])).toEqual(['EbbWebhookTargetFailing']);
    expect(pager.pages.splice(0)).toEqual(['EbbWebhookTargetFailing']);
  });

  it('a service that is killed: that nothing comes through follows from it', async () => {
    await workers.get('actions')?.kill();
    await untilPaged();
    await until('the rest is held back', async () => (await monitoring.inhibited()).includes('EbbCanaryMissing'));
    expect(pager.pages.splice(0)).toEqual(['EbbServiceDown']);
  });
});
