/** Calibrated as it goes, on real servers, with workers killed on the way: what is said is what the oracle says by the published versions. */

import type { Records } from '@ebb/contracts';
import { connectRedis } from '@ebb/redis';
import { readCalibrations } from '@ebb/service';
import { cdnowEnd, disordered, purchaseRecord, readCdnow, type SourceEvent } from '@ebb/testing/cdnow';
import type { SourceRecord } from '@ebb/testing/pipeline';
import { factsOf, judge, Pipeline, until } from '@ebb/testing/pipeline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Calibrated, calibrateNow, wouldCalibrate } from './calibrate-now.ts';

const day = 86_400_000;
/** Every sixth customer. */
const histories = new Map([...readCdnow()].filter((_, index) => index % 6 === 0));
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const config = {
  reportingCurrency: 'USD',
  kafka: { sessionTimeout: '6s' },
  fitting: { everyDays: null, effectiveAfter: '0ms' },
  sources: { supportContacts: null, profiles: null, engagements: null },
};

let pipeline: Pipeline;
const calibrated: Calibrated[] = [];

/** What a calibration works with; its Redis is to be disconnected. */
const calibrating = () => ({
  redis: connectRedis(pipeline.environment['REDIS_URL'] as string, quiet),
  kafka: pipeline.kafka,
  schemas: pipeline.schemas,
  log: quiet,
});

beforeAll(async () => {
  const servers = {
    kafkaBrokers: inject('kafkaBrokers'),
    redisUrl: inject('redisUrl'),
    schemaRegistryUrl: inject('schemaRegistryUrl'),
  };
  pipeline = await Pipeline.open({ servers, partitions: 4, database: 14, config });
  const all = calibrating();
  let worker = await pipeline.startWorker();
  const events: readonly SourceEvent[] = [...histories].flatMap(([customerId, purchases]) =>
    purchases.map((purchase) => ({ source: 'purchases' as const, record: purchaseRecord(customerId, purchase) })),
  );
  const arrivals = disordered(events, { delayMax: 0, repeats: 0.02, seed: 5 });
  let sent = 0;
  for (let cut = Date.UTC(1997, 0, 29); cut < cdnowEnd; cut += 28 * day) {
    const next = arrivals.findIndex(({ record }) => record.occurredAt >= cut);
    const some = arrivals.slice(sent, next < 0 ? arrivals.length : next);
    sent += some.length;
    await pipeline.writer.write(
      'purchases',
      some.map(({ record }) => record as SourceRecord<'purchases'>),
    );
    if (calibrated.length % 4 === 1) {
      await worker.kill();
      worker = await pipeline.startWorker();
    }
    await pipeline.writer.markers(cut - 1);
    await pipeline.completeTo(cut - 1);
    const one = await calibrateNow(pipeline.config, all, { force: false });
    if (one === null) throw new Error('nothing was read');
    calibrated.push(one);
    if (one.published === null) continue;
    const { version } = one.published;
    await until('the worker knows the version', async () => (await worker.status()).calibrationVersion === version);
  }
  await pipeline.writer.write(
    'purchases',
    arrivals.slice(sent).map(({ record }) => record as SourceRecord<'purchases'>),
  );
  await pipeline.writer.markers(cdnowEnd);
  await pipeline.completeTo(cdnowEnd);
  all.redis.disconnect();
});

afterAll(() => pipeline.close());

