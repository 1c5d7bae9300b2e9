import type { Log } from '@ebb/runtime';
import { Kafka, type KafkaConfig, logLevel, type RetryOptions } from 'kafkajs';

/** What a connection needs; TLS and SASL settings pass through. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: NonNullable<KafkaConfig['ssl']>;
  readonly sasl?: NonNullable<KafkaConfig['sasl']>;
}

/** What kafkajs reports again and again while a broker is away, or does by design: it is for debugging. */
const logged = logLevel.ERROR;

const retry = { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 };
const probeMillisecondsMin = 200;
const probeMillisecondsMax = 2_000;

/** A client that waits while Kafka is away, with bounded back-off. */
export const connectKafka = (settings: KafkaSettings, log: Log): Kafka => clientOf(settings, log, retry);

/** Resolves once Kafka takes connections, and says so where it had to wait. */
export async function untilKafkaAnswers(settings: KafkaSettings, log: Log): Promise<void> {
  const probe = clientOf(settings, log, { retries: 0 }).admin();
  for (let wait = probeMillisecondsMin; ; wait = Math.min(2 * wait, probeMillisecondsMax)) {
    try {
      await probe.connect();
      if (wait > probeMillisecondsMin) log.info({}, 'Kafka is back');
      return await probe.disconnect();
    } catch (error) {
      if (wait === probeMillisecondsMin) log.warn({ error: String(error) }, 'Kafka is away; waiting for it');
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function clientOf(settings: KafkaSettings, log: Log, retries: RetryOptions): Kafka {
  return new Kafka({
    brokers: [...settings.brokers],
    clientId: settings.clientId,
    ...(settings.ssl === undefined ? {} : { ssl: settings.ssl }),
    ...(settings.sasl === undefined ? {} : { sasl: settings.sasl }),
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: retries,
    logLevel: logged,
    logCreator: () => repeatedOnce(log),
  });
}

/** That a broker can't be reached: who waits for it says so, once, and says when it is over. */
const unreachable = /^(Connection (error|timeout)|Failed to connect to)/;

/** kafkajs logs each failed try; one line for the first of them is enough, until a minute has passed. */
function repeatedOnce(log: Log) {
  const silentMilliseconds = 60_000;
  const said = new Map<string, number>();
  return ({ log: entry }: { log: { message: string; [extra: string]: unknown } }): void => {
    if (unreachable.test(entry.message)) return;
    const now = Date.now();
    if (now - (said.get(entry.message) ?? 0) < silentMilliseconds) return;
    said.set(entry.message, now);
    if (said.size > 100) said.clear();
    log.warn({ kafka: entry['error'] ?? entry['broker'] }, `Kafka client: ${entry.message}`);
  };
}
