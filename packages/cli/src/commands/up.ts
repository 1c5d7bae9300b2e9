import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from '@commander-js/extra-typings';
import { loadConfig } from '@ebb/contracts';
import { ebbFolder, type GivenAddresses, givenAddresses, prepareStack, startStack } from '@ebb/stack';
import { UserError } from '../errors.ts';
import { configFileOf } from '../running/config-file.ts';
import { healthOfAll } from '../running/health.ts';
import { oneAtATime } from '../running/one-at-a-time.ts';
import { serviceNames, startService } from '../running/services.ts';
import { isAlive, type RecordedProcess, runFolder, StateFile } from '../running/state.ts';
import { stopProcess } from '../running/stop-process.ts';
import { makeTopics } from '../running/topics.ts';
import { step } from '../step.ts';
import { printStatus } from './status.ts';

const wellMillisecondsMax = 20_000;
const askEveryMilliseconds = 250;

export const up = () =>
  new Command('up')
    .summary('start Kafka, Redis, the schema registry and the services in the background')
    .description(
      `Starts what does not run yet, in the background: Kafka, Redis, the schema registry, then the services.
Data is kept in .ebb/data, logs in .ebb/run. Where a usual port is taken, a free one is used.`,
    )
    .action(async () => {
      await oneAtATime(startAll);
      await untilAllAreWell();
      await printStatus();
    });

async function startAll(): Promise<void> {
  const file = new StateFile();
  const configFile = configFileOf(process.env);
  const living = await settleFormerStart(file);
  const former = new Map(file.read().processes.map(({ name, address }) => [name, address]));
  const portOf = (name: string) => portIn(former.get(name));
  const given = givenAddresses(process.env);
  file.recordGiven(namedGiven(given));
  const usable: GivenAddresses = {
    kafkaBrokers: given.kafkaBrokers ?? living.get('kafka')?.address,
    redisUrl: given.redisUrl ?? living.get('redis')?.address,
    schemaRegistryUrl: given.schemaRegistryUrl ?? living.get('schema-registry')?.address,
  };
  await prepareStack(usable, step);

  const interrupted = interruption();
  const common = { stays: true, signal: interrupted.signal, onProcess: file.record.bind(file) };
  const stack = await startStack({
    ...common,
    directory: join(ebbFolder, 'data'),
    logDirectory: runFolder,
    given: usable,
    // What is still running looks for the others where they were.
    ports: { kafka: portOf('kafka'), redis: portOf('redis'), schemaRegistry: portOf('schema-registry') },
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    if (given.kafkaBrokers === undefined) await makeTopics(stack.addresses.kafkaBrokers, loadConfig(configFile));
    for (const name of serviceNames.filter((service) => !living.has(service))) {
      await step(name, () => startService(name, { ...common, addresses: stack.addresses, configFile }));
    }
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    interrupted.stopListening();
  }
}

/** A service that lost a server needs a moment to find it again. */
async function untilAllAreWell(): Promise<void> {
  const deadline = Date.now() + wellMillisecondsMax;
  while ((await healthOfAll(new StateFile().read())).some(({ healthy }) => !healthy) && Date.now() < deadline) {
    await pause(askEveryMilliseconds);
  }
}

/** What still runs and answers by name. What was left half started by an `up` that was killed is stopped first. */
async function settleFormerStart(file: StateFile): Promise<Map<string, RecordedProcess>> {
  const living = file.read().processes.filter(isAlive);
  const halfStarted = living.filter(({ address }) => address === undefined);
  await Promise.all(halfStarted.map(stopProcess));
  return new Map(living.filter(({ address }) => address !== undefined).map((running) => [running.name, running]));
}

/** The port that an address (`host:port` or a URL) ends with. */
function portIn(address: string | undefined): number | undefined {
  const port = /:(\d+)$/.exec(address ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Given servers under the names that our own have in `status`. */
function namedGiven(given: GivenAddresses): Record<string, string> {
  const named = { kafka: given.kafkaBrokers, redis: given.redisUrl, 'schema-registry': given.schemaRegistryUrl };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Turns Ctrl-C and SIGTERM into the end of the start; without it, what has been started would stay half up. */
function interruption() {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals) =>
    controller.abort(new UserError(`${signal}: what had been started is stopped again`));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const stopListening = () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  return { signal: controller.signal, stopListening };
}
