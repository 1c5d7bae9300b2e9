import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeStoredCustomer, loadConfig } from '@ebb/contracts';
import { type CustomerState, type Fact, featureNames, type Output, type Ranking, type SupportContact } from '@ebb/domain';
import { partitionOf } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, CustomerFold } from '@ebb/runtime';
import { KnownCalibrations } from '@ebb/service';
import { startRedis } from '@ebb/stack';
import { readCdnowCalibration } from '@ebb/testing/cdnow';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeJourney } from './journey.ts';
import { lookUp } from './look-up.ts';
import { lifecycleProcessor } from './processor.ts';
import { contentOf } from './records.ts';
import { lifecycleSettings } from './settings.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1, 12);
const watermark = start + 70 * day;

const config = loadConfig(join(import.meta.dirname, '../../../infra/config/demo.yaml'));
/** Whoever has bought on more days ranks higher. */
const ranking: Ranking = {
  score: {
    labelDays: 28,
    lookBackDays: 253,
    intercept: -1,
    terms: featureNames.map((feature) => ({ feature, mean: 0, deviation: 1, weight: feature === 'repeats' ? 1 : 0 })),
  },
  chances: { predicted: [0, 1], observed: [0.1, 0.3] },
};
const calibrations = new KnownCalibrations({ ...readCdnowCalibration(), ranking });
let redis: Redis;
let stop: () => Promise<void>;

const bought = (days: number): Fact => ({
  kind: 'purchase',
  id: `p${days}`,
  at: start + days * day,
  amountMinor: 6_000,
  categories: [],
});
const promise: SupportContact = {
  kind: 'support-contact',
  id: 'c1',
  at: start + 68 * day,
  caseId: '4711',
  what: 'opened',
  caseKind: 'complaint',
  channel: null,
  desk: null,
  level: null,
  promisedBy: start + 71 * day,
  rating: null,
  motive: null,
  effectiveOn: null,
  important: false,
};

/** As the service leaves a customer behind. */
async function store(customerId: string, facts: readonly Fact[]): Promise<void> {
  const fold = new CustomerFold<CustomerState, Fact, Output>(
    lifecycleProcessor(lifecycleSettings(config, calibrations)),
    contentOf,
    config.horizonFactsMax,
  );
  const sourced = facts.map((fact) => ({ source: fact.kind === 'purchase' ? 0 : 1, fact }));
  const watermarks = [watermark, watermark, watermark, watermark];
  const progress = { watermarks, horizon: watermark - 2 * day };
  const { customer, leaving } = fold.fold(customerId, fold.fresh(customerId), sourced, progress);
  const { states, journey, meta } = partitionKeys('lifecycle', partitionOf(Buffer.from(customerId), config.partitions));
  const place = { topicId: '', offset: 0, lastEventAt: null, lastBrokerAt: null };
  const cursor: Cursor = {
    sources: watermarks.map((one) => ({ ...place, watermark: one })),
    completeTo: watermark,
    timersTo: watermarks,
    sequences: {},
  };
  await redis.hset(states, customerId, encodeStoredCustomer(customer.stored));
  await redis.hset(journey, customerId, encodeJourney(sourced, leaving));
  await redis.hset(meta, 'cursor', JSON.stringify(cursor));
}

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ebb-look-up-'));
  const server = await startRedis({ directory, port: 0 });
  redis = new Redis(server.address);
  stop = async () => {
    await redis.quit();
    await server.stop();
    await rm(directory, { recursive: true });
  };
});
afterAll(() => stop());

describe('a customer that is looked up', () => {
  it('shows what happened and what was decided, and what will be said and when if nothing more comes', async () => {
    await store('ann', [...[0, 21, 42, 63].map(bought), promise]);
    const ann = await lookUp(redis, config, calibrations, 'ann');
    expect(ann).toMatchObject({ completeTo: watermark, state: { stage: 'core', risk: 'steady' } });
    expect(ann?.journey.map(({ what, detail }) => `${what} ${detail}`)).toEqual([
      'purchase 6000',
      'LifecycleTransition none > first-time (first-purchase)',
      'purchase 6000',
      'LifecycleTransition first-time > early-repeat (repeat-purchase)',
      'purchase 6000',
      'purchase 6000',
      'LifecycleTransition early-repeat > core (core-test)',
      'support-contact 4711 opened complaint by 2026-03-13T12:00Z',
    ]);
    const ahead = ann?.ahead.map(({ at, type }) => ({ at, type }));
    expect(ahead?.slice(0, 2)).toEqual([
      { at: start + 71 * day, type: 'LifecycleTransition' },
      { at: start + 71 * day, type: 'MainDefectorAlert' },
    ]);
    expect(ann?.ahead.at(-1)).toMatchObject({ type: 'MainDefectorAlert', phase: 'gone', trigger: 'silence' });
  });

  it('tells how likely a purchase is by what ranks customers, and what that rests on', async () => {
    await store('ann', [0, 21, 42, 63].map(bought));
    const ann = await lookUp(redis, config, calibrations, 'ann');
    // Bought on four days: log-odds of −1 + ln 4, on the line from 0.1 to 0.3.
    const rank = 4 / (4 + Math.E);
    expect(ann?.chance?.pBuysWithin180Days).toBeCloseTo(0.1 + 0.2 * rank, 9);
    expect(ann?.chance?.reasons.map(({ detail, detailFr }) => [detail, detailFr])).toEqual([
      ['has bought on 4 days', 'a acheté 4 jours en tout'],
    ]);
  });

  it('is null where nothing is known', async () => {
    expect(await lookUp(redis, config, calibrations, 'nobody')).toBeNull();
  });
});
