/**
 * How fast Ebb does the peers' job, on servers started for it.
 *
 *   node packages/bench/src/peers-job.ts [--events N] [--runs N] [--cpu-prof FOLDER]
 */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectKafka, ensureTopics, Schemas } from '@ebb/kafka';
import { startStack, temporaryFolder } from '@ebb/stack';
import { fill } from './load/fill.ts';
import { fullLoad, purchases } from './load/purchases.ts';
import { runEbbJob } from './run/ebb-job.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: String(fullLoad.events) },
    runs: { type: 'string', default: '1' },
    'cpu-prof': { type: 'string' },
  },
});
const load = { ...fullLoad, events: Number(values.events) };
const partitions = 4;
const topic = 'bench-purchases';
const log = { info: () => undefined, warn: console.warn, error: console.error };

const profileDirectory = values['cpu-prof'] === undefined ? null : resolve(values['cpu-prof']);
if (profileDirectory !== null) await mkdir(profileDirectory, { recursive: true });
const directory = await temporaryFolder();
const stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
try {
  const { kafkaBrokers, schemaRegistryUrl } = stack.addresses;
  const kafka = connectKafka({ brokers: kafkaBrokers.split(','), clientId: 'bench' }, log);
  await ensureTopics(kafka, [{ name: topic, cleanupPolicy: 'delete' }], partitions);
  const began = performance.now();
  const events = await fill(kafka, new Schemas(schemaRegistryUrl, log), purchases(load), { topic, partitions });
  console.warn(`${load.events} events written in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  for (let run = 1; run <= Number(values.runs); run += 1) {
    const result = await runEbbJob({
      stack,
      directory: join(directory, 'runs'),
      topic,
      events,
      customers: load.customers,
      profileDirectory,
      name: `bench-${run}`,
    });
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await stack.stop();
  await rm(directory, { recursive: true });
}
