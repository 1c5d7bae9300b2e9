/** What Redis holds of the services that follow the stream. */
import type { Config } from '@ebb/contracts';
import type { Calibrations } from '@ebb/domain';
import { service as lifecycle, presentStates } from '@ebb/lifecycle';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, noTime } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import { Counts } from './tally.ts';

export interface Positions {
  /** Records read and committed, markers included, by place of the source. */
  readonly recordsRead: readonly number[];
  /** Event time up to which each partition of each source has been read and all deadlines have been run. */
  readonly completeTo: number;
  /** Records committed and not yet acknowledged by Kafka. */
  readonly toBeSent: number;
}

/**
 * How far a service has come, over all partitions.
 * @param partitions their number
 * @param sourceCount topics that it reads
 */
export async function readPositions(
  redis: Redis,
  { service, partitions, sourceCount }: { service: string; partitions: number; sourceCount: number },
): Promise<Positions> {
  const each = await Promise.all(
    partitionNumbers(partitions).map(async (partition) => {
      const keys = partitionKeys(service, partition);
      const [text, toBeSent] = await Promise.all([redis.hget(keys.meta, 'cursor'), redis.llen(keys.outbox)]);
      return { cursor: text === null ? null : (JSON.parse(text) as Cursor), toBeSent };
    }),
  );
  return {
    recordsRead: Array.from({ length: sourceCount }, (_, source) =>
      each.reduce((total, { cursor }) => total + (cursor?.sources[source]?.offset ?? 0), 0),
    ),
    completeTo: Math.min(...each.map(({ cursor }) => (cursor === null ? noTime : timeOf(cursor)))),
    toBeSent: each.reduce((total, { toBeSent }) => total + toBeSent, 0),
  };
}

const timeOf = ({ completeTo, sources }: Cursor): number => Math.min(completeTo, ...sources.map(({ watermark }) => watermark));

/** Customers by their present stage. */
export async function countStages(
  redis: Redis,
  config: Config,
  calibrations: Calibrations,
): Promise<Readonly<Record<string, number>>> {
  const stages = new Counts();
  for await (const [, { stage }] of presentStates(redis, config, calibrations)) stages.add(stage);
  return stages.byKey();
}

/** Whether Redis holds a customer. */
export const holdsCustomers = async (redis: Redis, partitions: number): Promise<boolean> =>
  (await redis.exists(...partitionNumbers(partitions).map((partition) => partitionKeys(lifecycle, partition).states))) > 0;

const partitionNumbers = (partitions: number): number[] => Array.from({ length: partitions }, (_, partition) => partition);
