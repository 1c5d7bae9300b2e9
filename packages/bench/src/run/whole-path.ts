/** The whole path: all four sources through lifecycle, actions and delivery, each a process of its own, to a receiver here. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { readCdnowCalibrationFile } from '@ebb/testing/cdnow';
import { deliveryAt, Pipeline, untilQuiet } from '@ebb/testing/pipeline';
import { measureNotices } from '../latency/measure-notices.ts';
import type { Percentiles } from '../latency/percentiles.ts';
import { allSources, type SourceEvent } from '../load/all-sources.ts';
import type { Load } from '../load/purchases.ts';
import { cpuSecondsOf, peakMemoryBytesOf } from '../measure/process-usage.ts';
import type { BenchServers } from './bench-servers.ts';
import { nodeOptions } from './ebb.ts';
import { type RedisUse, redisUsePerCustomer } from './redis-use.ts';

/** Ebb's default. */
const partitions = 16;
const writtenTogether = 20_000;
const lookEveryMilliseconds = 200;
/** Of Redis; the peers' job has 0. */
const database = 1;

const services = ['lifecycle', 'actions', 'delivery'] as const;
export const lifecycleSteps = ['take', 'load', 'fold', 'commit'] as const;

export interface WholePathRun {
  readonly events: number;
  /** From when all services are up until nothing is under way any more: folded, decided and delivered. */
  readonly eventsPerSecond: number;
  readonly cpuMicrosecondsPerEvent: Readonly<Record<(typeof services)[number] | 'redis' | 'broker', number>>;
  /** How long the batches of the lifecycle were at each step: CPU of the fold, and of the others mostly the wait for Redis. */
  readonly stepMicrosecondsPerEvent: Readonly<Record<(typeof lifecycleSteps)[number], number>>;
  readonly peakMemoryBytes: Readonly<Record<(typeof services)[number], number>>;
  readonly redisBytesPerCustomer: RedisUse;
  readonly webhooks: number;
  /** From notice to alert, when nothing else was left to do. */
  readonly noticeMilliseconds: Percentiles;
}

/** What was due in 2025 is sent all the same, at any hour, as often as it comes: nothing of the load is held back. */
const settingsFor = (url: string) => ({
  calibration: readCdnowCalibrationFile(),
  sources: Object.fromEntries(
    ['purchases', 'supportContacts', 'profiles', 'engagements'].map((name) => [name, { clock: 'event' }]),
  ),
  markerIntervalMin: '1s',
  kafka: { sessionTimeout: '30s' },
  delivery: {
    targets: [
      {
        name: 'bench',
        kind: 'webhook',
        url,
        secretFrom: 'BENCH_SECRET',
        requestsPerSecondMax: 10_000,
        concurrencyMax: 16,
        allowHttp: true,
        allowPrivate: true,
        actionAgeMax: null,
      },
    ],
    callCentre: { channels: [] },
    caps: { perCustomer: null },
    quietHours: null,
    queueTasksMax: 100_000,
  },
});

export interface WholePathOptions {
  readonly load: Load;
  /** For which notices are given one by one at the end. */
  readonly latencySeconds: number;
  /** A folder for the services' CPU profiles; null for none. */
  readonly profileDirectory: string | null;
}

export async function measureWholePath(
  { stack, redis }: BenchServers,
  { load, latencySeconds, profileDirectory }: WholePathOptions,
): Promise<WholePathRun> {
  let webhooks = 0;
  const receiver = createServer((request, response) => {
    webhooks += 1;
    request.resume().once('end', () => response.writeHead(204).end());
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await redis.flushall();
  const pipeline = await Pipeline.open({ servers: stack.addresses, partitions, config: settingsFor(url), database });
  try {
    const { events, lastAt } = await write(pipeline, load);
    const environment = {
      BENCH_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
      NODE_OPTIONS: nodeOptions(profileDirectory),
    };
    const workers = services.map((name) => ({ name, launched: pipeline.launchWorker(name, environment) }));
    const up = await Promise.all(workers.map(({ launched }) => launched.up));
    const processes = [
      ...workers.map(({ name, launched: { pid } }) => ({ name, pid })),
      { name: 'redis' as const, pid: stack.redis.pid },
      { name: 'broker' as const, pid: stack.kafka.pid },
    ];
    const reading = () => processes.map(({ pid }) => cpuSecondsOf(pid));
    const first = { at: performance.now(), cpu: reading() };
    await pipeline.withAdmin((admin) =>
      untilQuiet(
        {
          admin,
          redis: pipeline.redis,
          config: pipeline.config,
          delivery: () => deliveryAt(urlOf(up[2]), pipeline.redis, pipeline.config),
        },
        () => pause(lookEveryMilliseconds),
      ),
    );
    const last = { at: performance.now(), cpu: reading() };
    const delivered = webhooks;
    const stepSeconds = await stepSecondsOf(urlOf(up[0]));
    const stepsPerEvent = lifecycleSteps.map((step) => [step, ((stepSeconds.get(step) ?? 0) * 1e6) / events]);
    const perEvent = processes.map(({ name }, index) => [
      name,
      (((last.cpu[index] ?? 0) - (first.cpu[index] ?? 0)) * 1e6) / events,
    ]);
    const noticeMilliseconds = await measureNotices(pipeline, { after: lastAt, seconds: latencySeconds });
    const peakMemoryBytes = workers.map(({ name, launched: { pid } }) => [name, peakMemoryBytesOf(pid)]);
    await Promise.all(workers.map(({ launched }) => launched.stop()));
    return {
      events,
      eventsPerSecond: (events * 1_000) / (last.at - first.at),
      cpuMicrosecondsPerEvent: Object.fromEntries(perEvent) as WholePathRun['cpuMicrosecondsPerEvent'],
      stepMicrosecondsPerEvent: Object.fromEntries(stepsPerEvent) as WholePathRun['stepMicrosecondsPerEvent'],
      peakMemoryBytes: Object.fromEntries(peakMemoryBytes) as WholePathRun['peakMemoryBytes'],
      redisBytesPerCustomer: await redisUsePerCustomer(pipeline.redis, load.customers),
      webhooks: delivered,
      noticeMilliseconds,
    };
  } finally {
    await pipeline.close();
    receiver.close();
  }
}

const urlOf = (service: { readonly url: string } | undefined): string => service?.url ?? '';

/** By step, of all batches so far. */
async function stepSecondsOf(url: string): Promise<ReadonlyMap<string, number>> {
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  const sums = metrics.matchAll(/^ebb_batch_step_duration_seconds_sum\{.*step="(\w+)".*\} (\S+)$/gm);
  return new Map(Array.from(sums, ([, step, seconds]) => [step as string, Number(seconds)]));
}

/** And last a marker that says to each source that all has come. */
async function write(pipeline: Pipeline, load: Load): Promise<{ readonly events: number; readonly lastAt: number }> {
  let waiting: SourceEvent[] = [];
  let [written, lastAt] = [0, 0];
  const flush = async () => {
    for (const [source, some] of Map.groupBy(waiting, (event) => event.source)) {
      await pipeline.writer.write(source, some.map(({ record }) => record) as never);
    }
    written += waiting.length;
    waiting = [];
  };
  for (const event of allSources(load)) {
    waiting.push(event);
    lastAt = event.record.occurredAt;
    if (waiting.length === writtenTogether) await flush();
  }
  await flush();
  await pipeline.writer.markers(lastAt);
  return { events: written, lastAt };
}
