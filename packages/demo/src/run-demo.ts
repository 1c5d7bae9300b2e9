/** The CDNOW customers live through their lifecycle, on real servers, from the first event to the report. */
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type Config, minorDigitsOf, type SourceName, sourceNames } from '@ebb/contracts';
import { EventWriter, type PurchasesFile, purchasesOf, type ReplayProgress, replay, sourceTopics } from '@ebb/intake';
import { connectKafka, Schemas } from '@ebb/kafka';
import { type RunningService, startLifecycle } from '@ebb/lifecycle';
import { connectRedis } from '@ebb/redis';
import type { Log } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import type { Kafka } from 'kafkajs';
import { cdnowEnd, loadDemoConfig, surveyCdnow } from './cdnow.ts';
import { makeFreshTopics, NotFreshError } from './fresh-topics.ts';
import { OutcomeReader } from './outcome.ts';
import { progressBlock, progressLine } from './progress-text.ts';
import { Rate } from './rate.ts';
import { type Report, reportOf } from './report.ts';
import { type DemoOutput, type Screen, screenOn } from './screen.ts';
import { countStages, type Positions, readPositions } from './stored.ts';
import { summaryText } from './summary.ts';

const lookEveryMilliseconds = 250;

export interface DemoOptions {
  readonly addresses: {
    /** `host:port`, several separated by commas. */
    readonly kafkaBrokers: string;
    readonly redisUrl: string;
    readonly schemaRegistryUrl: string;
  };
  /** Event days per second; null for as fast as it goes. */
  readonly speed: number | null;
  /** False: the services stay up after the replay until the signal is aborted. */
  readonly exit: boolean;
  /** Where the report goes, as JSON. */
  readonly reportFile?: string | undefined;
  readonly out: DemoOutput;
  /** Ends the demo at any moment. */
  readonly signal: AbortSignal;
}

/**
 * Runs the demo on servers that hold nothing of Ebb's yet. When it resolves or rejects, all that it started has stopped.
 * @throws {NotFreshError} the servers hold something already; the signal's reason, where it was aborted before the end of the replay
 */
