import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { kafkaFolder, repository } from './folders.ts';
import { freePort, onFreePort } from './ports.ts';
import { type Server, startServer } from './server.ts';
import type { StartOptions } from './start-options.ts';

const usualKafkaPort = 9092;

const settings = resolve(repository, 'infra/kafka');
const host = '127.0.0.1';
const classPath = join(kafkaFolder, 'libs', '*');
/** Enough for hundreds of partitions; the broker's own cache is the system's page cache, not the heap. */
const heap = ['-Xms256m', '-Xmx768m', '-XX:+ExitOnOutOfMemoryError'];

/** Starts one Kafka node (KRaft) on the data in the folder, which it makes if need be. Its address is `host:port`. */
export async function startKafka(options: StartOptions): Promise<Server> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  return onFreePort(options.port ?? usualKafkaPort, async (port) => {
    const configuration = await writeConfiguration(directory, port);
    const clusterId = await formatOnce(directory, configuration);
    return startServer({
      name: 'kafka',
      command: [
        'java',
        ...heap,
        `-Dlog4j2.configurationFile=${join(settings, 'log4j2.yaml')}`,
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
      probe: async () => ((await clusterIdAt(`${host}:${port}`)) === clusterId ? `${host}:${port}` : undefined),
    });
  });
}

/** The common settings, and after them what belongs to this start. */
async function writeConfiguration(directory: string, port: number): Promise<string> {
  const controllerPort = await freePort();
  const file = join(directory, 'server.properties');
  const common = await readFile(join(settings, 'server.properties'), 'utf8');
  const own = [
    `listeners=PLAINTEXT://${host}:${port},CONTROLLER://${host}:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://${host}:${port}`,
    `controller.quorum.voters=1@${host}:${controllerPort}`,
    `log.dirs=${join(directory, 'data')}`,
  ];
  await writeFile(file, `${common}\n${own.join('\n')}\n`);
  return file;
}

/** Prepares an empty folder for Kafka; the answer is the cluster's id, by which the node is known from another's. */
async function formatOnce(directory: string, configuration: string): Promise<string> {
  const existing = await clusterIdIn(directory);
  if (existing !== undefined) return existing;
  const clusterId = randomBytes(16).toString('base64url');
  const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m'];
  const storageTool = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '-c', configuration];
  await promisify(execFile)('java', [...quickStart, ...storageTool]);
  return clusterId;
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
