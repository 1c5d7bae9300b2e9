import kafkajs from 'kafkajs';
import { httpServer } from './http.ts';
import type { Log } from './outage.ts';
import { SchemasLog } from './schemas-log.ts';
import { RegistryState } from './state.ts';
import { Writer } from './writer.ts';

export interface SchemaRegistryOptions {
  /** `host:port`, comma separated. */
  readonly kafkaBrokers: string;
  /** @defaultValue 127.0.0.1 */
  readonly host?: string;
  /** 0 takes a free one. @defaultValue 0 */
  readonly port?: number;
  /** @defaultValue _schemas */
  readonly topic?: string;
  /** How long a change may take before it is answered with 50002. @defaultValue 10,000 */
  readonly writeMillisecondsMax?: number;
  /** @defaultValue silence */
  readonly log?: Log;
  /** Gives up waiting for Kafka at the start. */
  readonly signal?: AbortSignal;
}

export interface SchemaRegistry {
  /** Of the HTTP interface, without a slash at its end. */
  readonly url: string;
  /** Answers what is under way, then lets go of the port and of Kafka. */
  stop(): Promise<void>;
}

const silence: Log = { info: () => undefined, warn: () => undefined };
const connectMillisecondsMax = 3_000;
const requestMillisecondsMax = 5_000;

/**
 * Starts a schema registry that listens once it has read the topic to its end; it waits for Kafka as long as it takes.
 * Let one registry write to a topic: others that read it see the same, but ids are given by what one has seen.
 *
 * @throws {UnsuitableTopicError} when the topic has several partitions or is not compacted
 * @throws the signal's reason, when it aborts before the registry listens
 */
export async function startSchemaRegistry(options: SchemaRegistryOptions): Promise<SchemaRegistry> {
  const state = new RegistryState();
  const schemasLog = new SchemasLog(state, {
    kafka: new kafkajs.Kafka({
      clientId: 'ebb-schema-registry',
      brokers: options.kafkaBrokers.split(','),
      connectionTimeout: connectMillisecondsMax,
      requestTimeout: requestMillisecondsMax,
      // Every use of Kafka here is tried again by its user, with pauses of its own.
      retry: { retries: 1 },
      // What matters of it is told through `log`, once.
      logLevel: kafkajs.logLevel.NOTHING,
    }),
    brokers: options.kafkaBrokers,
    topic: options.topic ?? '_schemas',
    log: options.log ?? silence,
  });
  const server = httpServer(state, new Writer(state, schemasLog, options.writeMillisecondsMax ?? 10_000));
  try {
    await schemasLog.open(options.signal ?? new AbortController().signal);
    const url = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
    return {
      url,
      stop: async () => {
        await server.close();
        await schemasLog.close();
      },
    };
  } catch (error) {
    await schemasLog.close();
    throw error;
  }
}
