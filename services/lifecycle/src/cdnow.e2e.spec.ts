import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@ebb/stack';
import { type Arrival, cdnowEnd, type FeedOptions, feed, readCdnow } from '@ebb/testing/cdnow';
import {
  factsOf,
  judgeLifecycle,
  type Outcome,
  Pipeline,
  untilSaid,
  verdictsOn,
  type WorkerProcess,
} from '@ebb/testing/pipeline';
import { afterEach, describe, expect, inject, it } from 'vitest';

const histories = readCdnow();
const servers = {
  kafkaBrokers: inject('kafkaBrokers'),
  redisUrl: inject('redisUrl'),
  schemaRegistryUrl: inject('schemaRegistryUrl'),
};
const hour = 3_600_000;
const inTimeOrder: FeedOptions = { delayMax: 0, repeats: 0, others: 0, seed: 1 };
/** As late as the horizon allows, with repeats, beside events of the other sources. */
const disorder: FeedOptions = { delayMax: 46 * hour, repeats: 0.05, others: 0.2, seed: 7 };
const shuffled = feed(histories, disorder);
const demo = {
  reportingCurrency: 'USD',
  calibration: join(import.meta.dirname, '../../../infra/cdnow/calibration.json'),
};

let database = 0;
const opened: Pipeline[] = [];

async function openPipeline(
  partitions: number,
  config: Record<string, unknown> = {},
  redisUrl = servers.redisUrl,
): Promise<Pipeline> {
  database += 1;
  const pipeline = await Pipeline.open({
    servers: { ...servers, redisUrl },
    partitions,
    database,
    config: { ...demo, ...config },
  });
  opened.push(pipeline);
  return pipeline;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((pipeline) => pipeline.close()));
});

/** By what arrived: the oracle takes seconds for all customers, and says the same again for the same events. */
const verdicts = new WeakMap<readonly Arrival[], ReturnType<typeof verdictsOn>>();

function verdictsFor({ config: { lifecycle: rules, calibration } }: Pipeline, arrivals: readonly Arrival[]) {
  if (calibration === null) throw new Error('the oracle needs the calibration');
  const known = verdicts.get(arrivals) ?? verdictsOn(factsOf(arrivals), { rules, calibrations: [calibration], asOf: cdnowEnd });
  verdicts.set(arrivals, known);
  return known;
}

async function expectAsTheOracleSays(pipeline: Pipeline, arrivals: readonly Arrival[]): Promise<Outcome> {
  const outcome = await pipeline.outcome();
  const judged = judgeLifecycle(outcome, await pipeline.states(), verdictsFor(pipeline, arrivals), pipeline.config.lifecycle);
  expect(judged.differences).toEqual([]);
  expect(judged.equal).toBe(histories.size);
  expect(outcome.faults).toEqual([]);
  expect(outcome.deadLetters).toEqual([]);
  return outcome;
}

/** Resolves when at least so many batches have been committed. */
async function commitsReach(pipeline: Pipeline, commits: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while ((await pipeline.commits()) < commits) {
    if (Date.now() > deadline) throw new Error(`only ${await pipeline.commits()} of ${commits} commits in time`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Kills the worker whenever another `every` batches have been committed, and starts a new one. */
async function killAgainAndAgain(pipeline: Pipeline, times: number, every: number): Promise<void> {
  let worker = await pipeline.startWorker();
  for (let time = 1; time <= times; time += 1) {
    await commitsReach(pipeline, time * every);
    await worker.kill();
    worker = await pipeline.startWorker();
  }
}

describe('the lifecycle over 23,570 real customers is, customer by customer, what the batch oracle says', () => {
  it('on 8 partitions, in time order', async () => {
    const pipeline = await openPipeline(8);
    const arrivals = feed(histories, inTimeOrder);
    await pipeline.feed(arrivals, cdnowEnd);
    const worker = await pipeline.startWorker();
    await pipeline.completeTo(cdnowEnd);
    expect(await worker.stop()).toBe(0);
    const outcome = await expectAsTheOracleSays(pipeline, arrivals);
    expect(outcome.repeats).toBe(0);
  });

  it('on 1 partition, in batches of 997, shuffled within the horizon and between sources, with repeats, killed three times', async () => {
    const pipeline = await openPipeline(1, { batch: { recordsMax: 997 }, kafka: { sessionTimeout: '1s' } });
    await pipeline.feed(shuffled, cdnowEnd);
    await killAgainAndAgain(pipeline, 3, 20);
    await pipeline.completeTo(cdnowEnd);
    const outcome = await expectAsTheOracleSays(pipeline, shuffled);
    expect(outcome.retractions).toBeGreaterThan(0);
  });

  it('on 3 partitions, shuffled, with a small cache, the worker killed twenty times on the way', async () => {
    const pipeline = await openPipeline(3, {
      batch: { recordsMax: 400 },
      cacheCustomersMax: 500,
      kafka: { sessionTimeout: '1s' },
    });
    await pipeline.feed(shuffled, cdnowEnd);
    await killAgainAndAgain(pipeline, 20, 10);
    await pipeline.completeTo(cdnowEnd);
    await expectAsTheOracleSays(pipeline, shuffled);
  });

  it('on 8 partitions shared by two workers, one of them killed three times', async () => {
    const pipeline = await openPipeline(8, { batch: { recordsMax: 500 }, kafka: { sessionTimeout: '1s' } });
    const arrivals = feed(histories, { ...disorder, seed: 8 });
    await pipeline.feed(arrivals, cdnowEnd);
    await pipeline.startWorker();
    await killAgainAndAgain(pipeline, 3, 40);
    await pipeline.completeTo(cdnowEnd);
    await expectAsTheOracleSays(pipeline, arrivals);
  });

  it('with Redis killed and started again three times on the way', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ebb-redis-'));
    const redis = await startRedis({ directory, port: 0 });
    const pipeline = await openPipeline(3, { batch: { recordsMax: 500 } }, redis.address);
    await pipeline.feed(shuffled, cdnowEnd);
    const worker = await pipeline.startWorker();
    for (let time = 1; time <= 3; time += 1) {
      await commitsReach(pipeline, time * 40);
      await redis.kill();
      await redis.start();
    }
    await pipeline.completeTo(cdnowEnd);
    await expectAsTheOracleSays(pipeline, shuffled);
    await untilSaid(worker, 'Redis is back');
    await pipeline.close();
    opened.length = 0;
    await redis.stop();
    await rm(directory, { recursive: true });
  });

  it('with a zombie that goes on after its partitions were taken', async () => {
    const pipeline = await openPipeline(3, { batch: { recordsMax: 300 }, kafka: { sessionTimeout: '1s' } });
    await pipeline.feed(shuffled, cdnowEnd);
    const zombie = await pipeline.startWorker();
    await commitsReach(pipeline, 30);
    zombie.signal('SIGSTOP');
    const stoodAt = await pipeline.commits();
    const heir = await pipeline.startWorker();
    await commitsReach(pipeline, stoodAt + 60);
    zombie.signal('SIGCONT');
    await pipeline.completeTo(cdnowEnd);
    await expectAsTheOracleSays(pipeline, shuffled);
    await expectFenced(zombie);
    await heir.stop();
  });
});

/** The zombie was refused at least one commit, and says so. */
async function expectFenced(zombie: WorkerProcess): Promise<void> {
  const metrics = await (await fetch(`${zombie.url}/metrics`)).text();
  expect(metrics).toMatch(/ebb_ownership_lost_total\{result="FENCED"\} [1-9]/);
}
