/** One customer, looked at: what is known, what was said and why, and what will be said if nothing more comes. */
import { type Config, decodeStoredCustomer } from '@ebb/contracts';
import {
  type Calibrations,
  type ChanceToBuy,
  type CustomerState,
  chanceToBuy,
  dayOfLastPurchase,
  type Fact,
  type Output,
} from '@ebb/domain';
import { partitionOf } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, CustomerFold, type Head, noTime, type Processor, type Wake } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import { type JourneyLine, journeyOf } from './journey.ts';
import { type LifecycleSettings, lifecycleProcessor } from './processor.ts';
import { service } from './program.ts';
import { contentOf } from './records.ts';
import { lifecycleSettings } from './settings.ts';

export interface CustomerLook {
  readonly customerId: string;
  readonly partition: number;
  /** Event time up to which everything has been read and judged; `noTime` while a source has never brought anything. */
  readonly completeTo: number;
  readonly state: CustomerState;
  readonly journey: readonly JourneyLine[];
  /** What will be said, in order, if nothing more comes; as far as `forecastDeadlinesMax` deadlines reach. */
  readonly ahead: readonly Output[];
  /** Null where silence means nothing, and while nothing is known that could tell. */
  readonly chance: ChanceToBuy | null;
}

/** More than one customer can have: each open case has one, and silence, notice, calm and a look have theirs. */
const forecastDeadlinesMax = 64;

/** @returns null for a customer of whom nothing is known */
export async function lookUp(
  redis: Redis,
  config: Config,
  calibrations: Calibrations,
  customerId: string,
): Promise<CustomerLook | null> {
  const partition = partitionOf(Buffer.from(customerId), config.partitions);
  const keys = partitionKeys(service, partition);
  const [bytes, kept, cursorText] = await Promise.all([
    redis.hgetBuffer(keys.states, customerId),
    redis.hgetBuffer(keys.journey, customerId),
    redis.hget(keys.meta, 'cursor'),
  ]);
  if (bytes === null || cursorText === null) return null;
  const cursor = JSON.parse(cursorText) as Cursor;
  const settings = lifecycleSettings(config, calibrations);
  const processor = lifecycleProcessor(settings);
  const stored = decodeStoredCustomer(bytes);
  const fold = new CustomerFold<CustomerState, Fact, Output>(processor, contentOf, config.horizonFactsMax);
  const watermarks = cursor.sources.map(({ watermark }) => watermark);
  const { customer } = fold.fold(customerId, { stored, head: null }, [], { watermarks, horizon: noTime });
  const { head } = customer;
  return {
    customerId,
    partition,
    completeTo: cursor.completeTo,
    state: head.state,
    journey: journeyOf(stored, kept ?? Buffer.alloc(0), settings.calendar),
    ahead: forecast(processor, customerId, head),
    chance: chanceOf(head.state, settings, cursor.completeTo),
  };
}

/** As of the last day that is over; by the calibration of the last purchase, as alerts have it. */
function chanceOf(
  { purchases, profile, calibrationVersion }: CustomerState,
  { calendar, calibrations }: LifecycleSettings,
  completeTo: number,
): ChanceToBuy | null {
  const calibration = calibrations.of(calibrationVersion);
  if (calibration === null || purchases.acquiredDay === null || profile?.relationship === 'contractual') return null;
  // Time stands while a source has never brought anything; the purchases are known all the same.
  const day = Math.max(completeTo === noTime ? 0 : calendar.dayOf(completeTo), dayOfLastPurchase(purchases));
  return chanceToBuy(calibration, purchases, day);
}

/** What the deadlines that stand will say, one after the other. */
function forecast(
  processor: Processor<CustomerState, Fact, Output>,
  customerId: string,
  head: Head<CustomerState>,
): readonly Output[] {
  const ahead: Output[] = [];
  let { state, wakes } = head;
  for (let count = 0; count < forecastDeadlinesMax && wakes.length > 0; count += 1) {
    const step = processor.onTime(state, earliest(wakes), customerId);
    ahead.push(...step.emit);
    ({ state, wakes } = step);
  }
  return ahead;
}

const earliest = (wakes: readonly Wake[]): Wake =>
  wakes.reduce((one, other) =>
    other.dueAt < one.dueAt || (other.dueAt === one.dueAt && other.source < one.source) ? other : one,
  );
