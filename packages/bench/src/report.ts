/** What a bench has found out, as it is written to a file. */

import type { LatencyRun } from './latency/measure-latency.ts';
import { noticesPerSecond } from './latency/measure-notices.ts';
import type { Percentiles } from './latency/percentiles.ts';
import type { Load } from './load/purchases.ts';
import { type Spread, spreadOf } from './measure/spread.ts';
import type { JobRun } from './run/measure-job.ts';
import type { RedisUse } from './run/redis-use.ts';
import type { Comparison } from './run/transitions.ts';
import { lifecycleSteps, type WholePathRun } from './run/whole-path.ts';

export interface Report {
  readonly measuredAt: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly load: Load;
  /** Of the whole path: smaller, as it takes longer. */
  readonly wholePathLoad: Load;
  readonly runs: number;
  readonly peersJob: Row;
  readonly wholePath: WholePathRow;
  readonly peers: Readonly<Record<string, PeerRow>>;
}

export interface Row {
  readonly eventsPerSecond: Spread;
  /** In all, and of each process. */
  readonly cpuMicrosecondsPerEvent: Spread & { readonly worker: Spread; readonly redis: Spread; readonly broker: Spread };
  /** In all, and of each kind of key; null of whom keeps nothing there. */
  readonly redisBytesPerCustomer:
    | (Spread & { readonly states: Spread; readonly timers: Spread; readonly journey: Spread; readonly other: Spread })
    | null;
  readonly workerPeakMemoryBytes: Spread;
  /** From the start of the process on. */
  readonly secondsFromStart: Spread;
  /** Milliseconds that 999 of 1000 calls of Lua stayed under; null of whom calls none. */
  readonly luaP999Milliseconds: Spread | null;
  /** The share of the machine that others took meanwhile. */
  readonly takenByOthers: Spread;
  /** At `perSecond` events per second; null where it can't keep up, or was not measured. */
  readonly latencyMilliseconds: (Percentiles & { readonly perSecond: number }) | null;
  /** At all rates that were measured. */
  readonly latencies: readonly MeasuredLatency[];
}

/** All four sources, through lifecycle, actions and delivery. */
export interface WholePathRow {
  readonly eventsPerSecond: Spread;
  /** In all, and of each process. */
  readonly cpuMicrosecondsPerEvent: Spread & Readonly<Record<keyof WholePathRun['cpuMicrosecondsPerEvent'], Spread>>;
  /** Of the lifecycle's batches. */
  readonly stepMicrosecondsPerEvent: Readonly<Record<keyof WholePathRun['stepMicrosecondsPerEvent'], Spread>>;
  readonly redisBytesPerCustomer: NonNullable<Row['redisBytesPerCustomer']>;
  readonly peakMemoryBytes: Readonly<Record<keyof WholePathRun['peakMemoryBytes'], Spread>>;
  readonly webhooks: Spread;
  /** From notice to alert at `perSecond` notices per second and nothing else: of each figure the median of the runs. */
  readonly latencyMilliseconds: Percentiles & { readonly perSecond: number };
}

export interface MeasuredLatency extends LatencyRun {
  /** Such as "50 % of capacity". */
  readonly at: string;
  readonly perSecond: number;
}

export interface PeerRow extends Row {
  /** Events per second of Ebb by those of the peer, run by run. */
  readonly ebbIsTimesAsFast: Spread;
  /** Null of one that did not do all of the load. */
  readonly transitions: Comparison | null;
}

/** @param latencies of which the last is the one that stands for all */
export function rowOf(runs: readonly JobRun[], latencies: readonly MeasuredLatency[]): Row {
  const of = (figure: (run: JobRun) => number) => spreadOf(runs.map(figure));
  const cpu = (part: keyof JobRun['cpuMicrosecondsPerEvent']) => of((run) => run.cpuMicrosecondsPerEvent[part]);
  const usesRedis = runs.some((run) => sum(run.redisBytesPerCustomer) > 0);
  const last = latencies.at(-1);
  return {
    eventsPerSecond: of((run) => run.eventsPerSecond),
    cpuMicrosecondsPerEvent: {
      ...of((run) => sum(run.cpuMicrosecondsPerEvent)),
      worker: cpu('worker'),
      redis: cpu('redis'),
      broker: cpu('broker'),
    },
    redisBytesPerCustomer: usesRedis ? redisOf(runs) : null,
    workerPeakMemoryBytes: of((run) => run.workerPeakMemoryBytes),
    secondsFromStart: of((run) => run.secondsFromStart),
    luaP999Milliseconds: luaOf(runs),
    takenByOthers: of((run) => run.takenByOthers),
    latencyMilliseconds:
      last === undefined || last.milliseconds === null ? null : { ...last.milliseconds, perSecond: last.perSecond },
    latencies,
  };
}

const sum = (parts: object): number => (Object.values(parts) as number[]).reduce((total, part) => total + part, 0);

function luaOf(runs: readonly JobRun[]): Spread | null {
  const known = runs.map(({ luaP999Milliseconds }) => luaP999Milliseconds).filter((milliseconds) => milliseconds !== null);
  return known.length === 0 ? null : spreadOf(known);
}

export function wholePathRowOf(runs: readonly WholePathRun[]): WholePathRow {
  const of = (figure: (run: WholePathRun) => number) => spreadOf(runs.map(figure));
  const cpu = (part: keyof WholePathRun['cpuMicrosecondsPerEvent']) => of((run) => run.cpuMicrosecondsPerEvent[part]);
  const notice = (figure: keyof Percentiles) => of((run) => run.noticeMilliseconds[figure]).median;
  const peak = (part: keyof WholePathRun['peakMemoryBytes']) => of((run) => run.peakMemoryBytes[part]);
  return {
    eventsPerSecond: of((run) => run.eventsPerSecond),
    cpuMicrosecondsPerEvent: {
      ...of((run) => sum(run.cpuMicrosecondsPerEvent)),
      lifecycle: cpu('lifecycle'),
      actions: cpu('actions'),
      delivery: cpu('delivery'),
      redis: cpu('redis'),
      broker: cpu('broker'),
    },
    stepMicrosecondsPerEvent: Object.fromEntries(
      lifecycleSteps.map((step) => [step, of((run) => run.stepMicrosecondsPerEvent[step])]),
    ) as WholePathRow['stepMicrosecondsPerEvent'],
    redisBytesPerCustomer: redisOf(runs),
    peakMemoryBytes: { lifecycle: peak('lifecycle'), actions: peak('actions'), delivery: peak('delivery') },
    webhooks: of((run) => run.webhooks),
    latencyMilliseconds: {
      p50: notice('p50'),
      p99: notice('p99'),
      p999: notice('p999'),
      max: notice('max'),
      perSecond: noticesPerSecond,
    },
  };
}

function redisOf(runs: readonly { readonly redisBytesPerCustomer: RedisUse }[]): NonNullable<Row['redisBytesPerCustomer']> {
  const of = (part: keyof RedisUse) => spreadOf(runs.map(({ redisBytesPerCustomer }) => redisBytesPerCustomer[part]));
  return {
    ...spreadOf(runs.map(({ redisBytesPerCustomer }) => sum(redisBytesPerCustomer))),
    states: of('states'),
    timers: of('timers'),
    journey: of('journey'),
    other: of('other'),
  };
}
