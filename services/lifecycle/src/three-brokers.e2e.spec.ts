/** Kafka as it runs where it matters: three brokers, three copies of everything, of which two must have each record. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KafkaCluster, type Server, startKafkaCluster, startSchemaRegistry } from '@ebb/stack';
import { type Arrival, cdnowEnd, feed, readCdnow } from '@ebb/testing/cdnow';
import { factsOf, judge, Pipeline, until } from '@ebb/testing/pipeline';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

const customers = 1_000;
const histories = new Map([...readCdnow()].slice(0, customers));
const arrivals = feed(histories, { delayMax: 46 * 3_600_000, repeats: 0.05, others: 0.2, seed: 11 });
const quarter = Math.floor(arrivals.length / 4);
/** One for each broker that is away, and one for when all are back. */
const parts = [0, 1, 2, 3].map((part) => arrivals.slice(part * quarter, part === 3 ? undefined : (part + 1) * quarter));

let directory: string;
let kafka: KafkaCluster;
let registry: Server;
let pipeline: Pipeline;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ebb-three-brokers-'));
  kafka = await startKafkaCluster({ directory });
  registry = await startSchemaRegistry({ directory: join(directory, 'registry'), kafkaBrokers: kafka.brokers, port: 0 });
  pipeline = await Pipeline.open({
    servers: { kafkaBrokers: kafka.brokers, redisUrl: inject('redisUrl'), schemaRegistryUrl: registry.address },
    partitions: 3,
    database: 12,
    config: {
      reportingCurrency: 'USD',
      kafka: { sessionTimeout: '6s' },
      calibration: join(import.meta.dirname, '../../../infra/cdnow/calibration.json'),
    },
  });
});
afterAll(async () => {
  await pipeline.close();
  await registry.stop();
  await kafka.stop();
  await rm(directory, { recursive: true });
});

/** The topics that the worker reads and writes, and where offsets are kept. */
const topics = (): string[] => [pipeline.topic('purchases'), pipeline.config.outputs.customerAlerts, '__consumer_offsets'];

/** How many brokers have all of each partition: the least of them. */
async function copies(): Promise<number> {
  const { topics: found } = await pipeline.withAdmin((admin) => admin.fetchTopicMetadata({ topics: topics() }));
  return Math.min(...found.flatMap(({ partitions }) => partitions.map(({ isr }) => isr.length)));
}

it('A worker goes on while any one of three brokers is away, and all comes out as the oracle says', async () => {
  const worker = await pipeline.startWorker();
  for (const [index, broker] of kafka.nodes.entries()) {
    const part = parts[index] as Arrival[];
    await until('every broker has everything', async () => (await copies()) === kafka.nodes.length);
    // It finds the broker gone in the midst of what there is to do, and has to do all of it without.
    worker.signal('SIGSTOP');
    const upTo = (part.at(-1) as Arrival).arrivesAt;
    await pipeline.feed(part, upTo);
    await broker.kill();
    worker.signal('SIGCONT');
    await pipeline.completeTo(upTo);
    await broker.start();
  }
  await pipeline.feed(parts.at(-1) as Arrival[], cdnowEnd);
  await pipeline.completeTo(cdnowEnd);
  expect(await worker.stop()).toBe(0);

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
});
