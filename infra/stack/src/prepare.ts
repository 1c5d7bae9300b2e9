/** Gets what the native stack needs and the machine lacks: Java, Maven and Redis by apt, Kafka's jars by Maven. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { GivenAddresses } from './addresses.ts';
import { kafkaFolder, kafkaVersion, repository } from './folders.ts';
import { installPackages } from './system-packages.ts';

const run = promisify(execFile);
const javaVersionMin = 17;
const redisVersionMin = 7;

/** Runs a step of the set-up and says what it is and how long it took. */
export type Step = (what: string, work: () => Promise<unknown>) => Promise<void>;

/**
 * Makes the machine ready to start whatever has no address given. What is there already costs a few milliseconds.
 * @throws {MissingPackagesError} packages are missing and may not be installed from here; the message says what to type.
 */
export async function prepareStack(given: GivenAddresses, step: Step): Promise<void> {
  const needsKafka = given.kafkaBrokers === undefined;
  const needsRedis = given.redisUrl === undefined;
  const jarsMissing = needsKafka && !existsSync(join(kafkaFolder, 'libs'));
  const missing: string[] = [];
  if (needsKafka && !((await javaVersion()) >= javaVersionMin)) missing.push('default-jre-headless');
  if (jarsMissing && !(await answers('mvn', '--version'))) missing.push('maven');
  if (needsRedis && !((await redisVersion()) >= redisVersionMin)) missing.push('redis-server');
  if (missing.length > 0) await step(`System packages: ${missing.join(', ')}`, () => installPackages(missing));
  if (jarsMissing) {
    const fetch = resolve(repository, 'infra/kafka/fetch');
    await step(`Apache Kafka ${kafkaVersion}`, () => run(fetch, [kafkaFolder]));
  }
}

/**
 * Makes the machine ready to build Java with Maven.
 * @throws {MissingPackagesError} as above
 */
export async function prepareJavaBuild(step: Step): Promise<void> {
  const missing: string[] = [];
  if (!(await answers('javac', '--version'))) missing.push('default-jdk-headless');
  if (!(await answers('mvn', '--version'))) missing.push('maven');
  if (missing.length > 0) await step(`System packages: ${missing.join(', ')}`, () => installPackages(missing));
}

/** The major version, or NaN. */
async function javaVersion(): Promise<number> {
  const { stderr } = await outputOf('java', '-version');
  return Number(/version "(\d+)/.exec(stderr)?.[1]);
}

/** The major version, or NaN. Valkey's `redis-server` answers in the same form. */
async function redisVersion(): Promise<number> {
  const { stdout } = await outputOf('redis-server', '--version');
  return Number(/v=(\d+)/.exec(stdout)?.[1]);
}

async function answers(program: string, question: string): Promise<boolean> {
  return (await outputOf(program, question)).stdout !== '';
}

async function outputOf(program: string, question: string): Promise<{ stdout: string; stderr: string }> {
  try {
    return await run(program, [question]);
  } catch {
    return { stdout: '', stderr: '' };
  }
}
