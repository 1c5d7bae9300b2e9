import { setFlagsFromString } from 'node:v8';
import { type Config, ConfigError, loadConfig } from '@ebb/contracts';
import { kafkaSecurity } from '@ebb/kafka';
import { RedisUnfit } from '@ebb/redis';
import { type Log, TaskStopped } from '@ebb/runtime';
import { type Logger, pino } from 'pino';
import { httpAddress } from './http-address.ts';
import type { Addresses, RunningService } from './start.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** What has to be in the environment, and what each is. */
const needed = {
  EBB_CONFIG: 'the path of the configuration file',
  KAFKA_BROKERS: 'host:port of a broker, several separated by commas',
  REDIS_URL: 'such as redis://127.0.0.1:6379; several nodes of a Redis Cluster separated by commas',
  SCHEMA_REGISTRY_URL: 'such as http://127.0.0.1:8081',
} as const;

/**
 * By how much the heap may grow, in percent of what lives in it, until it is collected in full. By V8's own measure it grew fourfold:
 * a lifecycle worker of the bench's peers' job took 410 MiB instead of 310, and no less CPU; with 50 percent it took a fifth more.
 */
const heapGrowingPercent = 100;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs a service until SIGTERM or SIGINT. Says on stdout, in one line of JSON, where it listens once it is up; ends the process
 * with 1 and a line that says why where it can't be started.
 */
export async function runService(
  name: string,
  environment: Environment,
  start: (config: Config, addresses: Addresses, log: Log) => Promise<RunningService>,
): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
  const log = pino({ name, level: environment['EBB_LOG_LEVEL'] ?? 'info' }, pino.destination({ dest: 2, sync: true }));
  try {
    const variable = (each: keyof typeof needed) => variableIn(environment, each, log);
    const config = loadConfig(variable('EBB_CONFIG'));
    const addresses = {
      kafkaBrokers: variable('KAFKA_BROKERS').split(','),
      kafkaSecurity: kafkaSecurity(config.kafka, environment),
      redisUrl: variable('REDIS_URL'),
      schemaRegistryUrl: variable('SCHEMA_REGISTRY_URL'),
      http: httpAddress(environment),
    };
    const service = await start(config, addresses, log);
    stopOnSignal(service, log);
    // Last, as who reads it may send a signal at once.
    process.stdout.write(`${JSON.stringify({ service: name, listening: service.url })}\n`);
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof TaskStopped || error instanceof RedisUnfit;
    log.fatal(known ? {} : { stack: (error as Error).stack }, (error as Error).message);
    process.exit(1);
  }
}

function variableIn(environment: Environment, name: keyof typeof needed, log: Logger): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  log.fatal(`The environment variable ${name} is not set: ${needed[name]}`);
  process.exit(1);
}
