/** What a bench has found out, as it is written to a file. */
import type { Percentiles } from './latency/percentiles.ts';
import type { Load } from './load/purchases.ts';
import { type Spread, spreadOf } from './measure/spread.ts';
import type { JobRun } from './run/measure-job.ts';
import type { Comparison } from './run/transitions.ts';

export interface Report {
  readonly measuredAt: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly load: Load;
  readonly runs: number;
  readonly peersJob: Row;
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
  /** The share of the machine that others took meanwhile. */
  readonly takenByOthers: Spread;
  /** At `perSecond` events per second; null where it can't keep up, or was not measured. */
  readonly latencyMilliseconds: (Percentiles & { readonly perSecond: number }) | null;
  /** At all rates that were measured. */
  readonly latencies: readonly MeasuredLatency[];
}

export interface MeasuredLatency {
  /** Such as "50 % of capacity". */
  readonly at: string;
  readonly perSecond: number;
  /** Null where it could not keep up. */
  readonly milliseconds: Percentiles | null;
}

export interface PeerRow extends Row {
  /** Events per second of Ebb by those of the peer, run by run. */
  readonly ebbIsTimesAsFast: Spread;
  readonly transitions: Comparison;
}

/** @param latencies of which the last is the one that stands for all */
export function rowOf(runs: readonly JobRun[], latencies: readonly MeasuredLatency[]): Row {
  const of = (figure: (run: JobRun) => number) => spreadOf(runs.map(figure));
  const cpu = (part: keyof JobRun['cpuMicrosecondsPerEvent']) => of((run) => run.cpuMicrosecondsPerEvent[part]);
  const redis = (part: keyof JobRun['redisBytesPerCustomer']) => of((run) => run.redisBytesPerCustomer[part]);
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
    redisBytesPerCustomer: usesRedis
      ? {
          ...of((run) => sum(run.redisBytesPerCustomer)),
          states: redis('states'),
          timers: redis('timers'),
          journey: redis('journey'),
          other: redis('other'),
        }
      : null,
    workerPeakMemoryBytes: of((run) => run.workerPeakMemoryBytes),
    secondsFromStart: of((run) => run.secondsFromStart),
    takenByOthers: of((run) => run.takenByOthers),
    latencyMilliseconds:
      last === undefined || last.milliseconds === null ? null : { ...last.milliseconds, perSecond: last.perSecond },
    latencies,
  };
}

const sum = (parts: object): number => (Object.values(parts) as number[]).reduce((total, part) => total + part, 0);
