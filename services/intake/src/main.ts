/** Composition root: the only place that reads the environment. */
import { ConfigError, loadConfig } from '@ebb/contracts';
import { kafkaSecurity } from '@ebb/kafka';
import { TaskStopped } from '@ebb/runtime';
import { httpAddress, stopOnSignal } from '@ebb/service';
import { pino } from 'pino';
import { startIntake } from './service.ts';

const log = pino({ name: 'intake', level: process.env['EBB_LOG_LEVEL'] ?? 'info' }, pino.destination({ dest: 2, sync: true }));

/** What has to be in the environment, and what each is. */
const needed = {
  EBB_CONFIG: 'the path of the configuration file',
  KAFKA_BROKERS: 'host:port of a broker, several separated by commas',
  SCHEMA_REGISTRY_URL: 'such as http://127.0.0.1:8081',
} as const;

function variable(name: keyof typeof needed): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  log.fatal(`The environment variable ${name} is not set: ${needed[name]}`);
  process.exit(1);
}

try {
  const config = loadConfig(variable('EBB_CONFIG'));
  const service = await startIntake(
    config,
    {
      kafkaBrokers: variable('KAFKA_BROKERS').split(','),
      kafkaSecurity: kafkaSecurity(config.kafka, process.env),
      schemaRegistryUrl: variable('SCHEMA_REGISTRY_URL'),
      http: httpAddress(process.env),
      eventsPort: Number(process.env['EBB_EVENTS_PORT'] ?? 0),
    },
    log,
  );
  stopOnSignal(service, log);
  // Last, as who reads it may send a signal at once.
  process.stdout.write(`${JSON.stringify({ service: 'intake', listening: service.url, events: service.eventsUrl })}\n`);
} catch (error) {
  const known = error instanceof ConfigError || error instanceof TaskStopped;
  log.fatal(known ? {} : { stack: (error as Error).stack }, (error as Error).message);
  process.exit(1);
}
