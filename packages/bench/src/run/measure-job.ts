/** One run of a contender over a load: from its start until all is durable and all transitions are in Kafka. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureTopics } from '@ebb/kafka';
import { cpuSecondsOf, machineCpuSeconds, peakMemoryBytesOf } from '../measure/process-usage.ts';
import type { BenchServers, Filled } from './bench-servers.ts';
import type { Contender } from './contender.ts';
import { luaP999Milliseconds } from './lua-latency.ts';
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
  /** Of all its processes together. */
  readonly workerPeakMemoryBytes: number;
  readonly redisBytesPerCustomer: RedisUse;
  /** 999 of 1000 calls of Lua stayed under it; null where there were none. */
  readonly luaP999Milliseconds: number | null;
  /** What other processes took meanwhile of the machine, from 0 to 1: a run beside much of it tells little. */
  readonly takenByOthers: number;
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
  await servers.redis.config('RESETSTAT');
  const events = Math.min(
    contender.eventsMax,
    filled.events.reduce((sum, count) => sum + count, 0),
  );
  const startedAt = performance.now();
  const launched = await contender.launch({ servers, filled, output, name, directory, tunedFor: 'throughput' });
  let ended = false;
  void launched.ended.then(() => {
    ended = true;
  });
  const reading = (): Reading & { readonly at: number } => ({
    at: performance.now(),
    worker: sum(launched.pids.map(cpuSecondsOf)),
    redis: cpuSecondsOf(servers.stack.redis.pid),
    broker: cpuSecondsOf(servers.stack.kafka.pid),
    bench: cpuSecondsOf(process.pid),
    machine: machineCpuSeconds(),
  });
  const look = async () => {
    if (ended) throw new Error(`${contender.name} ended before its time:\n${launched.log()}`);
    await pause(lookEveryMilliseconds);
    const committed = await launched.committed();
    return { committed, isDone: committed >= events && (await launched.hasSentAll()) };
  };
  const launch = { ...reading(), committed: 0 };
  let seen = await look();
  while (seen.committed === 0) seen = await look();
  // A load so small that it is committed at once counts from the start.
  const first = seen.committed < events ? { ...reading(), committed: seen.committed } : launch;
  while (!seen.isDone) seen = await look();
  const last = reading();
  const workerPeakMemoryBytes = sum(launched.pids.map(peakMemoryBytesOf));
  const lua = await luaP999Milliseconds(servers.redis);
  const redisBytesPerCustomer = await redisUsePerCustomer(servers.redis, filled.load.customers);
  await launched.stop();
  const counted = seen.committed - first.committed;
  const perEvent = (who: keyof CpuUse) => ((last[who] - first[who]) * 1e6) / counted;
  return {
    contender: contender.name,
    events,
    secondsFromStart: (last.at - startedAt) / 1_000,
    eventsPerSecond: (counted * 1_000) / (last.at - first.at),
    cpuMicrosecondsPerEvent: { worker: perEvent('worker'), redis: perEvent('redis'), broker: perEvent('broker') },
    workerPeakMemoryBytes,
    redisBytesPerCustomer,
    luaP999Milliseconds: lua,
    takenByOthers: othersShare(first, last),
    output,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface Reading extends CpuUse {
  readonly bench: number;
  readonly machine: { readonly busy: number; readonly all: number };
}

function othersShare(first: Reading, last: Reading): number {
  const own = (reading: Reading) => reading.worker + reading.redis + reading.broker + reading.bench;
  const others = last.machine.busy - first.machine.busy - (own(last) - own(first));
  return Math.max(others, 0) / (last.machine.all - first.machine.all);
}
