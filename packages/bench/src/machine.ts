/** What was measured on, and with. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@ebb/stack';
import { peersFolder } from './run/build-peers.ts';

export function machine(): Record<string, string> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: String(availableParallelism()),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()} ${arch()}`,
  };
}

export async function versions(): Promise<Record<string, string>> {
  const [java, redis] = await Promise.all([firstLineOf('java', '-version'), firstLineOf('redis-server', '--version')]);
  return {
    ebb: (JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string }).version,
    node: process.version,
    java: /"(.*?)"/.exec(java)?.[1] ?? java,
    redis: /v=(\S+)/.exec(redis)?.[1] ?? redis,
    kafka: versionIn(join(repository, 'infra/kafka/pom.xml'), 'kafka_2.13'),
    kafkaStreams: versionIn(join(peersFolder, 'kafka-streams/pom.xml'), 'kafka-streams'),
    flink: versionIn(join(peersFolder, 'flink/pom.xml'), 'flink-streaming-java'),
  };
}

const versionIn = (pom: string, artifact: string): string =>
  new RegExp(`<artifactId>${artifact}</artifactId>\\s*<version>(.*?)</version>`).exec(readFileSync(pom, 'utf8'))?.[1] ?? '?';

async function firstLineOf(program: string, question: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, [question]);
  return (stdout || stderr).split('\n')[0] ?? '';
}
