/** The queues that agents take from, skill by skill. A task is held by one agent at most, for the time of a lease. */
import { type Config, callCentreName, type Engagement, type Motive } from '@ebb/contracts';
import type { Clock } from './clock.ts';
import { judge, type SendingRules } from './judge.ts';
import { type EngagementSource, engagementEntry } from './outbox.ts';
import { ranked } from './ranking.ts';
import type { DeliveryStore, Leased, Place, Settled, Settlement } from './store.ts';
import { type TaskView, taskView } from './task-view.ts';

/** What came of a call. */
export type Disposition =
  | { readonly disposition: 'accepted' | 'solved' | 'wrong-number' | 'not-reached' | 'other' }
  | { readonly disposition: 'refused'; readonly motive: Motive }
  | { readonly disposition: 'call-back'; readonly callBackAt: number };

export type CallCentreSettings = Config['delivery']['callCentre'];

export interface CallCentrePorts {
  readonly store: DeliveryStore;
  readonly clock: Clock;
  readonly onEntries: () => void;
  /** A task was settled, by result. */
  readonly onSettled: (result: Settlement['result']) => void;
}

/** The agent reached somebody, and it was the customer. */
const reached: ReadonlySet<Disposition['disposition']> = new Set(['accepted', 'refused', 'call-back', 'solved', 'other']);

/** Places that are looked at for one claim: each that may not be called is settled at once, and does not come again. */
const claimPlacesMax = 200;

export class CallCentre {
  readonly #settings: CallCentreSettings;
  readonly #rules: SendingRules & EngagementSource;
  readonly #ports: CallCentrePorts;

  constructor(settings: CallCentreSettings, rules: SendingRules & EngagementSource, ports: CallCentrePorts) {
    this.#settings = settings;
    this.#rules = rules;
    this.#ports = ports;
  }

  /** What the agent is to do next; null where there is nothing. Who holds a task of the skill already is given that one. */
  async claim(skill: string, agent: string): Promise<TaskView | null> {
    const held = await this.#held(skill, agent);
    if (held !== null) return held;
    const { store, clock } = this.#ports;
    for (const place of ranked(await store.due(skill), clock.now()).slice(0, claimPlacesMax)) {
      const leased = await store.claim(skill, place.member, agent, clock.now() + this.#settings.lease);
      if (leased !== null && (await this.#mayCall(leased, place, agent))) return this.#view(leased.taskId);
    }
    // Asked twice at once, the other request may have got one.
    return this.#held(skill, agent);
  }

  extend(taskId: string, skill: string, agent: string): Promise<Settled> {
    return this.#ports.store.extend(taskId, skill, agent, this.#ports.clock.now() + this.#settings.lease);
  }

  /** Back into its queue, for others. */
  release(taskId: string, agent: string): Promise<Settled> {
    const dueAt = this.#ports.clock.now();
    return this.#settle(taskId, agent, { result: 'later', reason: 'released', dueAt, uncount: true, entries: [] });
  }

  /** @param task as it stood when the agent reported */
  async complete(task: TaskView, agent: string, what: Disposition): Promise<Settled> {
    const now = this.#ports.clock.now();
    const { disposition } = what;
    const entries = this.#told(task, what, now);
    const uncount = !reached.has(disposition);
    const settle = (how: Pick<Settlement, 'result'> & Partial<Settlement>) =>
      this.#settle(task.id, agent, { reason: disposition, uncount, entries, ...how });
    if (what.disposition === 'call-back') return settle({ result: 'again', dueAt: what.callBackAt, promisedAt: what.callBackAt });
    const { notReachedMax, notReachedPause } = this.#settings;
    const again = disposition === 'not-reached' && task.notReached + 1 < notReachedMax;
    return again ? settle({ result: 'again', dueAt: now + notReachedPause }) : settle({ result: 'completed' });
  }

  async #held(skill: string, agent: string): Promise<TaskView | null> {
    const taskId = await this.#ports.store.heldBy(agent, skill);
    const task = taskId === null ? null : await this.#view(taskId);
    const isHeld = task !== null && task.state === 'leased' && task.holder === agent;
    return isHeld ? task : null;
  }

  /** Asked again at the moment of the call; what may not be called, now or ever, leaves the agent's hands. */
  async #mayCall(leased: Leased, { promised }: Place, agent: string): Promise<boolean> {
    const now = this.#ports.clock.now();
    const { actionAgeMax } = this.#settings;
    // An action waits for an agent in its queue as long as it lasts; its age was right or wrong when it came.
    const judgement = judge({ ...leased, actionAgeMax, agesUntil: leased.brokerAt, promised }, this.#rules, now);
    if (judgement.kind === 'send') return true;
    const { taskId, action } = leased;
    if (judgement.kind === 'later') {
      await this.#settle(taskId, agent, {
        result: 'later',
        reason: 'quiet hours',
        dueAt: judgement.at,
        uncount: true,
        entries: [],
      });
      return false;
    }
    const { reason } = judgement;
    const entry = engagementEntry(
      { action, what: 'suppressed', target: callCentreName, now, saying: { detail: reason } },
      this.#rules,
    );
    await this.#settle(taskId, agent, { result: 'suppressed', reason, uncount: true, entries: [entry] });
    return false;
  }

  #told({ action, attempt }: TaskView, what: Disposition, now: number): string[] {
    const tell = (happened: Engagement['what'], saying = {}) =>
      engagementEntry({ action, what: happened, target: `${callCentreName}#${attempt}`, now, saying }, this.#rules);
    const outcome = tell('outcome', {
      outcome: what.disposition,
      motive: what.disposition === 'refused' ? what.motive : null,
      callBackAt: what.disposition === 'call-back' ? what.callBackAt : null,
    });
    return reached.has(what.disposition) ? [tell('action-sent'), tell('delivered'), outcome] : [outcome];
  }

  async #settle(taskId: string, agent: string, what: Omit<Settlement, 'taskId' | 'target' | 'holder'>): Promise<Settled> {
    const settled = await this.#ports.store.settle({ ...what, taskId, target: callCentreName, holder: agent });
    this.#ports.onEntries();
    if (settled.code === 'OK') this.#ports.onSettled(what.result);
    return settled;
  }

  #view(taskId: string): Promise<TaskView | null> {
    return taskView(this.#ports.store, taskId);
  }
}
