/** What the tests of this package share: topics of their own, a client, a handler that keeps what it is handed. */
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { InputHandler, Log, RawBatch } from '@ebb/runtime';
import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs';
import { inject } from 'vitest';
import { KafkaInput } from './input.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The clients of one test; all are gone after `close`. */
export class TestKafka {
  readonly kafka = new Kafka({ brokers: inject('kafkaBrokers').split(','), logLevel: logLevel.NOTHING });
  readonly #toClose: (() => Promise<void>)[] = [];

  async topics(count: number, numPartitions: number): Promise<string[]> {
    const names = Array.from({ length: count }, (_, index) => `kafka-spec-${randomUUID()}-${index}`);
    const admin = await this.admin();
    await admin.createTopics({ topics: names.map((topic) => ({ topic, numPartitions })), waitForLeaders: true });
    return names;
  }

  async admin(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    this.#toClose.push(() => admin.disconnect());
    return admin;
  }

  async producer(transactionalId?: string): Promise<Producer> {
    const options = transactionalId === undefined ? {} : { transactionalId, idempotent: true, maxInFlightRequests: 1 };
    const producer = this.kafka.producer(options);
    await producer.connect();
    this.#toClose.push(() => producer.disconnect());
    return producer;
  }

  input(topics: readonly (string | null)[], groupId = `group-${randomUUID()}`): KafkaInput {
    const input = new KafkaInput(this.kafka, { groupId, topics, sessionTimeoutMilliseconds: 6_000, log: quiet });
    this.#toClose.push(() => input.stop());
    return input;
  }

  async close(): Promise<void> {
    for (const close of this.#toClose.splice(0).toReversed()) await close();
  }
}

export interface Handed {
  readonly source: number;
  readonly partition: number;
  readonly batch: RawBatch;
}

/** Keeps what an input hands over, and lets a test wait until it has all that it needs. */
export class Keeper implements InputHandler {
  assignments: (readonly number[])[] = [];
  readonly handed: Handed[] = [];
  readonly #changes = new EventEmitter();

  assigned(partitions: readonly number[]): void {
    this.assignments.push(partitions);
    this.#changes.emit('change');
  }

  batch(source: number, partition: number, batch: RawBatch): void {
    this.handed.push({ source, partition, batch });
    this.#changes.emit('change');
  }

  ended(error: Error): void {
    this.#changes.emit('error', error);
  }

  /** Resolves when it holds. Rejects where consuming ends. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this.#changes, 'change');
  }

  values(source: number, partition: number): string[] {
    return this.handed
      .filter((one) => one.source === source && one.partition === partition)
      .flatMap(({ batch }) => [...batch.records].map(({ value }) => String(value)));
  }
}
