/**
 * What grows with the number of customers, and what does not: bytes of Redis per customer, and how long a worker and a Redis take to be
 * ready again, with states that customers of CDNOW have after their last purchase.
 *
 *   node packages/bench/src/start-up.ts [CUSTOMERS,…]
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { encodeStoredCustomer, loadConfig } from '@ebb/contracts';
import { calibrationsFrom, type Fact, utcCalendar } from '@ebb/domain';
import { partitionOf } from '@ebb/kafka';
import { contentOf, lifecycleProcessor } from '@ebb/lifecycle';
import { partitionKeys } from '@ebb/redis';
import { CustomerFold, dayMilliseconds, dayOf } from '@ebb/runtime';
import { startRedis, startStack, temporaryFolder } from '@ebb/stack';
import { readCdnow, readCdnowCalibration, readCdnowCalibrationFile } from '@ebb/testing/cdnow';
import { Pipeline } from '@ebb/testing/pipeline';
import type { Redis } from 'ioredis';
import { peakMemoryBytesOf } from './measure/process-usage.ts';

const sizes = (process.argv[2] ?? '10000,100000,1000000,5000000').split(',').map(Number);
const partitions = 16;
const writtenTogether = 2_000;

interface Life {
  readonly bytes: Buffer;
  readonly timers: readonly { readonly source: number; readonly dueAt: number }[];
}

function livesOfCdnow(): readonly Life[] {
  const config = loadConfig(join(import.meta.dirname, '../../../infra/config/demo.yaml'));
  const fold = new CustomerFold(
    lifecycleProcessor({
      calendar: utcCalendar,
      rules: config.lifecycle,
      rulesVersion: '',
      currency: config.reportingCurrency,
      calibrations: calibrationsFrom([readCdnowCalibration()]),
    }),
    contentOf,
    config.horizonFactsMax,
  );
  return [...readCdnow().values()].map((facts: readonly Fact[]): Life => {
    let customer = fold.fresh('customer');
    for (const fact of facts) {
      const progress = { watermarks: Array.from({ length: 4 }, () => fact.at), horizon: fact.at - config.latenessMax };
      customer = fold.fold('customer', customer, [{ source: 0, fact }], progress).customer;
    }
    return { bytes: encodeStoredCustomer(customer.stored), timers: customer.stored.registered };
  });
}

/** Straight into Redis, to the keys that a commit writes to. */
async function write(redis: Redis, lives: readonly Life[], from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += writtenTogether) {
    const pipeline = redis.pipeline();
    for (let number = first; number < Math.min(to, first + writtenTogether); number += 1) {
      const customerId = `customer-${number}`;
      const keys = partitionKeys('lifecycle', partitionOf(Buffer.from(customerId), partitions));
      const { bytes, timers } = lives[number % lives.length] as Life;
      pipeline.hset(keys.states, customerId, bytes);
      for (const { source, dueAt } of timers) {
        const day = dayOf(dueAt);
        pipeline.sadd(keys.timerDays(source), day);
        pipeline.rpush(keys.timers(source, day), `${dueAt - day * dayMilliseconds} ${customerId}`);
      }
    }
    await pipeline.exec();
  }
}

async function bytesOf(redis: Redis): Promise<number> {
  const perPartition = Array.from({ length: partitions }, async (_, partition) => {
    const keys = partitionKeys('lifecycle', partition);
    const timers = await Promise.all([0, 1].map((source) => redis.keys(`${keys.timerDays(source)}*`)));
    const sizesOf = [keys.states, ...timers.flat()].map((key) => redis.memory('USAGE', key, 'SAMPLES', 0));
    return (await Promise.all(sizesOf)).reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  });
  return (await Promise.all(perPartition)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Until no rewriting of its file is under way: Redis begins one by itself, too. */
async function rewritten(redis: Redis): Promise<void> {
  while (/aof_rewrite_(in_progress|scheduled):1/.test(await redis.info('persistence'))) await pause(100);
}

/** Seconds until a new worker has all partitions and says that it is ready. */
async function startWorker(pipeline: Pipeline): Promise<{ readonly seconds: number; readonly peakBytes: number }> {
  const startedAt = performance.now();
  const launched = pipeline.launchWorker('lifecycle');
  const worker = await launched.up;
  const isReady = async () =>
    (await fetch(`${worker.url}/health/ready`)).ok && (await worker.status()).tasks.length === partitions;
  while (!(await isReady())) await pause(20);
  const seconds = (performance.now() - startedAt) / 1_000;
  const peakBytes = peakMemoryBytesOf(launched.pid);
  await launched.stop();
  return { seconds, peakBytes };
}

const directory = await temporaryFolder();
const stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
const pipeline = await Pipeline.open({
  servers: stack.addresses,
  partitions,
  config: { calibration: readCdnowCalibrationFile() },
  database: 0,
});
const lives = livesOfCdnow();
await startWorker(pipeline);
let written = 0;
for (const customers of sizes) {
  await write(pipeline.redis, lives, written, customers);
  written = customers;
  const bytes = (await bytesOf(pipeline.redis)) / customers;
  const { seconds, peakBytes } = await startWorker(pipeline);
  process.stdout.write(
    `${customers} customers: ${bytes.toFixed(0)} bytes of Redis each for state and timers; a worker is ready after ${seconds.toFixed(1)} s, with at most ${(peakBytes / 2 ** 20).toFixed(0)} MiB\n`,
  );
}
await rewritten(pipeline.redis);
await pipeline.redis.bgrewriteaof();
await rewritten(pipeline.redis);
await stack.redis.stop();
const startedAt = performance.now();
const again = await startRedis({ directory: join(directory, 'redis'), port: Number(new URL(stack.addresses.redisUrl).port) });
process.stdout.write(`Redis is ready again after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`);
await pipeline.close();
await again.stop();
await stack.stop();
await rm(directory, { recursive: true });
