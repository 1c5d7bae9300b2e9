/** What Redis holds of the lifecycle service. */
import { type Config, decodeStoredCustomer } from '@ebb/contracts';
import type { CustomerState, Fact, Output, Stage } from '@ebb/domain';
import { calendarOf } from '@ebb/intake';
import { calibrationFrom, digest, lifecycleProcessor, service } from '@ebb/lifecycle';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, CustomerFold, noTime } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import { Counts } from './tally.ts';

const customersPerScan = 1_000;

export interface Positions {
  /** Records read and committed, markers included, by place of the source. */
  readonly recordsRead: readonly number[];
  /** Event time up to which each partition of each source has been read and all deadlines have been run. */
  readonly completeTo: number;
  /** Records committed and not yet acknowledged by Kafka. */
  readonly toBeSent: number;
}

/** How far the service has come, over all partitions. @param partitions their number */
export async function readPositions(redis: Redis, partitions: number, sourceCount: number): Promise<Positions> {
  const each = await Promise.all(
    partitionNumbers(partitions).map(async (partition) => {
      const keys = partitionKeys(service, partition);
      const [cursor, toBeSent] = await Promise.all([readCursor(redis, partition), redis.llen(keys.outbox)]);
      return { cursor, toBeSent };
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

/** Customers by their present stage: each stored state, with the facts and deadlines that are not folded into it yet. */
export async function countStages(redis: Redis, partitions: number, config: Config): Promise<Readonly<Record<string, number>>> {
  const settings = { calendar: calendarOf(config), rules: config.lifecycle, calibrationAt: calibrationFrom(config.calibration) };
  const fold = new CustomerFold<CustomerState, Fact, Output>(lifecycleProcessor(settings), digest, config.horizonFactsMax);
  const stages = new Counts();
  for (const partition of partitionNumbers(partitions)) {
    const cursor = await readCursor(redis, partition);
    const progress = { watermarks: cursor?.sources.map(({ watermark }) => watermark) ?? [], horizon: noTime };
    const scan = redis.hscanBufferStream(partitionKeys(service, partition).states, { count: customersPerScan });
    for await (const page of scan as AsyncIterable<Buffer[]>) {
      for (let index = 0; index < page.length; index += 2) {
        const customerId = (page[index] as Buffer).toString();
        const stored = decodeStoredCustomer(page[index + 1] as Buffer);
        stages.add(stageOf(fold, customerId, stored, progress));
      }
    }
  }
  return stages.byKey();
}

type Fold = CustomerFold<CustomerState, Fact, Output>;

function stageOf(
  fold: Fold,
  customerId: string,
  stored: Parameters<Fold['fold']>[1]['stored'],
  progress: Parameters<Fold['fold']>[3],
): Stage {
  const { customer, leaving } = fold.fold(customerId, { stored, head: null }, [], progress);
  if (leaving.length > 0) {
    throw new Error(
      `customer ${customerId}: ${leaving.length} records should have left already that have not; their state does not fit what left`,
    );
  }
  return customer.head?.state.stage ?? stored.base.stage;
}

async function readCursor(redis: Redis, partition: number): Promise<Cursor | null> {
  const text = await redis.hget(partitionKeys(service, partition).meta, 'cursor');
  return text === null ? null : (JSON.parse(text) as Cursor);
}

/** Whether the service has ever worked on this Redis. */
export const isInUse = async (redis: Redis, partitions: number): Promise<boolean> =>
  (await redis.exists(...partitionNumbers(partitions).map((partition) => partitionKeys(service, partition).meta))) > 0;

const partitionNumbers = (partitions: number): number[] => Array.from({ length: partitions }, (_, partition) => partition);
