/** Kafka and Redis in containers, for tests; what has no image of its own, the registry, runs beside them. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer, Wait } from 'testcontainers';
import type { Addresses, GivenAddresses } from './addresses.ts';
import { images } from './container-engine.ts';
import { kafkaEnvironment } from './kafka-settings.ts';
import { onFreePort } from './ports.ts';
import { redisSettingsFile } from './redis.ts';
import { startSchemaRegistry } from './schema-registry.ts';
import { AddressInUseError } from './server.ts';

interface Contained {
  readonly addresses: Addresses;
  /** Stops and removes them, with their data. */
  stop(): Promise<void>;
}

/** Starts what has not been given. The registry keeps its log in the folder. */
export async function startContainers(directory: string, given: GivenAddresses): Promise<Contained> {
  const { info } = await getContainerRuntimeClient();
  const { host } = info.containerRuntime;
  await using started = new AsyncDisposableStack();
  const kafkaBrokers = given.kafkaBrokers ?? addressOf(host, started.adopt(await startKafka(host), stopped), kafkaPort);
  const redisUrl = given.redisUrl ?? `redis://${addressOf(host, started.adopt(await startRedis(), stopped), redisPort)}`;
  const schemaRegistryUrl = given.schemaRegistryUrl ?? (await startRegistry(directory, kafkaBrokers, started));
  const running = started.move();
  return { addresses: { kafkaBrokers, redisUrl, schemaRegistryUrl }, stop: () => running.disposeAsync() };
}

const kafkaPort = 9092;
const redisPort = 6379;

const addressOf = (host: string, container: StartedTestContainer, port: number) => `${host}:${container.getMappedPort(port)}`;

async function stopped(container: StartedTestContainer): Promise<void> {
  await container.stop();
}

/** On a port that is chosen before, as the broker itself tells clients where it is. */
async function startKafka(host: string): Promise<StartedTestContainer> {
  const settings = await kafkaEnvironment();
  return onFreePort(0, (port) =>
    orAdvice(
      new GenericContainer(images.kafka)
        .withEnvironment({
          ...settings,
          CLUSTER_ID: randomBytes(16).toString('base64url'),
          // The broker speaks to itself too (it verifies transactions), and does not find itself where the host does.
          KAFKA_LISTENERS: `PLAINTEXT://:${kafkaPort},CONTROLLER://:9093,INSIDE://:9094`,
          KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:${port},INSIDE://localhost:9094`,
          KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: `${settings['KAFKA_LISTENER_SECURITY_PROTOCOL_MAP']},INSIDE:PLAINTEXT`,
          KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
          KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        })
        .withExposedPorts({ container: kafkaPort, host: port })
        .withWaitStrategy(Wait.forLogMessage('Kafka Server started'))
        .start(),
    ),
  );
}

const startRedis = (): Promise<StartedTestContainer> =>
  new GenericContainer(images.redis)
    .withCopyFilesToContainer([{ source: redisSettingsFile, target: '/etc/redis.conf' }])
    .withCommand(['redis-server', '/etc/redis.conf', '--bind', '0.0.0.0', '--protected-mode', 'no', '--dir', '/data'])
    .withExposedPorts(redisPort)
    .withWaitStrategy(Wait.forLogMessage('Ready to accept connections'))
    .start();

async function startRegistry(directory: string, kafkaBrokers: string, started: AsyncDisposableStack): Promise<string> {
  const registry = await startSchemaRegistry({ directory: join(directory, 'schema-registry'), kafkaBrokers, port: 0 });
  started.defer(() => registry.stop());
  return registry.address;
}

/** Kafka is the first to start, so what keeps containers from starting at all shows here. */
async function orAdvice<T>(starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (cause) {
    const { message } = cause as Error;
    if (/port is already allocated|address already in use/i.test(message)) throw new AddressInUseError(message);
    const advice =
      'TESTCONTAINERS_RYUK_DISABLED=true does without the reaper of testcontainers, whose image may be out of reach; TEST_STACK=native does without containers';
    throw new Error(`no container could be started: ${message.trim()}. ${advice}`, { cause });
  }
}
