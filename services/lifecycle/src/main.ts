/** Composition root: the only place that reads the environment. */
import { ConfigError, loadConfig } from '@ebb/contracts';
import { RedisUnfit } from '@ebb/redis';
import { TaskStopped } from '@ebb/runtime';
import { pino } from 'pino';
import { startLifecycle } from './service.ts';

const log = pino({ name: 'lifecycle', level: process.env['EBB_LOG_LEVEL'] ?? 'info' }, pino.destination({ dest: 2, sync: true }));

function address(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  log.fatal(`${name} is not set; it is the address of a server, or a list of brokers`);
  process.exit(2);
}

try {
  const service = await startLifecycle(
    loadConfig(address('EBB_CONFIG')),
    {
      kafkaBrokers: address('KAFKA_BROKERS').split(','),
      redisUrl: address('REDIS_URL'),
      schemaRegistryUrl: address('SCHEMA_REGISTRY_URL'),
      http: { host: process.env['EBB_HTTP_HOST'] ?? '127.0.0.1', port: Number(process.env['EBB_HTTP_PORT'] ?? 0) },
    },
    log,
  );
  process.stdout.write(`${JSON.stringify({ service: 'lifecycle', listening: service.url })}\n`);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const known = error instanceof ConfigError || error instanceof TaskStopped || error instanceof RedisUnfit;
  log.fatal(known ? {} : { stack: (error as Error).stack }, (error as Error).message);
  process.exit(1);
}
