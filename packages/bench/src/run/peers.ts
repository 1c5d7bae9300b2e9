/** The peers as contenders: processes that commit their offsets to Kafka together with what rests on them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { boundToParent } from '@ebb/stack';
import type { Contender, Place } from './contender.ts';

const peersFolder = join(import.meta.dirname, '../../peers');

/** Opened for Flink, which reads fields of the JDK's collections to serialise them. */
const opened = ['java.lang', 'java.util', 'java.util.concurrent', 'java.net', 'java.nio'];

/** As those who run such a process for its throughput do: all of a fixed heap, and the collector that is best at it. */
const javaCommand = (module: string, main: string, ...parameters: readonly string[]) => [
  'java',
  '-Xms2g',
  '-Xmx2g',
  '-XX:+UseParallelGC',
  ...opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
  '-cp',
  [join(peersFolder, module, 'target', `peers-${module}-1.jar`), join(peersFolder, module, 'target', 'libs', '*')].join(':'),
  `ebb.peers.${main}`,
  ...parameters,
];

const peer = (name: string, commitIntervalMilliseconds: number, command: readonly string[]): Contender => ({
  name,
  launch: async (place) => {
    const [program, ...parameters] = boundToParent(command);
    const child = spawn(program as string, parameters, {
      env: { ...process.env, ...environmentOf(place), COMMIT_INTERVAL_MILLISECONDS: String(commitIntervalMilliseconds) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    const ended = once(child, 'close');
    return {
      pid: child.pid as number,
      ended,
      log: () => said,
      committed: () => committedOffsets(place),
      // They commit an offset when Kafka has all that follows from it.
      hasSentAll: async () => true,
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  },
});

function environmentOf({ servers, filled, output, name, directory }: Place): Record<string, string> {
  const { kafkaBrokers, redisUrl } = servers.stack.addresses;
  return {
    KAFKA_BROKERS: kafkaBrokers,
    REDIS_URL: redisUrl,
    INPUT_TOPIC: filled.topic,
    OUTPUT_TOPIC: output,
    GROUP_ID: name,
    STATE_DIRECTORY: directory,
    PURCHASE_SCHEMA_ID: String(servers.schemaIds.purchase),
    TRANSITION_SCHEMA_ID: String(servers.schemaIds.transition),
  };
}

async function committedOffsets({ servers, filled, name }: Place): Promise<readonly number[]> {
  const [topic] = await servers.admin.fetchOffsets({ groupId: name, topics: [filled.topic] });
  const offsets = filled.events.map(() => 0);
  // -1 where nothing is committed.
  for (const { partition, offset } of topic?.partitions ?? []) offsets[partition] = Math.max(Number(offset), 0);
  return offsets;
}

export const peers: readonly Contender[] = [
  peer('flink-heap-eos', 1_000, javaCommand('flink', 'FlinkPeer', 'hashmap')),
  peer('flink-rocksdb-eos', 1_000, javaCommand('flink', 'FlinkPeer', 'rocksdb')),
  peer('kafka-streams-memory-eos', 100, javaCommand('kafka-streams', 'KafkaStreamsPeer', 'memory')),
  peer('kafka-streams-rocksdb-eos', 100, javaCommand('kafka-streams', 'KafkaStreamsPeer', 'rocksdb')),
];
