/** The one who may publish a calibration: Kafka fences the transactions of whoever began before. */
import { type Config, encodeFramed, type Records, schemaTextOf, subjectOf } from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { Kafka, Producer, Transaction } from 'kafkajs';

type Published = 'Calibration' | 'CalibrationRefused';

export class Publisher {
  readonly #producer: Producer;
  /** Begun before anything is read: that is what fences. */
  readonly #transaction: Transaction;
  readonly #topic: string;
  readonly #schemas: Pick<Schemas, 'register'>;

  private constructor(producer: Producer, transaction: Transaction, topic: string, schemas: Pick<Schemas, 'register'>) {
    this.#producer = producer;
    this.#transaction = transaction;
    this.#topic = topic;
    this.#schemas = schemas;
  }

  /** From here on nobody who opened before can publish: what is read of the topic next is all that there will be before this one. */
  static async open(
    kafka: Kafka,
    { kafka: { groupId }, outputs }: Config,
    schemas: Pick<Schemas, 'register'>,
  ): Promise<Publisher> {
    const producer = kafka.producer({
      transactionalId: `${groupId}-calibration`,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    return new Publisher(producer, await producer.transaction(), outputs.calibrations, schemas);
  }

  /** At most once. Rejects, and nothing is on the topic, where another one has opened meanwhile. */
  async publish<Name extends Published>(name: Name, key: string, record: Records[Name]): Promise<void> {
    const schemaId = await this.#schemas.register(subjectOf(name), schemaTextOf(name));
    const value = encodeFramed(name, schemaId, record);
    await this.#transaction.send({ topic: this.#topic, acks: -1, messages: [{ key, value }] });
    await this.#transaction.commit();
  }

  async close(): Promise<void> {
    // What made it end without a commit is of more use than that it could not be taken back either.
    if (this.#transaction.isActive()) await this.#transaction.abort().catch(() => undefined);
    await this.#producer.disconnect();
  }
}
