/** What actions send of their own. */
import type { RecordName } from '@ebb/contracts';
import type { ActionsOutput } from '@ebb/domain';
import { digestOf } from '@ebb/service';

export const actionsRecords = [
  'RetentionAction',
  'ActionCalledOff',
  'ActionWithheld',
  'EffectMeasured',
  'ContactabilityChanged',
] as const satisfies readonly RecordName[];
export type ActionsRecord = (typeof actionsRecords)[number];

/** The record of an output; its type is what the schema names, and left out by it. */
export const bodyOf = (output: ActionsOutput, revision: number) => ({ ...output, revision });

/** Of the record as it would be sent at revision 0. */
export const digest = (output: ActionsOutput): Buffer => digestOf(output.type, bodyOf(output, 0));
