/** The customers of each stage, counted within the commits. */
import { type Config, encodeFramed } from '@ebb/contracts';
import {
  type CustomerState,
  censusFlow,
  censusStanding,
  type Census as DomainCensus,
  type LifecycleRules,
  type Output,
  type Stage,
  stageFigures,
  sumOfCensuses,
} from '@ebb/domain';
import { type Connection, partitionKeys } from '@ebb/redis';
import { type Census, type CensusCounts, countsIn, noTime, type Outgoing } from '@ebb/runtime';

export interface CensusSettings {
  readonly service: string;
  readonly rules: LifecycleRules;
  readonly topic: string;
  /** Partitions of the topic. */
  readonly partitions: number;
  /** The registry's id of `LifecycleCensus`. */
  readonly schemaId: number;
}

export function lifecycleCensus({ service, rules, topic, partitions, schemaId }: CensusSettings): Census<CustomerState, Output> {
  return {
    standingOf: (state) => censusStanding(state, rules),
    flowOf: censusFlow,
    encode: (counts, partition, watermark): readonly Outgoing[] => {
      if (watermark === noTime) return [];
      const counted = censusOf(counts);
      const census = { service, partition, at: watermark, stages: stageFigures(counted), flows: counted.flows };
      const recordId = `${service}/${partition}`;
      const value = encodeFramed('LifecycleCensus', schemaId, census);
      const record = { key: Buffer.from(recordId), value, recordType: 'LifecycleCensus', recordId, revision: 0 };
      return [{ topic, partition: partition % partitions, ...record }];
    },
  };
}

/** Counts of one partition as the domain takes them. */
const censusOf = ({ groups, flows }: CensusCounts): DomainCensus => ({
  stages: Object.entries(groups).map(([stage, { customers, amount }]) => ({
    stage: stage as Stage,
    customers,
    revenueMinor: amount,
  })),
  flows: Object.entries(flows).map(([flow, count]) => {
    const [fromStage = '', toStage = ''] = flow.split('>') as Stage[];
    return { fromStage: fromStage as Stage, toStage: toStage as Stage, count };
  }),
});

/** The counts of all partitions as they are in Redis now, each as of its last commit. */
export async function readCensus(redis: Connection, { partitions }: Config): Promise<DomainCensus> {
  const parts = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const fields = await redis.hgetall(partitionKeys('lifecycle', partition).census);
      return censusOf(countsIn(new Map(Object.entries(fields).map(([field, value]) => [field, Number(value)]))));
    }),
  );
  return sumOfCensuses(parts);
}
