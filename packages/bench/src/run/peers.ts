/** The peers as contenders: processes that commit their offsets to Kafka together with what rests on them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { boundToParent } from '@ebb/stack';
import { peersFolder } from './build-peers.ts';
import type { Contender, Place } from './contender.ts';

/**
 * From commit to commit, or from checkpoint to checkpoint: at Kafka Streams' default of 100 ms it reaches three quarters of the events
 * per second; Flink gains nothing beyond this. For latency that default, as nobody sees a transition before it is committed.
 */
const commitEveryMilliseconds = { throughput: 1_000, latency: 100 };

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

const plainCommand = (each: 'event' | 'batch') => [process.execPath, join(peersFolder, 'plain/main.ts'), each];

/** @param committed how many events are committed, told by what the peer has said, or by the offsets of its group */
const peer = (
  name: string,
  command: readonly string[],
  committed: Progress,
  eventsMax = Number.POSITIVE_INFINITY,
): Contender => ({
  name,
  eventsMax,
  launch: async (place) => {
    const [program, ...parameters] = boundToParent(command);
    const child = spawn(program as string, parameters, {
      env: {
        ...process.env,
        ...environmentOf(place),
        COMMIT_INTERVAL_MILLISECONDS: String(commitEveryMilliseconds[place.tunedFor]),
      },
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
      pids: [child.pid as number],
      // There is but one, and it is up when it answers.
      up: () => Promise.resolve(),
      ended,
      log: () => said,
      committed: async () => committed(said, place),
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
  const { kafkaBrokers, redisUrl, schemaRegistryUrl } = servers.stack.addresses;
  return {
    KAFKA_BROKERS: kafkaBrokers,
    REDIS_URL: redisUrl,
    SCHEMA_REGISTRY_URL: schemaRegistryUrl,
    INPUT_TOPIC: filled.topic,
    OUTPUT_TOPIC: output,
    GROUP_ID: name,
    STATE_DIRECTORY: directory,
    PURCHASE_SCHEMA_ID: String(servers.schemaIds.purchase),
    TRANSITION_SCHEMA_ID: String(servers.schemaIds.transition),
  };
}

type Progress = (said: string, place: Place) => number | Promise<number>;

/** The consumer group's offsets. */
const byOffsets: Progress = async (_said, { servers, filled, name }) => {
  const [topic] = await servers.admin.fetchOffsets({ groupId: name, topics: [filled.topic] });
  // -1 where nothing is committed.
  return (topic?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(Number(offset), 0), 0);
};

/** Lines of `committed <subtask> <events>`; the last of each subtask counts. */
const byItsWord: Progress = (said) => {
  const latest = new Map([...said.matchAll(/^committed (\d+) (\d+)$/gm)].map(([, subtask, events]) => [subtask, Number(events)]));
  return [...latest.values()].reduce((sum, events) => sum + events, 0);
};

export const peers: readonly Contender[] = [
  peer('flink-heap-eos', javaCommand('flink', 'FlinkPeer', 'hashmap'), byItsWord),
  peer('flink-rocksdb-eos', javaCommand('flink', 'FlinkPeer', 'rocksdb'), byItsWord),
  peer('kafka-streams-memory-eos', javaCommand('kafka-streams', 'KafkaStreamsPeer', 'memory'), byOffsets),
  peer('kafka-streams-rocksdb-eos', javaCommand('kafka-streams', 'KafkaStreamsPeer', 'rocksdb'), byOffsets),
  peer('kafkajs-batch', plainCommand('batch'), byOffsets),
  peer('kafkajs-event', plainCommand('event'), byOffsets, 30_000),
];
