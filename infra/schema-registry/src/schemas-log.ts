import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { Backoff } from './backoff.ts';
import { ErrorCode, RegistryError } from './errors.ts';
import { Follower } from './follower.ts';
import { type Log, messageOf, Outage } from './outage.ts';
import { type RawRecord, readRecord, type TopicRecord, writeRecord } from './records.ts';
import type { RegistryState } from './state.ts';
import { ensureTopic, UnsuitableTopicError } from './topic.ts';
import type { RecordLog } from './writer.ts';

const allReplicas = -1;
const barrierMillisecondsMax = 30_000;
/** A retry of kafkajs's own, behind our back, could write after the next change. */
const oneTry = { retry: { retries: 0 } };

export interface SchemasLogOptions {
  readonly kafka: Kafka;
  /** For messages only. */
  readonly brokers: string;
  readonly topic: string;
  readonly log: Log;
}

/**
 * The topic of schemas and the state folded from it.
 *
 * 1. A record is appended with acknowledgement of all replicas.
 * 2. It is folded when it comes back through the follower, never before: several registries on one topic fold the same.
 * 3. Only then the change is answered.
 * 4. After an append of unknown outcome the connection is dropped, and the next change waits until a NOOP sent over a new
 *    one has come back: what was under way is before it, or nowhere.
 */
export class SchemasLog implements RecordLog {
  readonly #options: SchemasLogOptions;
  readonly #outage: Outage;
  readonly #follower: Follower;
  #producer: Producer | undefined;
  #lostTopic: RegistryError | undefined;

  constructor(state: RegistryState, options: SchemasLogOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, options.brokers);
    const fold = (raw: RawRecord) => {
      const record = readRecord(raw);
      const passedOver = record.kind === 'unreadable' ? record.reason : state.apply(record);
      if (passedOver !== undefined) options.log.warn(`A record of ${options.topic} was passed over: ${passedOver}`);
    };
    this.#follower = new Follower(options.kafka, options.topic, fold, this.#outage);
  }

  /**
   * Creates the topic if missing and reads it to its end, however long Kafka is away.
   * @throws {UnsuitableTopicError}
   * @throws the signal's reason, when it aborts
   */
  async open(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    for (let following = false; ; ) {
      try {
        if (!following) {
          await this.#prepareTopic();
          this.#follower.start();
          following = true;
        }
        await this.#connected(AbortSignal.any([signal, AbortSignal.timeout(barrierMillisecondsMax)]));
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof UnsuitableTopicError) throw error;
        this.#outage.began(error);
        await backoff.pause(signal);
      }
    }
  }

  async append(records: readonly TopicRecord[], deadline: AbortSignal): Promise<void> {
    if (this.#lostTopic !== undefined) throw this.#lostTopic;
    try {
      const producer = this.#producer ?? (await this.#connected(deadline));
      await this.#send(producer, records, deadline);
    } catch (error) {
      throw this.#refusal(error, deadline);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#follower.stop(), this.#dropProducer()]);
  }

  async #prepareTopic(): Promise<void> {
    const admin = this.#options.kafka.admin(oneTry);
    try {
      await admin.connect();
      await ensureTopic(admin, this.#options.topic);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  /** A new connection on which a NOOP has come back, so that everything before it has been folded. */
  async #connected(deadline: AbortSignal): Promise<Producer> {
    const producer = this.#options.kafka.producer({ allowAutoTopicCreation: false, ...oneTry });
    this.#producer = producer;
    await this.#orDrop(within(producer.connect(), deadline));
    await this.#send(producer, [{ kind: 'noop' }], deadline);
    this.#outage.ended();
    return producer;
  }

  async #send(producer: Producer, records: readonly TopicRecord[], deadline: AbortSignal): Promise<void> {
    const { topic } = this.#options;
    const messages = records.map(writeRecord);
    // Taken before: the record itself may come back sooner than its acknowledgement.
    const readBefore = this.#follower.nextOffset;
    const [written] = await this.#orDrop(within(producer.send({ topic, acks: allReplicas, messages }), deadline));
    const first = BigInt(written?.baseOffset ?? -1);
    this.#assertSameLog(first, readBefore);
    await this.#orDrop(this.#follower.reached(first + BigInt(messages.length) - 1n, deadline));
  }

  async #orDrop<Result>(step: Promise<Result>): Promise<Result> {
    try {
      return await step;
    } catch (error) {
      await this.#dropProducer();
      throw error;
    }
  }

  /** A record can't land before what was read, unless the topic is another one by now. From then on nothing is written. */
  #assertSameLog(offset: bigint, readBefore: bigint): void {
    if (offset >= readBefore) return;
    const message = `Topic ${this.#options.topic} was recreated or cut off: a record landed at offset ${offset}, but those before ${readBefore} were read. Restart the registry to read what is left, and register again what is missing`;
    this.#options.log.warn(message);
    this.#lostTopic = new RegistryError(ErrorCode.storeFailed, message);
    throw this.#lostTopic;
  }

  async #dropProducer(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  #refusal(error: unknown, deadline: AbortSignal): RegistryError {
    if (error instanceof RegistryError) return error;
    if (error instanceof kafkajs.KafkaJSProtocolError && error.type === 'MESSAGE_TOO_LARGE') {
      return new RegistryError(ErrorCode.schemaTooLarge, `The schema is larger than Kafka takes: ${error.message}`);
    }
    this.#outage.began(error);
    if (deadline.aborted) {
      return new RegistryError(
        ErrorCode.storeTimedOut,
        `Kafka at ${this.#options.brokers} did not take the change in time; whether it was written is unknown. Try again when Kafka answers`,
      );
    }
    return new RegistryError(
      ErrorCode.storeFailed,
      `Kafka at ${this.#options.brokers} did not take the change: ${messageOf(error)}. Try again when Kafka answers`,
      { cause: error },
    );
  }
}

/** The promise's result, or the signal's reason as an error if that comes first. */
async function within<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
