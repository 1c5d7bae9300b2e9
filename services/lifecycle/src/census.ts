/** The customers of each stage, counted within the commits. */
import { encodeFramed } from '@ebb/contracts';
import { type CustomerState, censusFlow, censusStanding, type LifecycleRules, type Output } from '@ebb/domain';
import { type Census, noTime, type Outgoing } from '@ebb/runtime';

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
    encode: ({ groups, flows }, partition, watermark): readonly Outgoing[] => {
      if (watermark === noTime) return [];
      const stages = Object.entries(groups)
        .filter(([, { customers }]) => customers > 0)
        .map(([stage, { customers, amount }]) => ({ stage, customers, revenueMinor: amount }));
      const counted = Object.entries(flows).map(([flow, count]) => {
        const [fromStage = '', toStage = ''] = flow.split('>');
        return { fromStage, toStage, count };
      });
      const census = { service, partition, at: watermark, stages, flows: counted };
      const recordId = `${service}/${partition}`;
      const value = encodeFramed('LifecycleCensus', schemaId, census);
      const record = { key: Buffer.from(recordId), value, recordType: 'LifecycleCensus', recordId, revision: 0 };
      return [{ topic, partition: partition % partitions, ...record }];
    },
  };
}
