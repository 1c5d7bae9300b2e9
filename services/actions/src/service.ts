/** The service of actions from its configuration and addresses to a running worker. */
import type { Config } from '@ebb/contracts';
import type { Log } from '@ebb/runtime';
import { type Addresses, type RunningService, startService } from '@ebb/service';
import { actionsMetrics } from './metrics.ts';
import { actionsProgram, service } from './program.ts';
import { actionsRecords } from './records.ts';

/** Resolves when the worker consumes. Rejects with what is wrong and what is allowed; a server that is away is waited for. */
export const startActions = (config: Config, addresses: Addresses, log: Log): Promise<RunningService> =>
  startService(
    {
      name: service,
      groupId: config.actions.groupId,
      sourceTopics: [config.outputs.customerAlerts],
      // The alerts may have another number than the sources: a customer is in one partition of each.
      sourcePartitions: null,
      outputTopics: [config.outputs.retentionActions, config.outputs.deadLetters],
      records: actionsRecords,
      foreignRecords: [],
      // A fact may come to the lifecycle by `latenessMax` late; the records that it retracts or adds are as old then, and the facts
      // of this service are those records. Those of another partition may be as late again behind the markers of this one.
      latenessMax: 2 * config.latenessMax,
      sideInput: null,
      about: () => ({}),
      addMetrics: (registry, census) => actionsMetrics(registry, config, census),
      program: (found) => actionsProgram(config, found),
    },
    config,
    addresses,
    log,
  );
