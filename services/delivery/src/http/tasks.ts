/** What routes need of tasks, and how they answer. */
import type { z } from 'zod';
import type { CallCentre } from '../call-centre.ts';
import type { DeliveryStore, Settled } from '../store.ts';
import type { TaskView } from '../task-view.ts';
import type { failure, taskAnswer } from './schemas.ts';

export interface Served {
  readonly store: DeliveryStore;
  readonly callCentre: CallCentre;
  /** How far ahead a call-back may be promised, milliseconds. */
  readonly callBackMax: number;
  readonly now: () => number;
}

type Failure = z.infer<typeof failure>;

export const unknownTask = (id: string): Failure => ({
  error: `there is no task ${id}`,
  allowed: 'the id of a task that is open, or was done not long ago',
});

export const answerOf = ({ dueAt, action, ...task }: TaskView): z.infer<typeof taskAnswer> => ({
  ...task,
  dueAt: iso(dueAt),
  action: { ...action },
});

export const iso = (instant: number): string => new Date(instant).toISOString();

/** Why an agent can't do that with a task; null where it has been done. */
export function refusalOf({ code, state, holder, reason }: Settled, id: string): Failure | null {
  switch (code) {
    case 'OK':
    case 'ALREADY':
      return null;
    case 'CALLED_OFF':
      return { error: `task ${id} was called off: ${reason}`, allowed: 'nothing more; a contact that was reported is on record' };
    case 'UNKNOWN':
      return unknownTask(id);
    case 'NOT_YOURS': {
      const whose = state === 'leased' ? `held by ${holder}` : state;
      return { error: `task ${id} is ${whose}`, allowed: 'tasks that you have claimed and still hold: claim anew' };
    }
  }
}
