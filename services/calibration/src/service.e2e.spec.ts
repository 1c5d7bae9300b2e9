/** The service by itself, beside a lifecycle that runs: nobody asks for anything. */
import { purchaseRecord, readCdnow, type SourceEvent } from '@ebb/testing/cdnow';
import { Pipeline, type SourceRecord, until } from '@ebb/testing/pipeline';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

/** Who first bought in the first days of the data, for eight months. */
const cut = Date.UTC(1997, 8, 1);
const histories = [...readCdnow()].slice(0, 1_500);

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await Pipeline.open({
    servers: {
      kafkaBrokers: inject('kafkaBrokers'),
      redisUrl: inject('redisUrl'),
      schemaRegistryUrl: inject('schemaRegistryUrl'),
    },
    partitions: 2,
    database: 12,
    config: {
      reportingCurrency: 'USD',
      sources: { purchases: { clock: 'event' }, supportContacts: null, profiles: null, engagements: null },
    },
  });
});

afterAll(() => pipeline.close());

it('calibrates when enough has been bought, and the lifecycle judges by it, without a restart', async () => {
  const worker = await pipeline.startWorker();
  const events: readonly SourceEvent[] = histories
    .flatMap(([customerId, purchases]) =>
      purchases.map((purchase) => ({ source: 'purchases' as const, record: purchaseRecord(customerId, purchase) })),
    )
    .filter(({ record }) => record.occurredAt < cut)
    .toSorted((one, other) => one.record.occurredAt - other.record.occurredAt);
  await pipeline.writer.write(
    'purchases',
    events.map(({ record }) => record as SourceRecord<'purchases'>),
  );
  await pipeline.writer.markers(cut - 1);
  await pipeline.completeTo(cut - 1);
  expect((await worker.status()).calibrationVersion).toBe(0);

  const calibration = await pipeline.launchWorker('calibration').up;
  await until('the lifecycle knows the first version', async () => (await worker.status()).calibrationVersion === 1);
  const [first] = (await pipeline.calibrations()).all;
  // An hour after the latest that any worker had seen.
  expect(first).toMatchObject({ version: 1, effectiveFrom: cut + 3_600_000 });
  const metrics = await (await fetch(`${calibration.url}/metrics`)).text();
  expect(metrics).toContain('ebb_calibrations_total{verdict="accepted"} 1');
  expect((await fetch(`${calibration.url}/health/ready`)).status).toBe(200);

  // The Monday after: who has been silent is looked at, and nobody had to buy for it.
  const monday = Date.UTC(1997, 8, 8);
  await pipeline.writer.markers(monday);
  await pipeline.completeTo(monday);
  const stages = new Set([...(await pipeline.states()).values()].map(({ stage }) => stage));
  expect([...stages].toSorted()).toEqual(expect.arrayContaining(['core', 'inactive']));
  expect(await calibration.stop()).toBe(0);
  expect(await worker.stop()).toBe(0);
});
