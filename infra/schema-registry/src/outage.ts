/** Where the registry tells what happens; pino fits. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** Says once that Kafka is away, and once that it is back, however often it is tried in between. */
export class Outage {
  readonly #log: Log;
  readonly #brokers: string;
  #away = false;

  constructor(log: Log, brokers: string) {
    this.#log = log;
    this.#brokers = brokers;
  }

  began(cause: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.#log.warn(`Kafka at ${this.#brokers} can't be used; trying until it can: ${messageOf(cause)}`);
  }

  ended(): void {
    if (!this.#away) return;
    this.#away = false;
    this.#log.info(`Kafka at ${this.#brokers} answers again`);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
