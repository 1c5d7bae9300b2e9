/** Ebb, and where asked for its peers, over the same load on the same servers, round by round. */
import type { Step } from '@ebb/stack';
import { measureLatency } from './latency/measure-latency.ts';
import { fullLoad, type Load } from './load/purchases.ts';
import { machine, versions } from './machine.ts';
import { spreadOf } from './measure/spread.ts';
import { type MeasuredLatency, type PeerRow, type Report, type Row, rowOf, wholePathRowOf } from './report.ts';
import { type BenchServers, type Filled, fillPurchases, startBenchServers } from './run/bench-servers.ts';
import type { Contender } from './run/contender.ts';
import { ebb } from './run/ebb.ts';
import { type JobRun, measureJob } from './run/measure-job.ts';
import { type Comparison, compareTransitions, readTransitions, type SaidByCustomer } from './run/transitions.ts';
import { measureWholePath, type WholePathRun } from './run/whole-path.ts';

export interface BenchOptions {
  /** In turn with Ebb; those in Java have been built. */
  readonly peers: readonly Contender[];
  readonly load: Load;
  readonly runs: number;
  /** Of each measurement of latency. */
  readonly latencySeconds: number;
  /** Shares of the capacity found at which latency is measured. */
  readonly capacityShares: readonly number[];
  /** Events per second at which the latency of all is measured who can do so many; null for none. */
  readonly commonPerSecond: number | null;
  /** Is told what is being done. */
  readonly step: Step;
}

/** What all figures are stated for. */
export const fullBench = {
  load: fullLoad,
  runs: 5,
  latencySeconds: 20,
  capacityShares: [0.1, 0.5, 0.8],
  commonPerSecond: 20_000,
} as const;

/** A look at whether all works, and about how fast. */
export const quickBench = {
  load: { ...fullLoad, events: 50_000, customers: 5_000 },
  runs: 1,
  latencySeconds: 5,
  capacityShares: [],
  commonPerSecond: null,
} as const;

/** The whole path does a part of the load, of as many events per customer: all of it would take half an hour. */
const wholePathPart = 5;

/** One event at a time: each is answered long before the next. */
const idlePerSecond = 10;

export async function bench(options: BenchOptions): Promise<Report> {
  const { step, load, runs, latencySeconds } = options;
  const wholePathLoad = { ...load, events: load.events / wholePathPart, customers: load.customers / wholePathPart };
  const contenders = [ebb(), ...options.peers];
  let servers: BenchServers | undefined;
  await step('Kafka, Redis and a schema registry', async () => {
    servers = await startBenchServers();
  });
  await using started = servers as BenchServers;
  let filled: Filled | undefined;
  await step(`${load.events} purchases of ${load.customers} customers into Kafka`, async () => {
    filled = await fillPurchases(started, load);
  });
  const measured = new Map<string, JobRun[]>(contenders.map(({ name }) => [name, []]));
  const compared = new Map<string, Comparison>();
  let ours: SaidByCustomer = new Map();
  for (let run = 1; run <= runs; run += 1) {
    for (const contender of contenders) {
      await step(`Run ${run} of ${runs}: ${contender.name}`, async () => {
        const result = await measureJob(contender, started, filled as Filled, run);
        measured.get(contender.name)?.push(result);
        if (run > 1 || contender.eventsMax < load.events) return;
        const said = await readTransitions(started, result.output);
        if (contender === contenders[0]) ours = said;
        compared.set(contender.name, compareTransitions(ours, said));
      });
    }
  }
  const whole: WholePathRun[] = [];
  for (let run = 1; run <= runs; run += 1) {
    await step(`The whole path, run ${run} of ${runs}`, async () => {
      whole.push(await measureWholePath(started, { load: wholePathLoad, latencySeconds, profileDirectory: null }));
    });
  }
  const rows = new Map<string, Row>();
  for (const contender of contenders) {
    const jobRuns = measured.get(contender.name) as JobRun[];
    const { median } = spreadOf(jobRuns.map(({ eventsPerSecond }) => eventsPerSecond));
    const rates = ratesFor(contender === contenders[0], median, options);
    rows.set(contender.name, rowOf(jobRuns, await latenciesOf(contender, started, rates, options)));
  }
  const { ebb: own, ...others } = Object.fromEntries(rows) as { readonly ebb: Row } & Record<string, Row>;
  return {
    measuredAt: new Date().toISOString(),
    machine: machine(),
    versions: await versions(),
    load,
    wholePathLoad,
    runs,
    peersJob: own,
    wholePath: wholePathRowOf(whole),
    peers: Object.fromEntries(
      Object.entries(others).map(([name, row]): [string, PeerRow] => [
        name,
        {
          ...row,
          ebbIsTimesAsFast: ratios(measured.get('ebb') as JobRun[], measured.get(name) as JobRun[]),
          transitions: compared.get(name) ?? null,
        },
      ]),
    ),
  };
}

const ratios = (ours: readonly JobRun[], theirs: readonly JobRun[]) =>
  spreadOf(ours.map(({ eventsPerSecond }, run) => eventsPerSecond / (theirs[run] as JobRun).eventsPerSecond));

type Rate = Pick<MeasuredLatency, 'at' | 'perSecond'>;

/** The last one stands for all: the common one where the capacity is beyond it. */
function ratesFor(isOwn: boolean, capacity: number, { capacityShares, commonPerSecond }: BenchOptions): readonly Rate[] {
  const own = [
    { at: 'single events', perSecond: idlePerSecond },
    ...capacityShares.map((share) => ({ at: `${100 * share} % of capacity`, perSecond: Math.round(share * capacity) })),
  ];
  const common =
    commonPerSecond === null || commonPerSecond >= capacity
      ? []
      : [{ at: `${commonPerSecond / 1_000} thousand events per second`, perSecond: commonPerSecond }];
  return isOwn ? [...own, ...common] : common;
}

async function latenciesOf(
  contender: Contender,
  servers: BenchServers,
  rates: readonly Rate[],
  { latencySeconds: seconds, step }: BenchOptions,
): Promise<readonly MeasuredLatency[]> {
  const latencies: MeasuredLatency[] = [];
  for (const [index, { at, perSecond }] of rates.entries()) {
    await step(`Latency of ${contender.name}: ${at}`, async () => {
      const run = String(index + 1);
      latencies.push({ at, perSecond, ...(await measureLatency(contender, servers, { perSecond, seconds, run })) });
    });
  }
  return latencies;
}
