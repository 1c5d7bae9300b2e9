import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { Backoff } from './backoff.ts';
import type { Outage } from './outage.ts';
import type { RawRecord } from './records.ts';

/** Bounds the stop, which waits for a fetch under way. */
const fetchWaitMilliseconds = 500;

/**
 * Reads a topic of one partition from its beginning, for ever, each record once and in order.
 *
 * kafkajs reads only in a group, so each following is a group of its own that commits nothing and that Kafka forgets when it
 * is empty. Whenever kafkajs joins again it starts at the beginning again: what was read already is known by its offset.
 */
export class Follower {
  readonly #kafka: Kafka;
  readonly #topic: string;
  readonly #onRecord: (record: RawRecord) => void;
  readonly #outage: Outage;
  readonly #stopping = new AbortController();
  #following: Promise<void> | undefined;
  #nextOffset = 0n;
  #waiters: { offset: bigint; resolve: () => void }[] = [];

  constructor(kafka: Kafka, topic: string, onRecord: (record: RawRecord) => void, outage: Outage) {
    this.#kafka = kafka;
    this.#topic = topic;
    this.#onRecord = onRecord;
    this.#outage = outage;
  }

  start(): void {
    this.#following = this.#follow();
  }

  /** The offset behind the last record read; gaps left by compaction are not in it. */
  get nextOffset(): bigint {
    return this.#nextOffset;
  }

  /**
   * Resolves once the record at this offset was read.
   * @throws the signal's reason, when it aborts first
   */
  async reached(offset: bigint, deadline: AbortSignal): Promise<void> {
    if (offset < this.#nextOffset) return;
    deadline.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { offset, resolve };
    const expire = () => reject(deadline.reason as Error);
    this.#waiters.push(waiter);
    deadline.addEventListener('abort', expire, { once: true });
    try {
      await promise;
    } finally {
      deadline.removeEventListener('abort', expire);
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const backoff = new Backoff();
    while (!this.#stopping.signal.aborted) {
      const consumer = this.#kafka.consumer({
        groupId: `${this.#topic}-follower-${randomUUID()}`,
        allowAutoTopicCreation: false,
        maxWaitTimeInMs: fetchWaitMilliseconds,
        // A consumer that failed is replaced here, whatever kafkajs thinks of the failure.
        retry: { restartOnFailure: async () => false },
      });
      try {
        await this.#readWith(consumer, backoff);
      } catch (error) {
        this.#outage.began(error);
      }
      await consumer.disconnect().catch(() => undefined);
      await backoff.pause(this.#stopping.signal).catch(() => undefined);
    }
  }

  /** Ends without error only by {@link stop}. */
  async #readWith(consumer: Consumer, backoff: Backoff): Promise<void> {
    const ended = new Promise<void>((resolve, reject) => {
      this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    consumer.on(consumer.events.GROUP_JOIN, () => this.#outage.ended());
    // Whoever awaits it may come too late to catch it.
    ended.catch(() => undefined);
    await consumer.connect();
    await consumer.subscribe({ topic: this.#topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ message }) => {
        backoff.reset();
        this.#read(message);
      },
    });
    await ended;
  }

  #read({ offset, key, value }: KafkaMessage): void {
    const at = BigInt(offset);
    if (at < this.#nextOffset) return;
    this.#onRecord({ key, value });
    this.#nextOffset = at + 1n;
    for (const waiter of this.#waiters) if (waiter.offset <= at) waiter.resolve();
  }
}
