/** Whether the servers of a service answer: for its readiness, and as metrics. */
import { KafkaProbe } from '@ebb/kafka';
import { type Connection, type NodeHealth, redisHealth } from '@ebb/redis';
import type { Kafka } from 'kafkajs';
import { Gauge, type Registry } from 'prom-client';
import { Asked } from './asked.ts';

/** Null where the service does without Redis. */
type RedisAsked = Asked<readonly NodeHealth[]> | null;

export class ServerHealth {
  readonly #probe: KafkaProbe;
  readonly #kafka: Asked<true>;
  readonly #redis: RedisAsked;

  constructor(kafka: Kafka, redis: Connection | null) {
    this.#probe = new KafkaProbe(kafka);
    this.#kafka = new Asked(() => this.#probe.ask().then(() => true as const));
    this.#redis = redis === null ? null : new Asked(() => redisHealth(redis));
  }

  /** The first server that does not answer, as a reason not to be ready; null where all do. */
  async away(): Promise<string | null> {
    const [kafka, redis] = await Promise.all([this.#kafka.answer(), this.#redis?.answer()]);
    if (redis === null) return 'Redis does not answer';
    return kafka === null ? 'Kafka does not answer' : null;
  }

  /** Asked at each scrape. */
  addTo(registry: Registry): void {
    const registers = [registry];
    const connected: Gauge = new Gauge({
      name: 'ebb_kafka_connected',
      help: '1 where Kafka answers',
      registers,
      collect: async () => connected.set((await this.#kafka.answer()) === null ? 0 : 1),
    });
    if (this.#redis !== null) addRedis(registers, this.#redis);
  }

  stop(): Promise<void> {
    return this.#probe.stop();
  }
}

/** They are collected together, so that one question fills all. Of a Redis that does not answer nothing else is known. */
function addRedis(registers: Registry[], redis: Asked<readonly NodeHealth[]>): void {
  const gauge = (name: string, help: string, labelNames: string[], set: (gauge: Gauge, node: NodeHealth) => void): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect: async () => {
        const nodes = await redis.answer();
        made.reset();
        for (const node of nodes ?? []) set(made, node);
      },
    });
  };
  const connected: Gauge = new Gauge({
    name: 'ebb_redis_connected',
    help: '1 where Redis answers',
    registers,
    collect: async () => connected.set((await redis.answer()) === null ? 0 : 1),
  });
  gauge('ebb_redis_memory_used_bytes', 'Memory that Redis uses', ['node'], (used, { node, usedBytes }) =>
    used.set({ node }, usedBytes),
  );
  gauge('ebb_redis_memory_limit_bytes', 'Memory that Redis may use', ['node'], (limit, { node, limitBytes }) =>
    limit.set({ node }, limitBytes),
  );
  const help = '1 where Redis last failed to write its append-only file or its snapshot';
  gauge('ebb_redis_persistence_failed', help, ['node', 'file'], (failed, { node, appendFailed, snapshotFailed }) => {
    failed.set({ node, file: 'append-only' }, Number(appendFailed));
    failed.set({ node, file: 'snapshot' }, Number(snapshotFailed));
  });
}
