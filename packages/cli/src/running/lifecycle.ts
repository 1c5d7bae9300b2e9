import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Addresses, listeningUrl, repository, type Server, type StartedProcess, startServer } from '@ebb/stack';
import { UserError } from '../errors.ts';
import { runFolder } from './state.ts';

const main = resolve(repository, 'services/lifecycle/src/main.ts');

export interface LifecycleOptions {
  readonly addresses: Addresses;
  /** The configuration, a YAML file. */
  readonly configFile: string;
  /** True: it stays when this process ends. */
  readonly stays: boolean;
  readonly signal?: AbortSignal;
  readonly onProcess?: (started: StartedProcess) => void;
}

/** Starts the lifecycle service in a process of its own; resolves when it consumes. Its address serves health and metrics. */
export async function startLifecycle(options: LifecycleOptions): Promise<Server> {
  const { kafkaBrokers, redisUrl, schemaRegistryUrl } = options.addresses;
  await mkdir(runFolder, { recursive: true });
  return startServer({
    name: 'lifecycle',
    command: [process.execPath, main],
    environment: {
      KAFKA_BROKERS: kafkaBrokers,
      REDIS_URL: redisUrl,
      SCHEMA_REGISTRY_URL: schemaRegistryUrl,
      EBB_CONFIG: options.configFile,
      EBB_HTTP_PORT: '0',
    },
    workingDirectory: repository,
    logFile: join(runFolder, 'lifecycle.log'),
    stays: options.stays,
    signal: options.signal,
    onProcess: options.onProcess,
    probe: listeningUrl,
  });
}

/** The file that EBB_CONFIG names, else the repository's `ebb.yaml`. */
export function configFileOf(environment: NodeJS.ProcessEnv): string {
  const file = resolve(environment['EBB_CONFIG'] || join(repository, 'ebb.yaml'));
  if (!existsSync(file)) throw new UserError(`there is no configuration ${file}; EBB_CONFIG names another one`);
  return file;
}
