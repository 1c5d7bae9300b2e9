/** From a record of `retention-actions` to what it changes here. */
import type { ActionCalledOff, ActionWithheld, Config, ContactabilityChanged, RetentionAction, Retraction } from '@ebb/contracts';
import { callCentreName } from '@ebb/contracts';
import { taskIdOf } from './action.ts';
import { skillQueue, targetQueue } from './keys.ts';
import { type EngagementSource, engagementEntry, heldOutEntry } from './outbox.ts';
import type { Change, NewTask } from './store.ts';
import { storedAction } from './stored-action.ts';

export interface Routing extends EngagementSource {
  readonly targets: Config['delivery']['targets'];
  readonly callCentreChannels: readonly string[];
}

/** @param now milliseconds of the wall clock */
export function changesOfAction(action: RetentionAction, brokerAt: number, routing: Routing, now: number): Change[] {
  const tasks = tasksFor(action, routing, now);
  const { recordId, revision, customerId: customer, commercial } = action;
  const change = {
    recordId,
    revision,
    customer,
    body: storedAction(action),
    commercial,
    brokerAt,
    tasks,
  } as const;
  if (tasks.length > 0) return [{ kind: 'action', ...change }];
  const entry = engagementEntry({ action, what: 'suppressed', target: 'none', now, saying: { detail: 'no-target' } }, routing);
  return [
    { kind: 'action', ...change },
    { kind: 'emit', entry },
  ];
}

function tasksFor(action: RetentionAction, routing: Routing, now: number): NewTask[] {
  const { recordId, dueAt: due, expectedGainMinor: gain, queue: skill } = action;
  const task = (target: string, queue: string) => {
    const happening = { action, what: 'suppressed', target, now, saying: { detail: 'queue-full' } } as const;
    return { id: taskIdOf(recordId, target), queue, due, gain, overflow: engagementEntry(happening, routing) };
  };
  const webhooks = routing.targets.filter((target) => fits(action, target)).map(({ name }) => task(name, targetQueue(name)));
  if (!routing.callCentreChannels.includes(action.channel)) return webhooks;
  return [...webhooks, { ...task(callCentreName, skillQueue(skill)), skill }];
}

/** An empty list fits all. */
const fits = (action: RetentionAction, { channels, kinds, queues }: Routing['targets'][number]): boolean =>
  allows(channels, action.channel) && allows(kinds, action.kind) && allows(queues, action.queue);

const allows = (list: readonly string[], word: string): boolean => list.length === 0 || list.includes(word);

export const changeOfCalledOff = ({ actionId, customerId, reason, recordId }: ActionCalledOff): Change => ({
  kind: 'off',
  recordId: actionId,
  customer: customerId,
  reason,
  by: recordId,
});

/** A decision not to act: that a customer was held out has to be known where effects are compared. */
export const changesOfWithheld = (withheld: ActionWithheld, source: EngagementSource, now: number): Change[] =>
  withheld.reason === 'held-out' ? [{ kind: 'emit', entry: heldOutEntry(withheld, source, now) }] : [];

export const changesOfContactability = ({
  recordId,
  customerId: customer,
  at,
  contactability,
}: ContactabilityChanged): Change[] => [
  { kind: 'changed', customer, recordId, at, contactability: JSON.stringify({ recordId, at, contactability }) },
];

/** What was told of a held-out customer stands: an engagement can't be withdrawn. */
export function changesOfRetraction({ recordType, recordId, customerId: customer }: Retraction): Change[] {
  switch (recordType) {
    case 'RetentionAction':
      return [{ kind: 'off', recordId, customer, reason: 'retracted', by: '' }];
    case 'ActionCalledOff':
      return [{ kind: 'back', customer, by: recordId }];
    case 'ContactabilityChanged':
      return [{ kind: 'unchanged', customer, recordId }];
    default:
      return [];
  }
}
