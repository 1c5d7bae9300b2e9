/** The CDNOW customers live through their lifecycle, on real servers, from the first event to the report. */
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { service as actions } from '@ebb/actions';
import { type Config, minorDigitsOf, type SourceName, sourceNames } from '@ebb/contracts';
import { EventWriter, purchasesOf, type ReplayEvent, type ReplayProgress, replay, sourceTopics } from '@ebb/intake';
import { connectKafka, Schemas } from '@ebb/kafka';
import { service as lifecycle } from '@ebb/lifecycle';
import { connectRedis } from '@ebb/redis';
import type { Log } from '@ebb/runtime';
import { knownCalibrations } from '@ebb/service';
import { deliveryAt, type Flow, untilQuiet } from '@ebb/testing/pipeline';
import type { Redis } from 'ioredis';
import type { Admin, Kafka } from 'kafkajs';
import { Calibrating } from './calibrating.ts';
import { cdnowEnd, loadDemoConfig, surveyCdnow } from './cdnow.ts';
import { type DemoEvents, demoEvents } from './events.ts';
import { makeFreshTopics, NotFreshError } from './fresh-topics.ts';
import { OutcomeReader } from './outcome.ts';
import { progressBlock, progressLine } from './progress-text.ts';
import { Rate } from './rate.ts';
import { type Report, reportOf } from './report.ts';
import { type DemoOutput, type Screen, screenOn } from './screen.ts';
import { type Addresses, joinServices, type RunningServices, type Services, startServices } from './services.ts';
import { countStages, type Positions, readPositions } from './stored.ts';
import { summaryText } from './summary.ts';
import { sum } from './tally.ts';
import { inWords } from './words.ts';

const lookEveryMilliseconds = 250;

export interface DemoOptions {
  readonly addresses: Addresses;
  /** Services that run already on these servers; unless given, the demo starts its own. */
  readonly through?: RunningServices | undefined;
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
  const { addresses, through, out, signal, exit } = options;
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

  await unlessAborted(makeFreshTopics(kafka, redis, config, through !== undefined));
  const starting = through === undefined ? startServices(config, addresses, log) : joinServices(config, through);
  const services = await unlessAborted(starting);
  started.defer(() => services.stop());
  const reader = await unlessAborted(OutcomeReader.start(kafka, config.outputs));
  started.defer(() => reader.stop());
  const schemas = new Schemas(addresses.schemaRegistryUrl, log);
  const writer = await unlessAborted(openWriter(kafka, schemas, config));
  started.defer(() => writer.close());
  const admin = kafka.admin();
  await unlessAborted(admin.connect());
  started.defer(() => admin.disconnect());

  const calibrating = new Calibrating(config, { redis, kafka, schemas, log }, services.urls.lifecycle);
  const run = { config, redis, services, reader, writer, screen, admin, calibrating };
  const file = await surveyCdnow(config);
  const played = await demoEvents(purchasesOf(file), config);
  screen.print(
    `Replaying ${inWords(file.purchases)} purchases at CDNOW, January 1997 to June 1998, and ${inWords(played.events.length - file.purchases)} synthetic events of the same customers.`,
  );
  const startedAt = performance.now();
  const replayed = await replayAndWatch(run, played, options);
  await unlessAborted(reader.reachEnd());
  const durationSeconds = (performance.now() - startedAt) / 1_000;

