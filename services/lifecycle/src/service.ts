/** The lifecycle service from its configuration and addresses to a running worker. */
import { type Config, sourceNames, sources, topicReadByLifecycle } from '@ebb/contracts';
import type { Log } from '@ebb/runtime';
import { type Addresses, type RunningService, startService } from '@ebb/service';
import { lifecycleMetrics } from './metrics.ts';
import { lifecycleProgram, service } from './program.ts';
import { lifecycleRecords } from './records.ts';

/** Resolves when the worker consumes. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export const startLifecycle = (config: Config, addresses: Addresses, log: Log): Promise<RunningService> =>
  startService(
    {
      name: service,
      groupId: config.kafka.groupId,
      sourceTopics: sourceNames.map((name) => topicReadByLifecycle(config.sources[name])),
      sourcePartitions: config.partitions,
      outputTopics: [config.outputs.customerAlerts, config.outputs.lifecycleCensus, config.outputs.deadLetters],
      records: lifecycleRecords,
      foreignRecords: Object.values(sources).map(({ record }) => record),
      latenessMax: config.latenessMax,
      addMetrics: (registry, census) => lifecycleMetrics(registry, config, census),
      program: (found) => lifecycleProgram(config, found),
    },
    config,
    addresses,
    log,
  );
