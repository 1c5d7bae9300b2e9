/** Ebb as a contender: lifecycle workers in processes of their own, with purchases as the only source. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureTopics } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import type { Cursor } from '@ebb/runtime';
import { readCdnowCalibrationFile } from '@ebb/testing/cdnow';
import { launchWorker } from '@ebb/testing/pipeline';
import { stringify } from 'yaml';
import type { BenchServers } from './bench-servers.ts';
import type { Contender, Launched, Place } from './contender.ts';

/** Silence that does not speak within the 400 days of the load: the peers have no timers, and all are to say the same. */
const never = { daysMin: 3_650, daysMax: 3_650 };

/** Of Node: see the Dockerfile. */
const asInTheImage = '--max-semi-space-size=32';

/** @param profileDirectory a folder for the process's CPU profile; null for none */
export const nodeOptions = (profileDirectory: string | null): string =>
  profileDirectory === null ? asInTheImage : `${asInTheImage} --cpu-prof --cpu-prof-dir=${profileDirectory}`;

/** As many as there are cores, as one would deploy them: each works on its own partitions. */
const workersFor = (partitions: number) => Math.min(availableParallelism(), partitions);

/** What of Ebb's configuration makes it do the peers' job. */
export const peersJob = {
  sources: { supportContacts: null, profiles: null, engagements: null },
  calibration: readCdnowCalibrationFile(),
  // The peers hold all customers in memory, too; they keep no journey either.
  cacheCustomersMax: 60_000,
  journeyBytesMax: 0,
  lifecycle: {
    lapse: { firstTime: never, earlyRepeat: never, returned: never },
    core: { watch: never, leaving: never, gone: never },
  },
};

const configOf = ({ filled, name, output }: Place) => ({
  ...peersJob,
  partitions: filled.events.length,
  sources: { ...peersJob.sources, purchases: { topic: filled.topic } },
  outputs: {
    customerAlerts: output,
    lifecycleCensus: `${name}-census`,
    calibrations: `${name}-calibrations`,
    deadLetters: `${name}-dead`,
  },
  kafka: { groupId: name },
});

/** @param profileDirectory a folder for the workers' CPU profiles; null for none, as profiling costs a little */
export const ebb = (profileDirectory: string | null = null): Contender => ({
  name: 'ebb',
  eventsMax: Number.POSITIVE_INFINITY,
  launch: async (place) => {
    const { servers, filled, directory } = place;
    const { kafkaBrokers, redisUrl, schemaRegistryUrl } = servers.stack.addresses;
    const config = configOf(place);
    const file = join(directory, 'ebb.yaml');
    await writeFile(file, stringify(config));
    const { lifecycleCensus, calibrations, deadLetters } = config.outputs;
    const topics = [lifecycleCensus, calibrations, deadLetters].map((name) => ({ name, cleanupPolicy: 'compact' as const }));
    await ensureTopics(servers.kafka, topics, config.partitions);
    const workers = Array.from({ length: workersFor(config.partitions) }, () =>
      launchWorker({
        KAFKA_BROKERS: kafkaBrokers,
        REDIS_URL: redisUrl,
        SCHEMA_REGISTRY_URL: schemaRegistryUrl,
        EBB_CONFIG: file,
        EBB_LOG_LEVEL: 'warn',
        NODE_OPTIONS: nodeOptions(profileDirectory),
      }),
    );
    return {
      pids: workers.map(({ pid }) => pid),
      up: () => Promise.all(workers.map(({ up }) => up)),
      ended: Promise.race(workers.map(({ ended }) => ended)),
      log: () => workers.map((worker) => worker.log()).join(''),
      stop: () => Promise.all(workers.map((worker) => worker.stop())),
      ...progressOf(servers, filled.events.length),
    };
  },
});

/** Read from Redis, where the workers commit. */
const progressOf = ({ redis }: BenchServers, partitions: number): Pick<Launched, 'committed' | 'hasSentAll'> => {
  const keys = Array.from({ length: partitions }, (_, partition) => partitionKeys('lifecycle', partition));
  return {
    committed: async () => {
      const cursors = await Promise.all(keys.map(({ meta }) => redis.hget(meta, 'cursor')));
      const offsets = cursors.map((text) => (text === null ? 0 : ((JSON.parse(text) as Cursor).sources[0]?.offset ?? 0)));
      return offsets.reduce((sum, offset) => sum + offset, 0);
    },
    hasSentAll: async () => (await Promise.all(keys.map(({ outbox }) => redis.llen(outbox)))).every((length) => length === 0),
  };
};
