/**
 * Runs the registry until SIGTERM or SIGINT. Environment: KAFKA_BROKERS (needed), SCHEMA_REGISTRY_HOST (127.0.0.1),
 * SCHEMA_REGISTRY_PORT (8081; 0 takes a free one). When ready it prints one line of JSON: `{"listening": "http://…"}`.
 */
import { pino } from 'pino';
import { z } from 'zod';
import { startSchemaRegistry } from './registry.ts';

const environment = z.object({
  KAFKA_BROKERS: z.string().min(1),
  SCHEMA_REGISTRY_HOST: z.string().min(1).default('127.0.0.1'),
  SCHEMA_REGISTRY_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
});

const standardError = 2;
const log = pino({ name: 'schema-registry' }, pino.destination({ fd: standardError, sync: true }));
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());

try {
  const { KAFKA_BROKERS, SCHEMA_REGISTRY_HOST, SCHEMA_REGISTRY_PORT } = environment.parse(process.env);
  const registry = await startSchemaRegistry({
    kafkaBrokers: KAFKA_BROKERS,
    host: SCHEMA_REGISTRY_HOST,
    port: SCHEMA_REGISTRY_PORT,
    log,
    signal: stopping.signal,
  });
  stopping.signal.addEventListener('abort', () => void registry.stop(), { once: true });
  if (stopping.signal.aborted) await registry.stop();
  process.stdout.write(`${JSON.stringify({ listening: registry.url })}\n`);
} catch (error) {
  if (!stopping.signal.aborted) {
    log.fatal(error instanceof z.ZodError ? `Environment: ${z.prettifyError(error)}` : (error as Error).message);
    process.exitCode = 1;
  }
}
