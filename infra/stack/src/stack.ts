/** Kafka, Redis and a schema registry on this machine: all of it, or what has not been given. */
import { join } from 'node:path';
import type { Addresses, GivenAddresses } from './addresses.ts';
import { startKafka } from './kafka.ts';
import { startRedis } from './redis.ts';
import { startSchemaRegistry } from './schema-registry.ts';
import type { Server, StartedProcess } from './server.ts';

export interface StackOptions {
  /** Holds the data of all servers, a folder each. */
  readonly directory: string;
  /** Holds `<server>.log`; unless given, each log lies beside the server's data. */
  readonly logDirectory?: string;
  /** The ports wanted; where one is taken, or 0, a free one is chosen. Unless given, the usual ones. */
  readonly ports?: Ports;
  /** Of Kafka, on top of the common ones, each `name=value`. */
  readonly kafkaSettings?: readonly string[];
  /** True: the servers stay when this process ends. Unless given, they die with it, however it ends. */
  readonly stays?: boolean;
  /** Gives the start up; what was started is gone before the promise is rejected. */
  readonly signal?: AbortSignal;
  /** Is told of each server as soon as it has a process, and again when it answers. */
  readonly onProcess?: (started: StartedProcess) => void;
  /** Is told, in a line, of each server that has come up and how long that took. */
  readonly log?: (line: string) => void;
}

export interface Ports {
  readonly kafka?: number | undefined;
  readonly redis?: number | undefined;
  readonly schemaRegistry?: number | undefined;
}

/** `Started` is `Server`, or may be undefined where addresses were given. */
export interface Stack<Started extends Server | undefined = Server> {
  readonly kafka: Started;
  readonly redis: Started;
  readonly schemaRegistry: Started;
  readonly addresses: Addresses;
  /** Stops what was started, those that need others first; what was given goes on. */
  stop(): Promise<void>;
}

/**
 * Starts Kafka, Redis and the schema registry, except those whose address is given, and waits until each answers.
 * @throws {ServerFailedError} one did not come up; the others have been stopped.
 */
export function startStack(options: StackOptions): Promise<Stack>;
export function startStack(options: StackOptions & { readonly given: GivenAddresses }): Promise<Stack<Server | undefined>>;
export async function startStack(
  options: StackOptions & { readonly given?: GivenAddresses },
): Promise<Stack<Server | undefined>> {
  const { given = {}, ports = {} } = options;
  const started: Server[] = [];
  const start = async (begin: () => Promise<Server>): Promise<Server> => {
    const startedAt = performance.now();
    const server = await begin();
    started.push(server);
    options.log?.(`${server.name} at ${server.address} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    return server;
  };
  const common = (name: string, port: number | undefined) => ({
    directory: join(options.directory, name),
    logFile: options.logDirectory && join(options.logDirectory, `${name}.log`),
    port,
    stays: options.stays,
    signal: options.signal,
    onProcess: options.onProcess,
  });
  const stop = () => stopInTurn(started);

  const startKafkaAndRegistry = async () => {
    const kafkaOptions = { ...common('kafka', ports.kafka), settings: options.kafkaSettings ?? [] };
    const kafka = given.kafkaBrokers === undefined ? await start(() => startKafka(kafkaOptions)) : undefined;
    const kafkaBrokers = given.kafkaBrokers ?? (kafka as Server).address;
    const registryOptions = { ...common('schema-registry', ports.schemaRegistry), kafkaBrokers };
    const schemaRegistry =
      given.schemaRegistryUrl === undefined ? await start(() => startSchemaRegistry(registryOptions)) : undefined;
    return { kafka, kafkaBrokers, schemaRegistry };
  };
  const startOwnRedis = async () =>
    given.redisUrl === undefined ? start(() => startRedis(common('redis', ports.redis))) : undefined;

  const [first, second] = await Promise.allSettled([startKafkaAndRegistry(), startOwnRedis()]);
  if (first.status === 'rejected' || second.status === 'rejected') {
    await stop();
    throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
  }
  const { kafka, kafkaBrokers, schemaRegistry } = first.value;
  const redis = second.value;
  const addresses = {
    kafkaBrokers,
    redisUrl: given.redisUrl ?? (redis as Server).address,
    schemaRegistryUrl: given.schemaRegistryUrl ?? (schemaRegistry as Server).address,
  };
  return { kafka, redis, schemaRegistry, addresses, stop };
}

/** The last one started may need those before it. */
async function stopInTurn(started: readonly Server[]): Promise<void> {
  for (const server of started.toReversed()) await server.stop();
}
