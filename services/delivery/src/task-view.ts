/** A task with its action, as it stands. */
import { callCentreName, type RetentionAction } from '@ebb/contracts';
import { skillOfQueue, targetOfQueue } from './keys.ts';
import type { DeliveryStore, StoredTask } from './store.ts';

export interface TaskView {
  readonly id: string;
  readonly target: string;
  /** Of a task of the call centre; null of others. */
  readonly skill: string | null;
  readonly state: string;
  /** Why it stands there, or what the target said last. */
  readonly reason: string;
  readonly attempt: number;
  readonly notReached: number;
  /** The agent who holds it; null where it is nobody's. */
  readonly holder: string | null;
  /** When it is due, or the lease ends, milliseconds; of what is done, when the action was due. */
  readonly dueAt: number;
  readonly action: RetentionAction;
}

export async function taskView(store: DeliveryStore, taskId: string): Promise<TaskView | null> {
  const task = await store.task(taskId);
  const taken = task === null ? null : await store.action(task['action'] ?? '');
  return task === null || taken === null ? null : viewOf(taskId, task, taken.action);
}

function viewOf(id: string, task: StoredTask, action: RetentionAction): TaskView {
  const queue = task['queue'] ?? '';
  return {
    id,
    target: targetOfQueue(queue) ?? callCentreName,
    skill: skillOfQueue(queue),
    state: task['state'] ?? '',
    reason: task['reason'] ?? '',
    attempt: Number(task['attempt'] ?? 0),
    notReached: Number(task['tries'] ?? 0),
    holder: task['holder'] ?? null,
    dueAt: Number(task['dueAt'] ?? action.dueAt),
    action,
  };
}
