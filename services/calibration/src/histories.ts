/** What Redis holds of the customers' purchases, read while the stream goes on: each customer as of one commit, not all as of the same. */
import { type Config, decodeStoredCustomer } from '@ebb/contracts';
import { type Calendar, type CustomerState, type Fact, historyWith, type PurchaseHistory } from '@ebb/domain';
import { type Connection, partitionKeys } from '@ebb/redis';
import { type Cursor, noTime, type StoredCustomer } from '@ebb/runtime';

/** Whose states are read. */
const service = 'lifecycle';
const customersPerScan = 1_000;

/** How far the lifecycle has come. */
export interface Frontier {
  /** Event time up to which the purchases of every partition that has any are complete; null before any is. */
  readonly completeTo: number | null;
  /** The latest event time that any partition has seen; null before any. */
  readonly seenTo: number | null;
}

export async function readFrontier(redis: Connection, { partitions }: Config): Promise<Frontier> {
  const cursors = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const text = await redis.hget(partitionKeys(service, partition).meta, 'cursor');
      return text === null ? null : (JSON.parse(text) as Cursor);
    }),
  );
  const known = cursors.filter((cursor) => cursor !== null);
  const complete = known.map(({ sources }) => sources[0]!.watermark).filter((watermark) => watermark !== noTime);
  const seen = known
    .flatMap(({ sources }) => sources.flatMap(({ watermark, lastEventAt }) => [watermark, lastEventAt ?? noTime]))
    .filter((instant) => instant !== noTime);
  return {
    completeTo: complete.length === 0 ? null : Math.min(...complete),
    seenTo: seen.length === 0 ? null : Math.max(...seen),
  };
}

/** The last day that is over where everything up to an instant, itself included, is known. */
export const lastWholeDay = (calendar: Calendar, completeTo: number): number => calendar.dayOf(completeTo + 1) - 1;

/** All who have bought, but those of whom silence means nothing. */
export async function* readHistories(redis: Connection, config: Config, calendar: Calendar): AsyncGenerator<PurchaseHistory> {
  for (let partition = 0; partition < config.partitions; partition += 1) {
    for await (const page of statesOf(redis, partitionKeys(service, partition).states)) {
      for (let index = 1; index < page.length; index += 2) {
        const history = historyOf(decodeStoredCustomer(page[index] as Buffer), config, calendar);
        if (history !== null) yield history;
      }
    }
  }
}

function historyOf(
  { base, facts }: StoredCustomer<CustomerState, Fact>,
  { lifecycle }: Config,
  calendar: Calendar,
): PurchaseHistory | null {
  const relationship = facts.findLast(({ fact }) => fact.kind === 'profile-change' && fact.relationship !== null)?.fact;
  const latest = relationship?.kind === 'profile-change' ? relationship.relationship : base.profile?.relationship;
  if (latest === 'contractual') return null;
  const history = historyWith(
    base.purchases,
    facts.map(({ fact }) => fact),
    calendar,
    lifecycle,
  );
  return history.acquiredDay === null ? null : history;
}

/** Pages of customers and states in turn. On a cluster a partition's key lies on one of its nodes. */
async function* statesOf(redis: Connection, key: string): AsyncGenerator<Buffer[]> {
  let cursor = '0';
  do {
    const [next, page] = await redis.hscanBuffer(key, cursor, 'COUNT', customersPerScan);
    yield page;
    cursor = next.toString();
  } while (cursor !== '0');
}
