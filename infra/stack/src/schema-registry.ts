import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { repository } from './folders.ts';
import { listeningUrl } from './listening-line.ts';
import { onFreePort } from './ports.ts';
import { type Server, startServer } from './server.ts';
import type { StartOptions } from './start-options.ts';

const usualSchemaRegistryPort = 8081;

const main = resolve(repository, 'infra/schema-registry/src/main.ts');

/** Starts Ebb's own schema registry over the Kafka given; it keeps everything there. Its address is an `http://` URL. */
export async function startSchemaRegistry(options: StartOptions & { readonly kafkaBrokers: string }): Promise<Server> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  return onFreePort(options.port ?? usualSchemaRegistryPort, (port) =>
    startServer({
      name: 'schema-registry',
      command: [process.execPath, main],
      environment: { KAFKA_BROKERS: options.kafkaBrokers, SCHEMA_REGISTRY_PORT: String(port) },
      workingDirectory: directory,
      logFile: options.logFile ?? join(directory, 'schema-registry.log'),
      stays: options.stays ?? false,
      signal: options.signal,
      onProcess: options.onProcess,
      probe: listeningUrl,
    }),
  );
}
