import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Addresses, listeningUrl, repository, type Server, type StartedProcess, startServer } from '@ebb/stack';
import { runFolder } from './state.ts';

/** In the order of their start: each reads what those before it write. */
export const serviceNames = ['lifecycle', 'actions', 'delivery', 'calibration', 'intake'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface ServiceOptions {
  readonly addresses: Addresses;
  /** The configuration, a YAML file. */
  readonly configFile: string;
  /** True: it stays when this process ends. */
  readonly stays: boolean;
  readonly signal?: AbortSignal;
  readonly onProcess?: (started: StartedProcess) => void;
}

/** Starts a service in a process of its own; resolves when it works. Its address serves health and metrics. */
export async function startService(name: ServiceName, options: ServiceOptions): Promise<Server> {
  const { kafkaBrokers, redisUrl, schemaRegistryUrl } = options.addresses;
  await mkdir(runFolder, { recursive: true });
  return startServer({
    name,
    command: [process.execPath, resolve(repository, `services/${name}/src/main.ts`)],
    environment: {
      KAFKA_BROKERS: kafkaBrokers,
      REDIS_URL: redisUrl,
      SCHEMA_REGISTRY_URL: schemaRegistryUrl,
      EBB_CONFIG: options.configFile,
      EBB_HTTP_PORT: '0',
    },
    workingDirectory: repository,
    logFile: join(runFolder, `${name}.log`),
    stays: options.stays,
    signal: options.signal,
    onProcess: options.onProcess,
    probe: listeningUrl,
  });
}
