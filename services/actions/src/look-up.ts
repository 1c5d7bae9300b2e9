/** What was decided about one customer, and what is under way. */
import { type Config, decodeStoredActions, type HeardFact, type JourneyEntry } from '@ebb/contracts';
import type { ActionsOutput, ActionsState, OpenAction } from '@ebb/domain';
import { partitionOf } from '@ebb/kafka';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, CustomerFold, noTime } from '@ebb/runtime';
import { journeyEntries } from '@ebb/service';
import type { Redis } from 'ioredis';
import { processorOf, service } from './program.ts';
import { contentOf } from './records.ts';

export interface ActionsLook {
  /** The action under way; it expires if nothing comes of it. */
  readonly open: OpenAction | null;
  /** In the order of the decisions. */
  readonly journey: readonly JourneyEntry[];
}

/**
 * @param alertPartitions partitions of `customer-alerts`
 * @returns null for a customer about whom nothing was ever to be decided
 */
export async function lookUpActions(
  redis: Redis,
  config: Config,
  customerId: string,
  alertPartitions: number,
): Promise<ActionsLook | null> {
  const keys = partitionKeys(service, partitionOf(Buffer.from(customerId), alertPartitions));
  const [stored, framed, cursor] = await Promise.all([
    redis.hgetBuffer(keys.states, customerId),
    redis.hgetBuffer(keys.journey, customerId),
    redis.hget(keys.meta, 'cursor'),
  ]);
  if (stored === null || cursor === null) return null;
  const watermarks = (JSON.parse(cursor) as Cursor).sources.map(({ watermark }) => watermark);
  const fold = new CustomerFold<ActionsState, HeardFact, ActionsOutput>(processorOf(config), contentOf, config.horizonFactsMax);
  const progress = { watermarks, horizon: noTime };
  const { customer } = fold.fold(customerId, { stored: decodeStoredActions(stored), head: null }, [], progress);
  const { open } = customer.head?.state ?? customer.stored.base;
  return { open, journey: journeyEntries(framed ?? Buffer.alloc(0)) };
}
