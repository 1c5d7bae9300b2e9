/** What actions send of their own. */
import { encode, type RecordName } from '@ebb/contracts';
import type { ActionsOutput } from '@ebb/domain';

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

/** The bytes of the record at revision 0. */
export const contentOf = (output: ActionsOutput): Buffer => encode(output.type, bodyOf(output, 0));
