/** Why a task can't go on. Closed list; each says what to do. */
export const stopCodes = {
  'offset-gone':
    'Kafka no longer holds the records to be read next. Rebuild from history, or accept the loss by resetting the stored offset.',
  'topic-recreated': 'The topic was deleted and made again; its offsets mean other records now. Rebuild, or restore the topic.',
  'topic-missing': 'Create it with as many partitions as the sources have, or correct its name in the configuration.',
  'partition-count-changed':
    'Sources must keep the number of partitions they began with. Restore it, or rebuild into a new state.',
  'mostly-bad': 'Most of a thousand records were bad: the producer or the configuration is wrong. Correct it and restart.',
  'commit-too-large': "One customer's changes do not fit into a commit. Raise batch.bytesMax, or lower horizonFactsMax.",
} as const;
export type StopCode = keyof typeof stopCodes;

/** Terminal: the task stops and says what happened, to what, and what to do. Never retried. */
export class TaskStopped extends Error {
  readonly code: StopCode;

  constructor(code: StopCode, what: string) {
    super(`${what}. ${stopCodes[code]}`);
    this.name = 'TaskStopped';
    this.code = code;
  }
}

/** The partition has another owner, or the store has lost what was acknowledged: drop everything, rejoin, claim anew. */
export class OwnershipLost extends Error {
  readonly result: 'FENCED' | 'ROLLED_BACK';

  constructor(result: 'FENCED' | 'ROLLED_BACK', partition: number) {
    super(
      result === 'FENCED'
        ? `partition ${partition} was claimed by another worker`
        : `partition ${partition}: the store is behind what it had acknowledged`,
    );
    this.name = 'OwnershipLost';
    this.result = result;
  }
}
