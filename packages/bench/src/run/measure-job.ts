/** One run of a contender over a load: from its start until all is durable and all transitions are in Kafka. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureTopics } from '@ebb/kafka';
import { cpuSecondsOf, peakMemoryBytesOf } from '../measure/process-usage.ts';
import type { BenchServers, Filled } from './bench-servers.ts';
import type { Contender } from './contender.ts';
import { type RedisUse, redisUsePerCustomer } from './redis-use.ts';

const lookEveryMilliseconds = 25;

/** Microseconds of CPU per event. */
interface CpuUse {
  readonly worker: number;
  readonly redis: number;
  readonly broker: number;
}

export interface JobRun {
  readonly contender: string;
  readonly events: number;
  /** From the start of the process on. */
  readonly secondsFromStart: number;
  /** From the first commit on, of what was committed after it: start-up apart. The CPU likewise. */
  readonly eventsPerSecond: number;
  readonly cpuMicrosecondsPerEvent: CpuUse;
  readonly workerPeakMemoryBytes: number;
  readonly redisBytesPerCustomer: RedisUse;
  /** The topic with its transitions. */
  readonly output: string;
}

export async function measureJob(contender: Contender, servers: BenchServers, filled: Filled, run: number): Promise<JobRun> {
  const name = `${contender.name}-${run}`;
  const output = `${name}-transitions`;
  const directory = join(servers.directory, name);
  await mkdir(directory, { recursive: true });
  await ensureTopics(servers.kafka, [{ name: output, cleanupPolicy: 'delete' }], filled.events.length);
  await servers.redis.flushall();
  const startedAt = performance.now();
  const launched = await contender.launch({ servers, filled, output, name, directory });
  let ended = false;
  void launched.ended.then(() => {
    ended = true;
  });
  const reading = () => ({
    at: performance.now(),
    worker: cpuSecondsOf(launched.pid),
    redis: cpuSecondsOf(servers.stack.redis.pid),
    broker: cpuSecondsOf(servers.stack.kafka.pid),
  });
  const look = async () => {
    if (ended) throw new Error(`${contender.name} ended before its time:\n${launched.log()}`);
    await pause(lookEveryMilliseconds);
    const committed = await launched.committed();
    const isDone =
      filled.events.every((count, partition) => (committed[partition] ?? 0) >= count) && (await launched.hasSentAll());
    return { committed: committed.reduce((sum, offset) => sum + offset, 0), isDone };
  };
  let seen = await look();
  while (seen.committed === 0) seen = await look();
  const first = { ...reading(), committed: seen.committed };
  while (!seen.isDone) seen = await look();
  const last = reading();
  const workerPeakMemoryBytes = peakMemoryBytesOf(launched.pid);
  const redisBytesPerCustomer = await redisUsePerCustomer(servers.redis, filled.load.customers);
  await launched.stop();
  const counted = seen.committed - first.committed;
  const perEvent = (who: keyof CpuUse) => ((last[who] - first[who]) * 1e6) / counted;
  return {
    contender: contender.name,
    events: seen.committed,
    secondsFromStart: (last.at - startedAt) / 1_000,
    eventsPerSecond: (counted * 1_000) / (last.at - first.at),
    cpuMicrosecondsPerEvent: { worker: perEvent('worker'), redis: perEvent('redis'), broker: perEvent('broker') },
    workerPeakMemoryBytes,
    redisBytesPerCustomer,
    output,
  };
}