describe('CDNOW, calibrated every four weeks on what had happened by then', () => {
  it('learns first, then publishes one version after the other, each with what it rests on', () => {
    expect(calibrated.slice(0, 3).map(({ verdict }) => verdict.kind)).toEqual(['learning', 'learning', 'learning']);
    const published = calibrated.flatMap((one) => (one.published === null ? [] : [one]));
    expect(published.length).toBeGreaterThan(10);
    expect(published.map(({ published: made }) => made?.version)).toEqual(published.map((_, index) => index + 1));
    for (const { verdict, published: made, predecessor } of published) {
      expect(made?.effectiveFrom).toBe((verdict.data.asOfDay + 1) * day);
      expect(predecessor?.version ?? 0).toBe((made?.version ?? 0) - 1);
      expect(verdict.data.customers).toBeLessThanOrEqual(histories.size);
    }
  });

  it('publishes with each version what ranks customers, and how a learnt score did beside the rhythm', async () => {
    const records: Records['Calibration'][] = [];
    const take = { Calibration: (record: Records['Calibration']) => void records.push(record), CalibrationRefused: () => {} };
    await readCalibrations(pipeline.kafka, pipeline.schemas, pipeline.config, take, quiet);
    const last = records.slice(-5);
    expect(last).toHaveLength(5);
    for (const { parameters, fit, data } of last) {
      expect(parameters.ranking?.chances.predicted.length).toBeGreaterThan(2);
      expect(fit.scoreTrial).toMatchObject({ asOfDay: data.asOfDay, all: { standardError: expect.any(Number) } });
      expect(parameters.ranking?.score === null).toBe(fit.scoreDropped !== null);
    }
    // Some of each, so that what the oracle is held against below is judged by both.
    const scored = records.filter(({ parameters }) => parameters.ranking?.score);
    expect(scored.length).toBeGreaterThan(0);
    expect(scored.length).toBeLessThan(records.length);
  });

  it('says of each customer what the oracle says by the published versions, whatever was killed', async () => {
    const { all: calibrations } = await pipeline.calibrations();
    expect(calibrations).toHaveLength(calibrated.filter(({ published }) => published !== null).length);
    const outcome = await pipeline.outcome();
    const facts = factsOf(
      [...histories].flatMap(([customerId, purchases]) =>
        purchases.map((purchase) => ({
          source: 'purchases' as const,
          record: purchaseRecord(customerId, purchase),
          arrivesAt: purchase.at,
        })),
      ),
    );
    const settings = { rules: pipeline.config.lifecycle, calibrations, asOf: cdnowEnd };
    expect(judge(outcome, await pipeline.states(), facts, settings)).toEqual({ equal: histories.size, differences: [] });
    expect(outcome.faults).toEqual([]);
  });

  it('can be looked at beforehand, which publishes nothing', async () => {
    const before = (await pipeline.calibrations()).all.length;
    const servers = calibrating();
    const judged = await wouldCalibrate(pipeline.config, servers);
    servers.redis.disconnect();
    expect(judged?.changes?.customers.customers).toBe(histories.size);
    expect((await pipeline.calibrations()).all).toHaveLength(before);
  });

  it('that moves too far is refused and kept for a look, and the last good one stays', async () => {
    const before = (await pipeline.calibrations()).all;
    const strict = { ...pipeline.config, fitting: { ...pipeline.config.fitting, edgeChangeMax: 1 } };
    const servers = calibrating();
    const refused = await calibrateNow(strict, servers, { force: false });
    const kept: Records['CalibrationRefused'][] = [];
    const take = { Calibration: () => {}, CalibrationRefused: (record: Records['CalibrationRefused']) => void kept.push(record) };
    await readCalibrations(pipeline.kafka, pipeline.schemas, pipeline.config, take, quiet);
    servers.redis.disconnect();
    expect(refused).toMatchObject({ verdict: { kind: 'refused' }, published: null });
    const [last] = kept.filter(({ reasons }) => reasons.some((why) => why.endsWith('by more than a factor of 1.')));
    expect(last).toMatchObject({
      predecessor: before.length,
      parameters: { rhythm: { r: expect.any(Number) } },
      data: { asOfDay: refused?.verdict.data.asOfDay },
    });
    expect((await pipeline.calibrations()).all).toEqual(before);
  });

  it('of two who calibrate at a time the one that began last publishes', async () => {
    const servers = calibrating();
    const before = (await pipeline.calibrations()).all.length;
    const both = await Promise.allSettled([
      calibrateNow(pipeline.config, servers, { force: true }),
      calibrateNow(pipeline.config, servers, { force: true }),
    ]);
    servers.redis.disconnect();
    const { all } = await pipeline.calibrations();
    const done = both.filter(({ status }) => status === 'fulfilled');
    expect(done.length).toBeGreaterThan(0);
    expect(all.map(({ version }) => version)).toEqual(all.map((_, index) => index + 1));
    expect(all).toHaveLength(before + done.length);
  });
});
