import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import kafkajs from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Server, startKafka, startRedis, startStack } from './index.ts';

let directory: string;
let toStop: { stop(): Promise<void> }[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ebb-stack-'));
  toStop = [];
});
afterEach(async () => {
  await Promise.all(toStop.map((started) => started.stop()));
  await rm(directory, { recursive: true });
});

function stopLater<T extends { stop(): Promise<void> }>(started: T): T {
  toStop.push(started);
  return started;
}

describe('Kafka', () => {
  it('keeps its topics and records through a stop, and through a kill', async () => {
    const kafka = stopLater(await startKafka({ directory, port: 0 }));
    const { address } = kafka;
    await createTopic(kafka, 'purchases');
    await produce(kafka, 'before the stop');
    await kafka.stop();
    await kafka.start();
    await produce(kafka, 'before the kill');
    await kafka.kill();
    await kafka.start();
    expect(kafka.address).toBe(address);
    expect(await recordsOf(kafka, 2)).toEqual(['before the stop', 'before the kill']);
  });

  it('makes no topic because somebody asks for its name', async () => {
    const kafka = stopLater(await startKafka({ directory, port: 0 }));
    const producer = client(kafka).producer({ allowAutoTopicCreation: true, retry: { retries: 1 } });
    await producer.connect();
    await expect(producer.send({ topic: 'purchase', messages: [{ value: 'mistyped' }] })).rejects.toThrow(/topic-partition/);
    await producer.disconnect();
  });

  it('lets a consumer ask that its death be noticed after a second', async () => {
    const kafka = stopLater(await startKafka({ directory, port: 0 }));
    await createTopic(kafka, 'purchases');
    const consumer = client(kafka).consumer({ groupId: 'g', sessionTimeout: 1000, heartbeatInterval: 300 });
    await consumer.connect();
    await consumer.subscribe({ topic: 'purchases' });
    const joined = new Promise<kafkajs.ConsumerGroupJoinEvent>((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.run({ eachMessage: async () => {} });
    expect((await joined).payload.memberAssignment).toEqual({ purchases: [0] });
    await consumer.disconnect();
  });
});

describe('Redis', () => {
  it('keeps every acknowledged write through a kill', async () => {
    const server = stopLater(await startRedis({ directory, port: 0 }));
    await withRedis(server.address, (redis) => redis.set('customer', 'leaving'));
    await server.kill();
    await server.start();
    expect(await withRedis(server.address, (redis) => redis.get('customer'))).toBe('leaving');
  });

  it('is set up to lose nothing: append-only file, synced always, never evicting', async () => {
    const server = stopLater(await startRedis({ directory, port: 0 }));
    const settings = await withRedis(server.address, (redis) =>
      redis.config('GET', 'append*', 'maxmemory-policy', 'save', 'no-appendfsync-on-rewrite'),
    );
    expect(settings).toEqual(
      expect.arrayContaining(['appendonly', 'yes', 'appendfsync', 'always', 'maxmemory-policy', 'noeviction']),
    );
  });

  it('answers on its socket file too', async () => {
    stopLater(await startRedis({ directory, port: 0 }));
    expect(await withRedis(join(directory, 'redis.sock'), (redis) => redis.ping())).toBe('PONG');
  });

  it('takes another port where the wanted one is taken, and is not mistaken for who has it', async () => {
    const first = stopLater(await startRedis({ directory: join(directory, 'first'), port: 0 }));
    const port = Number(new URL(first.address).port);
    const second = stopLater(await startRedis({ directory: join(directory, 'second'), port }));
    expect(second.address).not.toBe(first.address);
    expect(second.pid).not.toBe(first.pid);
  });

  it('says what Redis said when it cannot start', async () => {
    const server = stopLater(await startRedis({ directory, port: 0 }));
    await server.stop();
    const squatter = await listenOn(Number(new URL(server.address).port));
    await expect(server.start()).rejects.toThrow(/redis .*exit code 1[\s\S]*Address already in use/);
    squatter.close();
  });
});

describe('A stack', () => {
  it('runs beside another one; each has its own servers', async () => {
    const [one, other] = (
      await Promise.all(['one', 'other'].map((name) => startStack({ directory: join(directory, name) })))
    ).map(stopLater);
    const addresses = [one, other].flatMap((stack) => Object.values(stack?.addresses ?? {}));
    expect(new Set(addresses).size).toBe(6);
    const pids = [one, other].flatMap((stack) => [stack?.kafka.pid, stack?.redis.pid, stack?.schemaRegistry.pid]);
    expect(new Set(pids).size).toBe(6);
  });

  it('takes what is given as it is and starts the rest', async () => {
    const redis = stopLater(await startRedis({ directory: join(directory, 'given'), port: 0 }));
    const stack = stopLater(
      await startStack({ directory, given: { redisUrl: redis.address, schemaRegistryUrl: 'http://registry.test' } }),
    );
    expect(stack.addresses).toEqual({
      kafkaBrokers: stack.kafka?.address,
      redisUrl: redis.address,
      schemaRegistryUrl: 'http://registry.test',
    });
    expect([stack.redis, stack.schemaRegistry]).toEqual([undefined, undefined]);
  });

  it('gives a start up when told to, and leaves nothing running', async () => {
    const giveUp = new AbortController();
    const starting = startStack({ directory, signal: giveUp.signal, log: () => giveUp.abort(new Error('Ctrl-C')) });
    await expect(starting).rejects.toThrow('Ctrl-C');
    await expect(startRedis({ directory: join(directory, 'redis'), port: 0 }).then(stopLater)).resolves.toBeDefined();
  });
});

const client = (server: Server) =>
  new kafkajs.Kafka({ brokers: [server.address], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 8, maxRetryTime: 1000 } });

async function createTopic(server: Server, topic: string): Promise<void> {
  const admin = client(server).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
  await admin.disconnect();
}

async function produce(server: Server, value: string): Promise<void> {
  const producer = client(server).producer();
  await producer.connect();
  await producer.send({ topic: 'purchases', acks: -1, messages: [{ value }] });
  await producer.disconnect();
}

async function recordsOf(server: Server, count: number): Promise<string[]> {
  const consumer = client(server).consumer({ groupId: randomUUID() });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: 'purchases', fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const eachMessage = async ({ message }: kafkajs.EachMessagePayload) => {
      values.push(String(message.value));
      if (values.length === count) resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
}

async function withRedis<T>(address: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(address);
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

async function listenOn(port: number): Promise<TcpServer> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
