/** What the lifecycle sends of its own. */
import type { RecordName } from '@ebb/contracts';
import type { Output } from '@ebb/domain';
import { digestOf } from '@ebb/service';

export const lifecycleRecords = [
  'LifecycleTransition',
  'MainDefectorAlert',
  'RiskAlert',
  'AlertClosed',
  'ContactabilityChanged',
  'ActionOutcome',
  'AbandonmentProposed',
  'LifecycleCensus',
] as const satisfies readonly RecordName[];
export type LifecycleRecord = (typeof lifecycleRecords)[number];

/** The record of an output; its type is what the schema names, and left out by it. */
export const bodyOf = (output: Output, revision: number) => ({ ...output, revision });

/** Of the record as it would be sent at revision 0. */
export const digest = (output: Output): Buffer => digestOf(output.type, bodyOf(output, 0));
