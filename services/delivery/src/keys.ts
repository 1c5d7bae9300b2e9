/**
 * All that delivery keeps in Redis shares one hash tag: what is asked of a sending (caps over all targets, the state of a target, one
 * order for all agents of a skill) is asked over all customers at once. On a Redis Cluster it lies on one node, which is enough: there
 * are as many actions as there are customers who leave, not as there are events.
 */
export const prefix = 'ebb:{delivery}:';

export const keys = {
  /** Hash: source partition → where it has been read to. */
  cursors: `${prefix}cursors`,
  /** Stream of what is to be sent to Kafka. */
  outbox: `${prefix}outbox`,
  /** Sorted set: dead tasks by when they died. */
  dead: `${prefix}dead`,
  /** Set of the skills that have had a task. */
  skills: `${prefix}skills`,
  task: (taskId: string) => `${prefix}task:${taskId}`,
  action: (recordId: string) => `${prefix}action:${recordId}`,
  /** Sorted set: tasks by when they are due; what is under way by when its lease ends. */
  queue: (queue: string) => `${prefix}queue:${queue}`,
  /** Sorted set: tasks under way by when their lease ends. */
  underWay: (queue: string) => `${prefix}under-way:${queue}`,
  target: (name: string) => `${prefix}target:${name}`,
  /** The task of a queue that an agent holds. */
  agent: (queue: string, agent: string) => `${prefix}agent:${queue}:${agent}`,
} as const;

const targetPrefix = 'target:';
const skillPrefix = 'skill:';

/** The queue of a webhook target. */
export const targetQueue = (name: string): string => targetPrefix + name;

/** The queue of a skill in the call centre. */
export const skillQueue = (skill: string): string => skillPrefix + skill;

/** Null for a queue of the call centre. */
export const targetOfQueue = (queue: string): string | null => behind(targetPrefix, queue);

/** Null for the queue of a webhook target. */
export const skillOfQueue = (queue: string): string | null => behind(skillPrefix, queue);

const behind = (prefixOfQueue: string, queue: string): string | null =>
  queue.startsWith(prefixOfQueue) ? queue.slice(prefixOfQueue.length) : null;
