/** The topic `calibrations`, read whole: who judges customers has to know every version. */
import type { BadRecord, Config, Records } from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { Log } from '@ebb/runtime';
import type { Kafka } from 'kafkajs';
import { recordDecoder } from './decode.ts';
import { KnownCalibrations } from './known-calibrations.ts';
import { openSideInput, type SideTopic } from './side-topic.ts';

/** What may lie there. */
type Published = 'Calibration' | 'CalibrationRefused';

export type TakePublished = { readonly [Name in Published]: (record: Records[Name]) => void };

export function calibrationsTopic({ outputs }: Config, take: TakePublished, log: Log): SideTopic {
  const topic = outputs.calibrations;
  return {
    topic,
    taker: (schemas) => {
      const decode = recordDecoder<Published, 'taken' | BadRecord>(schemas, {
        Calibration: (record) => {
          take.Calibration(record);
          return 'taken';
        },
        CalibrationRefused: (record) => {
          take.CalibrationRefused(record);
          return 'taken';
        },
      });
      return async (record, partition) => {
        const taken = await decode(record, partition);
        if (taken === 'taken') return;
        log.error({ topic, partition, offset: record.offset, code: taken.code }, `no calibration, passed over: ${taken.detail}`);
      };
    },
  };
}

/** What the lifecycle takes: the versions that were accepted. */
export const acceptedInto = (known: KnownCalibrations): TakePublished => ({
  Calibration: (record) => known.publish(record),
  CalibrationRefused: () => {},
});

/** All that a worker would know now: that of the configuration, and what is published. */
export async function knownCalibrations(
  kafka: Kafka,
  schemas: Pick<Schemas, 'writer'>,
  config: Config,
  log: Log,
): Promise<KnownCalibrations> {
  const known = new KnownCalibrations(config.calibration);
  await readCalibrations(kafka, schemas, config, acceptedInto(known), log);
  return known;
}

/** Takes all that is published now. */
export async function readCalibrations(
  kafka: Kafka,
  schemas: Pick<Schemas, 'writer'>,
  config: Config,
  take: TakePublished,
  log: Log,
): Promise<void> {
  const { groupId, sessionTimeout: sessionTimeoutMilliseconds } = config.kafka;
  const options = { schemas, groupId, sessionTimeoutMilliseconds, log };
  const side = await openSideInput(kafka, calibrationsTopic(config, take, log), options);
  await side.stop();
}
