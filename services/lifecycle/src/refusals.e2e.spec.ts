import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@ebb/stack';
import { eventOf, nameIn, Pipeline, type Refusal, refusalOf, until, untilSaid, type WorkerProcess } from '@ebb/testing/pipeline';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

const servers = {
  kafkaBrokers: inject('kafkaBrokers'),
  redisUrl: inject('redisUrl'),
  schemaRegistryUrl: inject('schemaRegistryUrl'),
};
const start = Date.UTC(2026, 0, 10);
const minute = 60_000;
const partitions = 2;
const topics = ['purchases', 'supportContacts', 'profiles', 'engagements'] as const;

let database = 11;
const toClose: (() => Promise<unknown>)[] = [];

async function openPipeline(options: { config?: Record<string, unknown>; redisUrl?: string } = {}): Promise<Pipeline> {
  const { config = {}, redisUrl = servers.redisUrl } = options;
  database = database === 11 ? 12 : 11;
  const pipeline = await Pipeline.open({
    servers: { ...servers, redisUrl },
    partitions,
    database: redisUrl === servers.redisUrl ? database : 0,
    config: { reportingCurrency: 'USD', ...config },
  });
  toClose.unshift(() => pipeline.close());
  return pipeline;
}

/** The address of a Redis that serves this test only. */
async function ownRedis(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'ebb-redis-'));
  const server = await startRedis({ directory, port: 0 });
  toClose.push(
    () => server.stop(),
    () => rm(directory, { recursive: true }),
  );
  return server.address;
}

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** What a worker said last. */
const saying = ({ log }: Refusal): string => (JSON.parse(log.trimEnd().split('\n').at(-1) ?? '{}') as { msg: string }).msg;

describe('a worker refuses to start, says what is wrong and what is allowed, and ends with exit code 1', () => {
  it('where Redis may evict customers', async () => {
    const pipeline = await openPipeline({ redisUrl: await ownRedis() });
    await pipeline.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const refusal = await pipeline.refusal();
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toMatch(/^Redis has maxmemory-policy allkeys-lru.*Allowed: noeviction/);
  });

  it('where Redis may lose what it acknowledged, unless the configuration accepts that; then it is said', async () => {
    const redisUrl = await ownRedis();
    const pipeline = await openPipeline({ redisUrl });
    await pipeline.redis.config('SET', 'appendonly', 'no', 'appendfsync', 'everysec');
    const refusal = await pipeline.refusal();
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toMatch(/appendonly no, appendfsync everysec and 0 replicas.*Allowed: .*acceptWeakDurability/);

    const accepting = await openPipeline({ redisUrl, config: { redis: { acceptWeakDurability: true } } });
    const worker = await accepting.startWorker();
    await untilSaid(worker, 'the promise is at least once, by record id');
    expect(await worker.stop()).toBe(0);
  });

  it('where a source has another number of partitions than the others', async () => {
    const pipeline = await openPipeline();
    const topic = pipeline.topic('profiles');
    await pipeline.withAdmin((admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] }));
    const refusal = await pipeline.refusal();
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toContain(`${topic} has 3`);
    expect(saying(refusal)).toContain(`${pipeline.topic('purchases')} has 2`);
  });

  it('where all sources have another number of partitions than configured', async () => {
    const pipeline = await openPipeline();
    await pipeline.withAdmin((admin) =>
      admin.createPartitions({ topicPartitions: topics.map((source) => ({ topic: pipeline.topic(source), count: 4 })) }),
    );
    const refusal = await pipeline.refusal();
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toMatch(/^Each source must have partitions: 2, but .* has 4.*keep the number of partitions/);
  });

  it('where a topic is missing', async () => {
    const pipeline = await openPipeline();
    const missing = [pipeline.topic('engagements'), pipeline.config.outputs.deadLetters];
    await pipeline.withAdmin((admin) => admin.deleteTopics({ topics: missing }));
    const refusal = await pipeline.refusal();
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toBe(
      `Kafka has no topic ${missing.join(', no topic ')}. Create it with as many partitions as the sources have, or correct its name in the configuration.`,
    );
  });

  it('where the configuration is wrong: each fault with its line, what was meant and what is allowed', async () => {
    const pipeline = await openPipeline();
    const path = pipeline.environment['EBB_CONFIG'] as string;
    const text = await readFile(path, 'utf8');
    await writeFile(path, `reportngCurrency: EUR\nlatenessMax: 48 hours\n${text}`);
    const refusal = await pipeline.refusal();
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toContain(`${path}:1: there is no reportngCurrency; did you mean reportingCurrency?`);
    expect(saying(refusal)).toContain(`${path}:2: latenessMax is no duration`);
  });

  it.each(['EBB_CONFIG', 'KAFKA_BROKERS', 'REDIS_URL', 'SCHEMA_REGISTRY_URL'])('where %s is not set', async (name) => {
    const given = { EBB_CONFIG: '/dev/null', KAFKA_BROKERS: 'a:1', REDIS_URL: 'redis://a', SCHEMA_REGISTRY_URL: 'http://a' };
    const refusal = await refusalOf({ ...given, [name]: '' });
    expect(refusal.code).toBe(1);
    expect(saying(refusal)).toMatch(new RegExp(`^The environment variable ${name} is not set: \\w`));
  });
});

