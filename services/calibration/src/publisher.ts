/** The one who may publish a calibration: Kafka fences the transactions of whoever began before. */
import { type Config, encodeFramed, type Records, schemaTextOf, subjectOf } from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { Kafka, Producer } from 'kafkajs';

type Published = 'Calibration' | 'CalibrationRefused';

export class Publisher {
  readonly #producer: Producer;
  readonly #topic: string;
  readonly #schemas: Pick<Schemas, 'register'>;

  private constructor(producer: Producer, topic: string, schemas: Pick<Schemas, 'register'>) {
    this.#producer = producer;
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
    return new Publisher(producer, outputs.calibrations, schemas);
  }

  /** Rejects, and nothing is on the topic, where another one has opened meanwhile. */
  async publish<Name extends Published>(name: Name, key: string, record: Records[Name]): Promise<void> {
    const schemaId = await this.#schemas.register(subjectOf(name), schemaTextOf(name));
    const transaction = await this.#producer.transaction();
    try {
      const value = encodeFramed(name, schemaId, record);
      await transaction.send({ topic: this.#topic, acks: -1, messages: [{ key, value }] });
      await transaction.commit();
    } catch (error) {
      // What it was is of more use than that it could not be taken back either.
      await transaction.abort().catch(() => undefined);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#producer.disconnect();
  }
}
