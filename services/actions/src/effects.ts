/** What actions do, counted within the commits. */
import { type ActionsOutput, type ActionsState, type EffectCount, effectCounts, effectFlow } from '@ebb/domain';
import { type Connection, partitionKeys } from '@ebb/redis';
import { type Census, countsIn } from '@ebb/runtime';

/** Each trial that has ended is told of by a record of its own, so that the counts themselves are not sent on. */
export const effectCensus: Census<ActionsState, ActionsOutput> = {
  standingOf: () => null,
  flowOf: effectFlow,
  encode: () => [],
};

/**
 * The counts of all partitions as they are in Redis now, each as of its last commit.
 * @param alertPartitions partitions of `customer-alerts`
 */
export async function readEffects(redis: Connection, alertPartitions: number): Promise<readonly EffectCount[]> {
  const parts = await Promise.all(
    Array.from({ length: alertPartitions }, async (_, partition) => {
      const fields = await redis.hgetall(partitionKeys('actions', partition).census);
      return effectCounts(countsIn(new Map(Object.entries(fields).map(([field, value]) => [field, Number(value)]))).flows);
    }),
  );
  return parts.flat();
}
