/** One calibration, from the customers in Redis to a record on `calibrations`. */
import type { Config, Records } from '@ebb/contracts';
import type { CalibrationVerdict, ScoreTrial } from '@ebb/domain';
import type { Schemas } from '@ebb/kafka';
import type { Connection } from '@ebb/redis';
import type { Log } from '@ebb/runtime';
import { KnownCalibrations, readCalibrations, type TakePublished } from '@ebb/service';
import type { Kafka } from 'kafkajs';
import { type Judgement, judgeCalibration, type PublishedBefore } from './judge.ts';
import { Publisher } from './publisher.ts';

export interface CalibrationServers {
  readonly redis: Connection;
  readonly kafka: Kafka;
  readonly schemas: Pick<Schemas, 'writer' | 'register'>;
  readonly log: Log;
}

/** What was found, and what became of it. */
export interface Calibrated extends Judgement {
  /** Null where nothing came into force. */
  readonly published: Pick<Records['Calibration'], 'version' | 'effectiveFrom'> | null;
}

/** @returns what would be published; null where no purchase has been read yet */
export async function wouldCalibrate(config: Config, { redis, ...servers }: CalibrationServers): Promise<Judgement | null> {
  return judgeCalibration(redis, config, await publishedBefore(config, servers));
}

/**
 * Fits, and publishes what is found, or why it is refused. While it is still learning, nothing is published.
 *
 * @param force publishes also what moves beyond the bounds: a person has looked at it
 * @returns null where no purchase has been read yet
 * @throws where another one began meanwhile: that one publishes
 */
export async function calibrateNow(
  config: Config,
  servers: CalibrationServers,
  { force }: { readonly force: boolean },
): Promise<Calibrated | null> {
  const { redis, kafka, schemas } = servers;
  const publisher = await Publisher.open(kafka, config, schemas);
  try {
    const judgement = await judgeCalibration(redis, config, await publishedBefore(config, servers));
    return judgement && { ...judgement, published: await publishJudgement(publisher, config, judgement, force) };
  } finally {
    await publisher.close();
  }
}

async function publishedBefore(
  config: Config,
  { kafka, schemas, log }: Omit<CalibrationServers, 'redis'>,
): Promise<PublishedBefore> {
  const known = new KnownCalibrations(config.calibration);
  // By version: a record may be read twice.
  const trials = new Map<number, ScoreTrial | null>();
  const take: TakePublished = {
    Calibration: (record) => {
      known.publish(record);
      trials.set(record.version, record.fit.scoreTrial);
    },
    CalibrationRefused: () => {},
  };
  await readCalibrations(kafka, schemas, config, take, log);
  return { latest: known.all.at(-1) ?? null, trials: [...trials.values()].filter((trial) => trial !== null) };
}

async function publishJudgement(
  publisher: Publisher,
  config: Config,
  { verdict, predecessor: before, seenTo }: Judgement,
  force: boolean,
): Promise<Calibrated['published']> {
  const predecessor = before?.version ?? 0;
  const fittedAt = Date.now();
  const found = usable(verdict, force);
  if (found !== null) {
    const version = predecessor + 1;
    const effectiveFrom = effectiveTime(config, seenTo, fittedAt);
    const { data } = verdict;
    await publisher.publish('Calibration', `calibration/${version}`, {
      version,
      predecessor,
      effectiveFrom,
      fittedAt,
      data,
      ...found,
    });
    return { version, effectiveFrom };
  }
  if (verdict.kind === 'refused') {
    const { data, reasons } = verdict;
    const parameters = verdict.found?.parameters ?? null;
    const refusal = { predecessor, fittedAt, reasons, parameters, data };
    await publisher.publish('CalibrationRefused', `refused/${new Date(fittedAt).toISOString()}`, refusal);
  }
  return null;
}

function usable(verdict: CalibrationVerdict, force: boolean) {
  if (verdict.kind === 'accepted') return verdict.found;
  return verdict.kind === 'refused' && force ? verdict.found : null;
}

/** Later than anything that a worker has seen, so that none can have judged by the one before what this one is to judge. */
function effectiveTime({ sources, fitting }: Config, seenTo: number, fittedAt: number): number {
  const isLive = Object.values(sources).some((source) => source?.clock === 'wall');
  return (isLive ? Math.max(seenTo, fittedAt) : seenTo) + fitting.effectiveAfter + 1;
}
