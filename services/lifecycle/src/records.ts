/** What the lifecycle sends of its own. */
import { encode, type RecordName } from '@ebb/contracts';
import type { Output } from '@ebb/domain';

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

/** The bytes of the record at revision 0. */
export const contentOf = (output: Output): Buffer => encode(output.type, bodyOf(output, 0));
