import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeOutboxEntry } from '@ebb/contracts';
import { startRedis } from '@ebb/stack';
import { cdnowEnd, feed, readCdnow } from '@ebb/testing/cdnow';
import { judge, Pipeline, until } from '@ebb/testing/pipeline';
import { expect, inject, it } from 'vitest';

const customers = 2_000;
const histories = new Map([...readCdnow()].slice(0, customers));
const pauseMilliseconds = 60_000;

async function openPipeline(redisUrl: string): Promise<Pipeline> {
  const servers = { kafkaBrokers: inject('kafkaBrokers'), redisUrl, schemaRegistryUrl: inject('schemaRegistryUrl') };
  const config = {
    reportingCurrency: 'USD',
    calibration: join(import.meta.dirname, '../../../infra/cdnow/calibration.json'),
    batch: { recordsMax: 50 },
    kafka: { sessionTimeout: '1s' },
  };
  return Pipeline.open({ servers, partitions: 1, database: 0, config });
}

/** Sequence numbers that Redis holds as not yet known to be sent to the alerts. */
async function unacknowledged(pipeline: Pipeline): Promise<number[]> {
  const entries = await pipeline.redis.lrangeBuffer(pipeline.keys(0).outbox, 0, -1);
  const alerts = pipeline.config.outputs.customerAlerts;
  return entries.map(decodeOutboxEntry).flatMap(({ topic, sequence }) => (topic === alerts ? [sequence] : []));
}

/** The topic has one partition, and one task writes there: an offset for each sequence number. */
const recordsIn = async (pipeline: Pipeline): Promise<number> => {
  const [end] = await pipeline.withAdmin((admin) => admin.fetchTopicOffsets(pipeline.config.outputs.customerAlerts));
  return Number(end?.high);
};

/** Ends the worker after Kafka has its records and before Redis knows that: no write gets through to Redis meanwhile. */
async function killBeforeAcknowledgement(pipeline: Pipeline): Promise<number> {
  const worker = await pipeline.startWorker();
  await until('some batches are committed', async () => (await pipeline.commits()) > 10);
  await pipeline.redis.call('CLIENT', 'PAUSE', pauseMilliseconds, 'WRITE');
  const sequences = await unacknowledged(pipeline);
  const last = sequences.at(-1) ?? 0;
  await until('Kafka has all that is in the outbox', async () => (await recordsIn(pipeline)) >= last);
  await worker.kill();
  await pipeline.redis.call('CLIENT', 'UNPAUSE');
  return sequences.length;
}

it('what was sent and not acknowledged is sent again, and whoever reads it drops it by its sequence number', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ebb-redis-'));
  const redis = await startRedis({ directory, port: 0 });
  const pipeline = await openPipeline(redis.address);
  try {
    const arrivals = feed(histories, { delayMax: 0, repeats: 0, others: 0, seed: 1 });
    await pipeline.feed(arrivals, cdnowEnd);
    const doubtful = await killBeforeAcknowledgement(pipeline);
    expect(doubtful).toBeGreaterThan(0);
    await pipeline.startWorker();
    await pipeline.completeTo(cdnowEnd);
    const outcome = await pipeline.outcome();
    expect(outcome.repeats).toBe(doubtful);
    expect(outcome.faults).toEqual([]);
    const { lifecycle: rules, calibration } = pipeline.config;
    if (calibration === null) throw new Error('the oracle needs the calibration');
    expect(judge(outcome, await pipeline.states(), histories, { rules, calibrations: [calibration], asOf: cdnowEnd })).toEqual({
      equal: customers,
      differences: [],
    });
  } finally {
    await pipeline.close();
    await redis.stop();
    await rm(directory, { recursive: true });
  }
});
