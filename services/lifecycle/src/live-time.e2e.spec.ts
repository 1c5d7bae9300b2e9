import { join } from 'node:path';
import { encodeFramed, schemaTextOf, subjectOf } from '@ebb/contracts';
import { eventOf, nameIn, Pipeline, until, type WorkerProcess } from '@ebb/testing/pipeline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const hour = 3_600_000;
const day = 24 * hour;
const silence = 100;
const today = Math.floor(Date.now() / day) * day;
/** Bought so long ago that the silence speaks today, at 00:00. */
const dueToday = today - silence * day + 12 * hour;
const yesterdayNoon = today - 12 * hour;

/** One for each situation; in each somebody is silent, and somebody else buys. */
const situation = { complete: 0, onlyOld: 1, quiet: 2, stopped: 3 } as const;
const partitions = Object.keys(situation).length;
const silent = (partition: number) => nameIn(partition, partitions, 'silent');
const other = (partition: number) => nameIn(partition, partitions, 'other');

let pipeline: Pipeline;
let worker: WorkerProcess;

const buy = (customerId: string, at: number) => pipeline.writer.write('purchases', [eventOf('purchases', customerId, at)]);

/** When each transition of the silent customer is dated, and to which stage it leads. */
async function lifeOfSilent(partition: number) {
  const { standing } = await pipeline.outcome();
  return (standing.get(silent(partition)) ?? []).map(({ at, toStage }) => [at, toStage]);
}

/** The silence has spoken, and what it said has been sent. */
const lapsed = (partition: number) =>
  until(`the silence in partition ${partition} speaks`, async () => {
    const entries = await pipeline.journey(silent(partition));
    const spoken = entries.filter(({ what }) => what === 'LifecycleTransition').length === 2;
    return spoken && (await pipeline.redis.llen(pipeline.keys(partition).outbox)) === 0;
  });

/** The purchase of the silent customer has been read, and what it led to has been sent. */
const bought = (partition: number) =>
  until(`the purchase in partition ${partition} is told`, async () => (await lifeOfSilent(partition)).length > 0);

const schemaId = () => pipeline.schemas.register(subjectOf('Purchase'), schemaTextOf('Purchase'));

beforeAll(async () => {
  pipeline = await Pipeline.open({
    servers: {
      kafkaBrokers: inject('kafkaBrokers'),
      redisUrl: inject('redisUrl'),
      schemaRegistryUrl: inject('schemaRegistryUrl'),
    },
    partitions,
    database: 13,
    config: {
      reportingCurrency: 'USD',
      calibration: join(import.meta.dirname, '../../../infra/cdnow/calibration.json'),
      sources: { purchases: { clock: 'wall', sourceQuietMax: '3d' } },
      lifecycle: { lapse: { firstTime: { daysMin: silence, daysMax: silence } } },
    },
  });
  const { complete, onlyOld, quiet, stopped } = situation;
  await buy(silent(complete), dueToday);
  await buy(other(complete), yesterdayNoon);

  await buy(silent(onlyOld), today - 200 * day);

  await buy(silent(quiet), dueToday);
  const longAgo = today - 5 * day;
  const sound = encodeFramed('Purchase', await schemaId(), eventOf('purchases', other(quiet), longAgo));
  await pipeline.put('purchases', { partition: quiet, key: Buffer.from(other(quiet)), value: sound, timestamp: longAgo });

  await buy(silent(stopped), dueToday);
  await buy(other(stopped), yesterdayNoon);
  const bad = { partition: stopped, key: Buffer.from('x'), value: Buffer.from('?') };
  await pipeline.putAll(
    'purchases',
    Array.from({ length: 1_100 }, () => bad),
  );
  worker = await pipeline.startWorker();
});

afterAll(() => pipeline.close());

describe('silence speaks by the wall clock', () => {
  it('at its deadline, though nobody buys any more, while the partition is complete', async () => {
    await lapsed(situation.complete);
    expect(await lifeOfSilent(situation.complete)).toEqual([
      [dueToday, 'first-time'],
      [today, 'inactive'],
    ]);
  });

  it('not while all that came was old when it came: who knows what is still under way', async () => {
    const { onlyOld } = situation;
    await bought(onlyOld);
    expect(await lifeOfSilent(onlyOld)).toEqual([[today - 200 * day, 'first-time']]);
    await buy(other(onlyOld), Date.now());
    await lapsed(onlyOld);
    expect((await lifeOfSilent(onlyOld))[1]).toEqual([today - (200 - silence) * day, 'inactive']);
  });

  it('not while a source has been quiet for longer than it ever is', async () => {
    const { quiet } = situation;
    await bought(quiet);
    expect(await lifeOfSilent(quiet)).toEqual([[dueToday, 'first-time']]);
    await buy(other(quiet), yesterdayNoon);
    await lapsed(quiet);
    expect((await lifeOfSilent(quiet))[1]).toEqual([today, 'inactive']);
  });

  it('not where a source stopped because most of it was bad: the purchase that is missed may be among that', async () => {
    const { stopped } = situation;
    await bought(stopped);
    await until('the source stops', async () => {
      const { tasks } = await worker.status();
      const purchases = tasks.find(({ partition }) => partition === stopped)?.sources[0];
      return purchases?.lag === 0 && purchases.stopped !== null && purchases.stopped.includes('were bad');
    });
    expect(await lifeOfSilent(stopped)).toEqual([[dueToday, 'first-time']]);
  });
});
