/**
 * Sends the tasks of one webhook target: with a queue, a rate and so many requests at a time of its own, so that one that hangs holds up
 * no other. A task is leased before it is sent; should this process end meanwhile, it is sent again, under the same id, when the
 * lease has run out.
 */
import { type Log, Signal } from '@ebb/runtime';
import type { Clock } from './clock.ts';
import { consequenceOf } from './consequence.ts';
import { expiryOf, judge, type SendingRules } from './judge.ts';
import { type EngagementSource, engagementEntry } from './outbox.ts';
import { type Secrets, signatureHeaders } from './signature.ts';
import type { DeliveryStore, LeasedForTarget, Settlement } from './store.ts';
import { type Answer, WebhookClient } from './webhook.ts';
import { webhookBody } from './webhook-body.ts';

export interface TargetSettings {
  readonly name: string;
  readonly url: string;
  readonly timeout: number;
  readonly retries: readonly number[];
  readonly requestsPerSecondMax: number;
  readonly concurrencyMax: number;
  readonly allowPrivate: boolean;
  readonly actionAgeMax: number | null;
  readonly retryAfterMax: number;
  readonly answerBytesMax: number;
  readonly secrets: Secrets;
  /** ISO 4217, of the amounts. */
  readonly currency: string;
}

/** What an attempt came to, for metrics. */
export interface Attempted {
  readonly target: string;
  readonly result: Settlement['result'];
  /** Null where nothing was sent. */
  readonly seconds: number | null;
  /** From Kafka's getting the action until the target had it; null where it has not. */
  readonly secondsSinceAction: number | null;
}

export interface SenderPorts {
  readonly store: DeliveryStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly onAttempt: (attempted: Attempted) => void;
  /** Something has been put into the outbox. */
  readonly onEntries: () => void;
}

/** Beyond the time-out of a request, before somebody else takes the task. */
const leaseMarginMilliseconds = 5_000;
/** How long nothing is asked for where nobody says that something has come. */
const idleMillisecondsMax = 5_000;
const failedMilliseconds = 1_000;