  const { outcome } = reader;
  const customersByStage = await countStages(redis, config, await knownCalibrations(kafka, schemas, config, log));
  const { madeUp } = played;
  const { receiver } = services;
  const report = reportOf({
    outcome,
    customersByStage,
    eventsRead: replayed.eventsRead,
    durationSeconds,
    madeUp,
    receiver,
    calibrations: calibrating.done,
  });
  if (options.reportFile !== undefined) await writeFile(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  const currency = config.reportingCurrency;
  screen.print(`\n${summaryText(report, outcome, { currency, minorDigits: minorDigitsOf(currency) as number })}`);
  if (!exit) await stayUp(screen, addresses, services, signal);
  return report;
}

interface Run {
  readonly config: Config;
  readonly redis: Redis;
  readonly services: Services;
  readonly reader: OutcomeReader;
  readonly writer: EventWriter;
  readonly screen: Screen;
  readonly admin: Admin;
  readonly calibrating: Calibrating;
}

/** Where either fails, the other one ends too. */
async function replayAndWatch(run: Run, played: DemoEvents, { speed, signal }: DemoOptions) {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  let sent: ReplayProgress = { events: 0, markers: 0, eventTime: played.events[0]?.record.occurredAt ?? 0 };
  const onProgress = (progress: ReplayProgress): void => {
    sent = progress;
  };
  const orFail = (error: unknown): never => {
    failed.abort(error);
    throw error;
  };
  const mark = (watermark: number) => abortable(either)(markAndSettle(run, watermark));
  const [, positions] = await Promise.all([
    replay(run.writer, each(played.events), { endAt: cdnowEnd, speed, signal: either, onProgress, mark }).catch(orFail),
    watch(run, played, () => sent, either).catch(orFail),
  ]);
  return { eventsRead: eventsRead(positions, sent, run.config) };
}

async function* each(events: readonly ReplayEvent[]): AsyncGenerator<ReplayEvent> {
  yield* events;
}

/**
 * What is done to a customer comes back as an engagement, at the time of its cause. So a week is over for the other sources
 * first; when all that follows from it has come back, it is over for the engagements too.
 */
async function markAndSettle({ writer, admin, redis, config, services, calibrating }: Run, watermark: number): Promise<void> {
  const flow: Flow = { admin, redis, config, delivery: () => deliveryAt(services.urls.delivery, redis, config) };
  const stillRuns = () => failIfStopped(services);
  await writer.markers(watermark, ['purchases', 'supportContacts', 'profiles']);
  await untilQuiet(flow, stillRuns);
  await writer.markers(watermark, ['engagements']);
  await untilQuiet(flow, stillRuns);
  await calibrating.weekIsOver();
}

/**
 * Shows how far it has come; resolves when every partition is complete to the last marker and has sent all that it had to send. The
 * actions hear of the time from the lifecycle, and so come after it: what ends in the last weeks ends then.
 */
async function watch(run: Run, played: DemoEvents, sent: () => ReplayProgress, signal: AbortSignal): Promise<Positions> {
  const { config, redis, services, reader, screen } = run;
  const { partitions } = config;
  const rate = new Rate();
  const firstAt = played.events[0]?.record.occurredAt ?? 0;
  for (;;) {
    const positions = await abortable(signal)(
      readPositions(redis, { service: lifecycle, partitions, sourceCount: sourceNames.length }),
    );
    const read = sum(eventsRead(positions, sent(), config));
    rate.add(read, performance.now());
    const progress = {
      eventsRead: read,
      eventsTotal: played.events.length,
      eventsPerSecond: rate.perSecond(),
      completeTo: positions.completeTo < firstAt ? null : positions.completeTo,
      outcome: reader.outcome,
      webhooks: services.receiver.received.size,
    };
    screen.progress(
      () => progressBlock(progress),
      () => progressLine(progress),
    );
    if (isOver(positions)) {
      const ofActions = readPositions(redis, { service: actions, partitions, sourceCount: 1 });
      if (isOver(await abortable(signal)(ofActions))) return positions;
    }
    await abortable(signal)(setTimeout(lookEveryMilliseconds));
  }
}

const isOver = ({ completeTo, toBeSent }: Positions): boolean => completeTo >= cdnowEnd && toBeSent === 0;

/** Records read less the markers among them: each marker stands in every partition. */
function eventsRead({ recordsRead }: Positions, { markers }: ReplayProgress, { partitions }: Config) {
  const counts = sourceNames.map((name, source) => [name, Math.max(0, (recordsRead[source] as number) - markers * partitions)]);
  return Object.fromEntries(counts) as Record<SourceName, number>;
}

/** What `/status` says of partitions that can't go on. */
interface Stopped {
  readonly stopped?: readonly { readonly partition: number; readonly why: string }[];
  /** Of delivery. */
  readonly partitions?: readonly { readonly partition: number; readonly stopped: string | null }[];
}

/** A partition that can't go on would keep the demo waiting for ever. A server that does not answer for a moment does not. */
async function failIfStopped({ urls }: Services): Promise<void> {
  for (const [name, url] of Object.entries(urls)) {
    const { stopped = [], partitions = [] } = (await (await fetch(new URL('status', url))).json()) as Stopped;
    const halted = partitions.flatMap(({ partition, stopped: why }) => (why === null ? [] : [{ partition, why }]));
    const [first] = [...stopped, ...halted];
    if (first !== undefined) throw new Error(`the service ${name} has stopped partition ${first.partition}: ${first.why}`);
  }
}

const openWriter = (kafka: Kafka, schemas: Schemas, config: Config): Promise<EventWriter> =>
  EventWriter.open(kafka, schemas, { name: 'cdnow', partitions: config.partitions, topics: sourceTopics(config) });

async function stayUp(
  screen: Screen,
  { kafkaBrokers, redisUrl, schemaRegistryUrl }: Addresses,
  { urls, receiver }: Services,
  signal: AbortSignal,
): Promise<void> {
  screen.print(
    [
      '',
      'All stays up to be looked at, until Ctrl-C:',
      `  Kafka            ${kafkaBrokers}`,
      `  Redis            ${redisUrl}`,
      `  schema registry  ${schemaRegistryUrl}`,
      `  lifecycle        ${urls.lifecycle} (/status, /metrics)`,
      `  actions          ${urls.actions} (/status, /metrics)`,
      `  delivery         ${urls.delivery} (/queues, /openapi.json, /metrics)`,
      `  receiver         ${receiver.url}`,
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
