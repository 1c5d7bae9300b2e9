/** The lifecycle service from its configuration and addresses to a running worker. */
import { type Config, sourceNames, sources, topicReadByLifecycle } from '@ebb/contracts';
import type { Log } from '@ebb/runtime';
import {
  type Addresses,
  acceptedInto,
  calibrationsTopic,
  KnownCalibrations,
  type RunningService,
  startService,
} from '@ebb/service';
import { lifecycleMetrics } from './metrics.ts';
import { lifecycleProgram, service } from './program.ts';
import { lifecycleRecords } from './records.ts';

/** Resolves when the worker consumes. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export function startLifecycle(config: Config, addresses: Addresses, log: Log): Promise<RunningService> {
  const calibrations = new KnownCalibrations(config.calibration);
  return startService(
    {
      name: service,
      groupId: config.kafka.groupId,
      sourceTopics: sourceNames.map((name) => topicReadByLifecycle(config.sources[name])),
      sourcePartitions: config.partitions,
      outputTopics: [config.outputs.customerAlerts, config.outputs.lifecycleCensus, config.outputs.deadLetters],
      records: lifecycleRecords,
      foreignRecords: Object.values(sources).map(({ record }) => record),
      latenessMax: config.latenessMax,
      sideInput: calibrationsTopic(config, acceptedInto(calibrations), log),
      about: () => ({ calibrationVersion: calibrations.all.at(-1)?.version ?? 0 }),
      addMetrics: (registry, census) => lifecycleMetrics(registry, config, calibrations, census),
      program: (found) => lifecycleProgram(config, calibrations, found),
    },
    config,
    addresses,
    log,
  );
}
