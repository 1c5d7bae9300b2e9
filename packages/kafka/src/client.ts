import type { Log } from '@ebb/runtime';
import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';

/** What a connection needs; TLS and SASL settings pass through. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
}

/** What kafkajs reports again and again while a broker is away, or does by design: it is for debugging. */
const logged = logLevel.ERROR;

/** A client that waits while Kafka is away, with bounded back-off. */
export function connectKafka(settings: KafkaSettings, log: Log): Kafka {
  return new Kafka({
    brokers: [...settings.brokers],
    clientId: settings.clientId,
    ...(settings.ssl === undefined ? {} : { ssl: settings.ssl }),
    ...(settings.sasl === undefined ? {} : { sasl: settings.sasl }),
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    logLevel: logged,
    logCreator: () => repeatedOnce(log),
  });
}

/** kafkajs logs each failed try; one line for the first of them is enough, until a minute has passed. */
function repeatedOnce(log: Log) {
  const silentMilliseconds = 60_000;
  const said = new Map<string, number>();
  return ({ log: entry }: { log: { message: string; [extra: string]: unknown } }): void => {
    const now = Date.now();
    if (now - (said.get(entry.message) ?? 0) < silentMilliseconds) return;
    said.set(entry.message, now);
    if (said.size > 100) said.clear();
    log.warn({ kafka: entry['error'] ?? entry['broker'] }, `Kafka client: ${entry.message}`);
  };
}