/** Why the purchases of partition 0 are not read on. */
const stopOf = (worker: WorkerProcess): Promise<string> =>
  until('partition 0 stops', async () => {
    const { tasks, stopped } = await worker.status();
    const source = tasks.find(({ partition }) => partition === 0)?.sources[0];
    return source?.stopped ?? stopped.find(({ partition }) => partition === 0)?.why;
  });

describe('a task stops where it can not go on without a gap, says what happened and what to do, and holds up no other', () => {
  const [ann, bob] = [nameIn(0, partitions, 'ann'), nameIn(1, partitions, 'bob')];
  let pipeline: Pipeline;

  beforeEach(async () => {
    pipeline = await openPipeline();
  });

  const buy = (customerId: string, number: number) =>
    pipeline.writer.write('purchases', [eventOf('purchases', customerId, start + number * minute)]);
  const bought = async (customerId: string): Promise<number> => (await pipeline.journey(customerId)).length;

  /** Of Ann's purchases only the fourth is still there. (A fetch under way may have been answered with the second.) */
  async function loseRecords(): Promise<void> {
    for (const number of [2, 3, 4]) await buy(ann, number);
    const topic = pipeline.topic('purchases');
    await pipeline.withAdmin(async (admin) => {
      // kafkajs deletes only from topics that this client has asked about before.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '3' }] });
    });
  }

  const expectOthersGoOn = async () => {
    const before = await bought(bob);
    await buy(bob, 9);
    await until('partition 1 goes on', async () => (await bought(bob)) > before);
  };

  it('where Kafka has dropped records while the worker was down', async () => {
    await buy(ann, 1);
    const worker = await pipeline.startWorker();
    await until('the first purchase is read', async () => (await bought(ann)) === 2);
    await worker.stop();
    await loseRecords();
    const next = await pipeline.startWorker();
    const why = await stopOf(next);
    expect(why).toMatch(/purchases partition 0: offset 1 is to be read next, but Kafka holds 3 to 4\. .*Rebuild/);
    await untilSaid(next, why);
    await expectOthersGoOn();
    expect(await bought(ann)).toBe(2);
  });

  it('where Kafka drops records while the worker can not read', async () => {
    await buy(ann, 1);
    const worker = await pipeline.startWorker();
    await until('the first purchase is read', async () => (await bought(ann)) === 2);
    worker.signal('SIGSTOP');
    await loseRecords();
    worker.signal('SIGCONT');
    const why = await stopOf(worker);
    expect(why).toMatch(/purchases partition 0: offset [12] is to be read next, but Kafka holds 3 to 4/);
    await untilSaid(worker, why);
    await expectOthersGoOn();
    expect((await pipeline.journey(ann)).map(({ at }) => at)).not.toContain(start + 4 * minute);
  });

  it('where a topic was deleted and made again', async () => {
    const topic = pipeline.topic('purchases');
    await buy(ann, 1);
    const worker = await pipeline.startWorker();
    await until('the first purchase is read', async () => (await bought(ann)) === 2);
    await worker.stop();
    await pipeline.withAdmin(async (admin) => {
      await admin.deleteTopics({ topics: [topic] });
      await until('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
      await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true });
    });
    for (const number of [2, 3]) await buy(ann, number);
    const next = await pipeline.startWorker();
    const why = await stopOf(next);
    expect(why).toMatch(/purchases partition 0: was read as topic \w+, which is now \w+\. .*deleted and made again/);
    await untilSaid(next, why);
    expect(await bought(ann)).toBe(2);
  });

  it('where the number of partitions changes while it runs', async () => {
    const worker = await pipeline.startWorker();
    await buy(ann, 1);
    await until('the first purchase is read', async () => (await bought(ann)) === 2);
    await pipeline.withAdmin((admin) =>
      admin.createPartitions({ topicPartitions: topics.map((source) => ({ topic: pipeline.topic(source), count: 4 })) }),
    );
    const why = await stopOf(worker);
    expect(why).toMatch(/ now has 4 partitions, and had 2\. .*Restore it, or rebuild/);
    await untilSaid(worker, why);
    await until('all partitions stop', async () => (await worker.status()).stopped.length >= partitions);
  });
});
