/** An action as it is kept until it is done, and the ids of what is made of it. */
import { createHash } from 'node:crypto';
import type { RetentionAction } from '@ebb/contracts';

export interface Taken {
  readonly action: RetentionAction;
  /** When Kafka got the action, milliseconds of the wall clock. */
  readonly brokerAt: number;
}

/**
 * Stands for the delivery of an action to a target, for ever: in the queue, in paths and as `webhook-id`. An action that is brought
 * back after a retraction keeps it, so that no receiver ever gets one action under two ids.
 */
export const taskIdOf = (recordId: string, target: string): string =>
  `task_${createHash('sha256').update(`${recordId}@${target}`).digest('base64url').slice(0, 27)}`;

const idCharactersMax = 256;

/** `<action>/<what>@<target>`: a repeat of the engagement has the same id. Too long an action id gives way to the task's. */
export function engagementIdOf(action: Pick<RetentionAction, 'recordId'>, what: string, target: string): string {
  const id = `${action.recordId}/${what}@${target}`;
  return id.length <= idCharactersMax ? id : `${taskIdOf(action.recordId, target)}/${what}@${target}`;
}
