/** Fits the customers that Redis holds now, while the stream goes on, and says what would follow from it. */
import type { Config } from '@ebb/contracts';
import {
  type Calendar,
  type CalibrationVerdict,
  calibrate,
  type DatedCalibration,
  type Edges,
  Population,
  type ScoreTrial,
  SegmentChangeCount,
  type SegmentChanges,
  utcCalendar,
  zonedCalendar,
} from '@ebb/domain';
import type { Connection } from '@ebb/redis';
import { lastWholeDay, readFrontier, readHistories } from './histories.ts';

export interface Judgement {
  readonly verdict: CalibrationVerdict;
  /** What holds now; null before the first. */
  readonly predecessor: DatedCalibration | null;
  /** Null without a predecessor, or where nothing was found. */
  readonly changes: EdgeChanges | null;
  /** The latest event time that any worker has seen. */
  readonly seenTo: number;
}

/** What is published already. */
export interface PublishedBefore {
  /** Null before the first version. */
  readonly latest: DatedCalibration | null;
  /** Of the scores learnt for all versions, used or not. */
  readonly trials: readonly ScoreTrial[];
}

export interface EdgeChanges {
  readonly before: Edges;
  readonly after: Edges;
  readonly customers: SegmentChanges;
}

/** @returns null where no purchase has been read yet */
export async function judgeCalibration(
  redis: Connection,
  config: Config,
  { latest: predecessor, trials }: PublishedBefore,
): Promise<Judgement | null> {
  const { completeTo, seenTo } = await readFrontier(redis, config);
  if (completeTo === null || seenTo === null) return null;
  const calendar = config.businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(config.businessTimeZone);
  const population = new Population(lastWholeDay(calendar, completeTo), config.lifecycle);
  for await (const history of readHistories(redis, config, calendar)) population.add(history);
  const before = predecessor && { parameters: predecessor, trials };
  const verdict = calibrate(population, before, config.lifecycle, config.fitting);
  const after = verdict.kind === 'learning' ? null : (verdict.found?.parameters ?? null);
  const changes =
    predecessor === null || after === null
      ? null
      : await edgeChanges(redis, config, calendar, { asOf: population.asOf, before: predecessor, after });
  return { verdict, predecessor, changes, seenTo };
}

/** By a second look at all customers: only now is it known by what they are to be parted. */
async function edgeChanges(
  redis: Connection,
  config: Config,
  calendar: Calendar,
  { asOf, before, after }: { readonly asOf: number; readonly before: Edges; readonly after: Edges },
): Promise<EdgeChanges> {
  const count = new SegmentChangeCount(asOf, config.lifecycle, before, after);
  for await (const history of readHistories(redis, config, calendar)) count.add(history);
  return { before, after, customers: count.changes };
}
