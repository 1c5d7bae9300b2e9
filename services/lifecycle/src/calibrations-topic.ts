/** The topic `calibrations` as the lifecycle takes it: accepted versions. */
import type { BadRecord, Config } from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { Log } from '@ebb/runtime';
import { openSideInput, recordDecoder, type SideTopic } from '@ebb/service';
import type { Kafka } from 'kafkajs';
import { KnownCalibrations } from './known-calibrations.ts';

type Taken = 'taken' | BadRecord;

export function calibrationsTopic({ outputs }: Config, known: KnownCalibrations, log: Log): SideTopic {
  const topic = outputs.calibrations;
  return {
    topic,
    taker: (schemas) => {
      const decode = recordDecoder<'Calibration' | 'CalibrationRefused', Taken>(schemas, {
        Calibration: (record) => {
          known.publish(record);
          return 'taken';
        },
        CalibrationRefused: () => 'taken',
      });
      return async (record, partition) => {
        const taken = await decode(record, partition);
        if (taken === 'taken') return;
        log.error({ topic, partition, offset: record.offset, code: taken.code }, `no calibration, passed over: ${taken.detail}`);
      };
    },
  };
}

/** All that a worker would know now: that of the configuration, and what is published. */
export async function knownCalibrations(
  kafka: Kafka,
  schemas: Pick<Schemas, 'writer'>,
  config: Config,
  log: Log,
): Promise<KnownCalibrations> {
  const known = new KnownCalibrations(config.calibration);
  const { groupId, sessionTimeout: sessionTimeoutMilliseconds } = config.kafka;
  const options = { schemas, groupId, sessionTimeoutMilliseconds, log };
  const side = await openSideInput(kafka, calibrationsTopic(config, known, log), options);
  await side.stop();
  return known;
}