export class TargetSender {
  readonly #settings: TargetSettings;
  readonly #rules: SendingRules & EngagementSource;
  readonly #ports: SenderPorts;
  readonly #client: WebhookClient;
  readonly #signal = new Signal();
  readonly #underWay = new Set<Promise<void>>();
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(settings: TargetSettings, rules: SendingRules & EngagementSource, ports: SenderPorts) {
    this.#settings = settings;
    this.#rules = rules;
    this.#ports = ports;
    this.#client = new WebhookClient(settings);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Something may have come. */
  wake(): void {
    this.#signal.raise();
  }

  /** Takes nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#running;
    await Promise.all(this.#underWay);
    this.#client.stop();
  }

  async #run(): Promise<void> {
    while (!this.#stopping) await this.#signal.wait(await this.#begin());
  }

  /** Begins what can be begun; the milliseconds after which to try again, should nothing happen before. */
  async #begin(): Promise<number> {
    const { concurrencyMax, timeout } = this.#settings;
    const { store, clock, log } = this.#ports;
    const free = concurrencyMax - this.#underWay.size;
    if (free === 0) return idleMillisecondsMax;
    try {
      const leaseUntil = clock.now() + timeout + leaseMarginMilliseconds;
      const { tasks, againAt } = await store.lease(this.#settings, free, leaseUntil);
      for (const task of tasks) this.#attempt(task);
      if (tasks.length === free) return idleMillisecondsMax;
      return againAt === null ? idleMillisecondsMax : Math.min(Math.max(againAt - clock.now(), 1), idleMillisecondsMax);
    } catch (error) {
      log.error({ target: this.#settings.name, error: String(error) }, 'tasks could not be leased; trying again');
      return failedMilliseconds;
    }
  }

  #attempt(task: LeasedForTarget): void {
    const attempt = this.#deliver(task)
      .catch((error: unknown) => {
        const fields = { target: this.#settings.name, task: task.taskId, error: String(error) };
        this.#ports.log.error(fields, 'what came of a task could not be stored; it is tried again when its lease has run out');
      })
      .finally(() => {
        this.#underWay.delete(attempt);
        this.wake();
      });
    this.#underWay.add(attempt);
  }

  async #deliver(task: LeasedForTarget): Promise<void> {
    const now = this.#ports.clock.now();
    const { actionAgeMax } = this.#settings;
    const agesUntil = task.redriven ? null : now;
    const judgement = judge({ ...task, actionAgeMax, agesUntil, promised: false }, this.#rules, now);
    if (judgement.kind === 'suppress') return this.#suppress(task, judgement.reason, now);
    if (judgement.kind === 'later') return this.#settle(task, { result: 'later', reason: 'quiet hours', dueAt: judgement.at });
    if (task.disabled) return this.#settle(task, { result: 'later', reason: 'target disabled', dueAt: this.#expiry(task) });
    const answer = await this.#send(task);
    await this.#conclude(task, answer, this.#ports.clock.now() - now);
  }

  #send(task: LeasedForTarget): Promise<Answer> {
    const body = webhookBody(task, this.#settings.currency);
    return this.#client.post(body, signatureHeaders(task.taskId, this.#ports.clock.now(), body, this.#settings.secrets));
  }

  async #conclude(task: LeasedForTarget, answer: Answer, milliseconds: number): Promise<void> {
    const { clock, log } = this.#ports;
    const now = clock.now();
    const rules = { ...this.#settings, sentUntil: this.#sentUntil(task) };
    const consequence = consequenceOf(answer, task.attempt, rules, now, clock.random());
    const { kind, reason } = consequence;
    const timed = { seconds: milliseconds / 1_000 };
    if (kind !== 'sent')
      log.warn({ target: this.#settings.name, task: task.taskId, attempt: task.attempt, reason }, 'not delivered');
    switch (kind) {
      case 'sent': {
        const secondsSinceAction = (now - task.brokerAt) / 1_000;
        return this.#settle(
          task,
          { result: 'sent', reason, entries: [this.#entry(task, 'action-sent', now)] },
          { ...timed, secondsSinceAction },
        );
      }
      case 'gone':
        log.error({ target: this.#settings.name }, 'the target answered 410: it gets nothing more until it is enabled again');
        return this.#settle(task, { result: 'again', reason, dueAt: this.#expiry(task), disabled: reason }, timed);
      case 'again': {
        const { at: dueAt, pausedUntil } = consequence;
        return this.#settle(task, { result: 'again', reason, dueAt, pausedUntil }, timed);
      }
      case 'dead':
        return this.#settle(
          task,
          {
            result: 'dead',
            reason,
            pausedUntil: consequence.pausedUntil,
            entries: [this.#entry(task, 'suppressed', now, 'undeliverable')],
          },
          timed,
        );
    }
  }

  #suppress(task: LeasedForTarget, reason: string, now: number): Promise<void> {
    const entries = [this.#entry(task, 'suppressed', now, reason)];
    return this.#settle(task, { result: 'suppressed', reason, uncount: true, entries });
  }

  async #settle(
    { taskId, attempt }: LeasedForTarget,
    what: Pick<Settlement, 'result' | 'reason'> & Partial<Settlement>,
    timed: { readonly seconds: number; readonly secondsSinceAction?: number } | null = null,
  ): Promise<void> {
    const { name } = this.#settings;
    const uncount = what.uncount ?? what.result === 'later';
    await this.#ports.store.settle({ entries: [], ...what, uncount, taskId, target: name, holder: String(attempt) });
    this.#ports.onEntries();
    const { seconds = null, secondsSinceAction = null } = timed ?? {};
    this.#ports.onAttempt({ target: name, result: what.result, seconds, secondsSinceAction });
  }

  #entry({ action }: LeasedForTarget, what: 'action-sent' | 'suppressed', now: number, detail?: string): string {
    const saying = detail === undefined ? {} : { saying: { detail } };
    return engagementEntry({ action, what, target: this.#settings.name, now, ...saying }, this.#rules);
  }

  /** Until when it is young enough to be sent. */
  #sentUntil({ action, redriven }: LeasedForTarget): number {
    const { actionAgeMax } = this.#settings;
    return redriven || actionAgeMax === null ? Number.POSITIVE_INFINITY : action.at + actionAgeMax;
  }

  #expiry({ action, brokerAt }: LeasedForTarget): number {
    return expiryOf(action, brokerAt, this.#settings.actionAgeMax);
  }
}