export async function runDemo(options: DemoOptions): Promise<Report> {
  const { addresses, out, signal, exit } = options;
  await using started = new AsyncDisposableStack();
  const screen = screenOn(out);
  const config = loadDemoConfig();
  const log = warningsOn(screen);
  // What our own client can't do is thrown; that it tries again is not worth a line.
  const kafka = connectKafka({ brokers: addresses.kafkaBrokers.split(','), clientId: `${config.kafka.clientId}-demo` }, silent);
  if (addresses.redisUrl.includes(',')) throw new NotFreshError('The demo reads its figures from one Redis, not from a cluster.');
  const redis = connectRedis(addresses.redisUrl, log);
  started.defer(() => redis.disconnect());
  const unlessAborted = abortable(signal);

  await unlessAborted(makeFreshTopics(kafka, redis, config));
  const service = await unlessAborted(startService(config, addresses, log));
  started.defer(() => service.stop());
  const reader = await unlessAborted(OutcomeReader.start(kafka, config.outputs));
  started.defer(() => reader.stop());
  const writer = await unlessAborted(openWriter(kafka, new Schemas(addresses.schemaRegistryUrl, log), config));
  started.defer(() => writer.close());

  const run = { config, redis, service, reader, writer, screen };
  const file = await surveyCdnow(config);
  screen.print(`Replaying ${file.purchases} purchases at CDNOW, January 1997 to June 1998.`);
  const startedAt = performance.now();
  const replayed = await replayAndWatch(run, file, options);
  await unlessAborted(reader.reachEnd());
  const durationSeconds = (performance.now() - startedAt) / 1_000;

  const { outcome } = reader;
  const customersByStage = await countStages(redis, config);
  const report = reportOf({ outcome, customersByStage, eventsRead: replayed.eventsRead, durationSeconds });
  if (options.reportFile !== undefined) await writeFile(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  const currency = config.reportingCurrency;
  screen.print(`\n${summaryText(report, outcome, { currency, minorDigits: minorDigitsOf(currency) as number })}`);
  if (!exit) await stayUp(screen, addresses, service, signal);
  return report;
}

interface Run {
  readonly config: Config;
  readonly redis: Redis;
  readonly service: RunningService;
  readonly reader: OutcomeReader;
  readonly writer: EventWriter;
  readonly screen: Screen;
}

/** Where either fails, the other one ends too. */
async function replayAndWatch(run: Run, file: PurchasesFile, { speed, signal }: DemoOptions) {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  let sent: ReplayProgress = { events: 0, markers: 0, eventTime: file.firstAt };
  const onProgress = (progress: ReplayProgress): void => {
    sent = progress;
  };
  const orFail = (error: unknown): never => {
    failed.abort(error);
    throw error;
  };
  const [, positions] = await Promise.all([
    replay(run.writer, purchasesOf(file), { endAt: cdnowEnd, speed, signal: either, onProgress }).catch(orFail),
    watch(run, file, () => sent, either).catch(orFail),
  ]);
  return { eventsRead: eventsRead(positions, sent, run.config) };
}

/** Shows how far it has come; resolves when every partition is complete to the last marker and has sent all that it had to send. */
async function watch(run: Run, file: PurchasesFile, sent: () => ReplayProgress, signal: AbortSignal): Promise<Positions> {
  const { config, redis, service, reader, screen } = run;
  const rate = new Rate();
  for (;;) {
    const positions = await abortable(signal)(readPositions(redis, config.partitions, sourceNames.length));
    const { purchases } = eventsRead(positions, sent(), config);
    rate.add(purchases, performance.now());
    const progress = {
      eventsRead: purchases,
      eventsTotal: file.purchases,
      eventsPerSecond: rate.perSecond(),
      completeTo: positions.completeTo < file.firstAt ? null : positions.completeTo,
      outcome: reader.outcome,
    };
    screen.progress(
      () => progressBlock(progress),
      () => progressLine(progress),
    );
    if (positions.completeTo >= cdnowEnd && positions.toBeSent === 0) return positions;
    await failIfStopped(service);
    await abortable(signal)(setTimeout(lookEveryMilliseconds));
  }
}

/** Records read less the markers among them: each marker stands in every partition. */
function eventsRead({ recordsRead }: Positions, { markers }: ReplayProgress, { partitions }: Config) {
  const counts = sourceNames.map((name, source) => [name, Math.max(0, (recordsRead[source] as number) - markers * partitions)]);
  return Object.fromEntries(counts) as Record<SourceName, number>;
}

/** A partition that can't go on would keep the demo waiting for ever. */
async function failIfStopped({ url }: RunningService): Promise<void> {
  const response = await fetch(new URL('status', url));
  const { stopped } = (await response.json()) as {
    readonly stopped: readonly { readonly partition: number; readonly why: string }[];
  };
  if (stopped[0] !== undefined)
    throw new Error(`partition ${stopped[0].partition} of the lifecycle service stopped: ${stopped[0].why}`);
}

function startService(config: Config, { kafkaBrokers, redisUrl, schemaRegistryUrl }: DemoOptions['addresses'], log: Log) {
  const http = { host: '127.0.0.1', port: 0 };
  return startLifecycle(config, { kafkaBrokers: kafkaBrokers.split(','), redisUrl, schemaRegistryUrl, http }, log);
}

const openWriter = (kafka: Kafka, schemas: Schemas, config: Config): Promise<EventWriter> =>
  EventWriter.open(kafka, schemas, { name: 'cdnow', partitions: config.partitions, topics: sourceTopics(config) });

async function stayUp(
  screen: Screen,
  { kafkaBrokers, redisUrl, schemaRegistryUrl }: DemoOptions['addresses'],
  { url }: RunningService,
  signal: AbortSignal,
): Promise<void> {
  screen.print(
    [
      '',
      'All stays up to be looked at, until Ctrl-C:',
      `  Kafka            ${kafkaBrokers}`,
      `  Redis            ${redisUrl}`,
      `  schema registry  ${schemaRegistryUrl}`,
      `  lifecycle        ${url} (/status, /metrics)`,
    ].join('\n'),
  );
  await abortable(signal)(new Promise(() => {})).catch(() => {});
}

/** Lets go of a promise when the signal is aborted: servers that are away are waited for without end. */
const abortable =
  (signal: AbortSignal) =>
  async <T>(promise: Promise<T>): Promise<T> => {
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    try {
      return await Promise.race([promise, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Only what a person has to know. */
function warningsOn(screen: Screen): Log {
  const print = (fields: object, message: string): void => {
    const details = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
    screen.print(`! ${message}${details}`);
  };
  return { info: () => {}, warn: print, error: print };
}
