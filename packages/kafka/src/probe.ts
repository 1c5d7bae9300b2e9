import type { Admin, Kafka } from 'kafkajs';

/** Asks whether Kafka answers, over a connection of its own: what others have under way does not delay it. */
export class KafkaProbe {
  readonly #admin: Admin;
  #connected: Promise<void> | null = null;

  constructor(kafka: Kafka) {
    this.#admin = kafka.admin();
  }

  /** Resolves when Kafka has answered; rejects where it does not, after some tries. */
  async ask(): Promise<void> {
    this.#connected ??= this.#admin.connect();
    await this.#connected.catch((error: unknown) => {
      this.#connected = null;
      throw error;
    });
    await this.#admin.describeCluster();
  }

  stop(): Promise<void> {
    return this.#admin.disconnect();
  }
}
