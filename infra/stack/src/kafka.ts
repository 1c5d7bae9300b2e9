import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { kafkaFolder, repository } from './folders.ts';
import { kafkaSettingsFile } from './kafka-settings.ts';
import { freePort, onFreePort } from './ports.ts';
import { type Server, startServer } from './server.ts';
import type { StartOptions } from './start-options.ts';

const usualKafkaPort = 9092;

const host = '127.0.0.1';
const classPath = join(kafkaFolder, 'libs', '*');
/** Enough for hundreds of partitions; the broker's own cache is the system's page cache, not the heap. */
const heap = ['-Xms256m', '-Xmx768m', '-XX:+ExitOnOutOfMemoryError'];

export interface KafkaOptions extends StartOptions {
  /** On top of the common ones, each `name=value`. */
  readonly settings?: readonly string[];
}

/** Starts one Kafka node (KRaft) on the data in the folder, which it makes if need be. Its address is `host:port`. */
export async function startKafka(options: KafkaOptions): Promise<Server> {
  return onFreePort(options.port ?? usualKafkaPort, async (port) => {
    const controller = `${host}:${await freePort()}`;
    const { settings = [] } = options;
    return startNode(options, { id: 1, port, controller, voters: `1@${controller}`, clusterId: newClusterId(), settings });
  });
}

/** Nodes that each hold a copy of everything; two of three are enough to go on. */
export interface KafkaCluster {
  readonly nodes: readonly Server[];
  /** `host:port` of all nodes. */
  readonly brokers: string;
  stop(): Promise<void>;
}

/** Starts three Kafka nodes that make up one cluster, each a broker and a controller, on free ports, each in a folder of its own. */
export async function startKafkaCluster({ directory }: Pick<StartOptions, 'directory'>): Promise<KafkaCluster> {
  const places: { id: number; port: number; controller: string }[] = [];
  for (const id of [1, 2, 3]) places.push({ id, port: await freePort(), controller: `${host}:${await freePort()}` });
  const voters = places.map(({ id, controller }) => `${id}@${controller}`).join(',');
  const clusterId = newClusterId();
  const settings = replicated(places.length);
  const nodes = await Promise.all(
    places.map((place) => startNode({ directory: join(directory, String(place.id)) }, { ...place, voters, clusterId, settings })),
  );
  return {
    nodes,
    brokers: nodes.map(({ address }) => address).join(','),
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

/** A record is acknowledged when two nodes have it, so it outlasts any one of them. */
const replicated = (replicas: number): string[] => [
  `default.replication.factor=${replicas}`,
  'min.insync.replicas=2',
  `offsets.topic.replication.factor=${replicas}`,
  `transaction.state.log.replication.factor=${replicas}`,
  'transaction.state.log.min.isr=2',
];

interface Node {
  readonly id: number;
  readonly port: number;
  /** `host:port` of its part in the quorum. */
  readonly controller: string;
  /** `id@host:port` of the whole quorum. */
  readonly voters: string;
  /** Of a cluster that is new; one that is there keeps its own. */
  readonly clusterId: string;
  /** On top of the common ones. */
  readonly settings: readonly string[];
}

async function startNode(options: StartOptions, node: Node): Promise<Server> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  const configuration = await writeConfiguration(directory, node);
  const clusterId = await formatOnce(directory, configuration, node.clusterId);
  const address = `${host}:${node.port}`;
  return startServer({
    name: 'kafka',
    command: [
      'java',
      ...heap,
      `-Dlog4j2.configurationFile=${resolve(repository, 'infra/kafka/log4j2.yaml')}`,
      '-cp',
      classPath,
      'kafka.Kafka',
      configuration,
    ],
    workingDirectory: directory,
    logFile: options.logFile ?? join(directory, 'kafka.log'),
    stays: options.stays ?? false,
    signal: options.signal,
    onProcess: options.onProcess,
    probe: async () => ((await clusterIdAt(address)) === clusterId ? address : undefined),
  });
}

/** The common settings, and after them what belongs to this start. */
async function writeConfiguration(directory: string, { id, port, controller, voters, settings }: Node): Promise<string> {
  const file = join(directory, 'server.properties');
  const common = await readFile(kafkaSettingsFile, 'utf8');
  const own = [
    `node.id=${id}`,
    `listeners=PLAINTEXT://${host}:${port},CONTROLLER://${controller}`,
    `advertised.listeners=PLAINTEXT://${host}:${port}`,
    `controller.quorum.voters=${voters}`,
    `log.dirs=${join(directory, 'data')}`,
    ...settings,
  ];
  await writeFile(file, `${common}\n${own.join('\n')}\n`);
  return file;
}

const newClusterId = (): string => randomBytes(16).toString('base64url');

/** Prepares an empty folder for Kafka; the answer is the cluster's id, by which the node is known from another's. */
async function formatOnce(directory: string, configuration: string, newId: string): Promise<string> {
  const existing = await clusterIdIn(directory);
  if (existing !== undefined) return existing;
  const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m'];
  const storageTool = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', `--cluster-id=${newId}`, '-c', configuration];
  await promisify(execFile)('java', [...quickStart, ...storageTool]);
  return newId;
}

async function clusterIdIn(directory: string): Promise<string | undefined> {
  try {
    const properties = await readFile(join(directory, 'data', 'meta.properties'), 'utf8');
    return /^cluster\.id=(.+)$/m.exec(properties)?.[1];
  } catch {
    return undefined;
  }
}

/** The id of the cluster that answers at the address, once it has a broker that takes records. */
export async function clusterIdAt(brokers: string): Promise<string | undefined> {
  const admin = new kafkajs.Kafka({
    brokers: brokers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 2000,
    requestTimeout: 2000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    return cluster.brokers.length > 0 ? cluster.clusterId : undefined;
  } finally {
    await admin.disconnect();
  }
}
