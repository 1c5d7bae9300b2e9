/** Delivery's queue in Redis. Each change is one command, and durable when it resolves. */
import { readFileSync } from 'node:fs';
import type { ContactabilityChanged } from '@ebb/contracts';
import type { Connection, PatientRedis } from '@ebb/redis';
import type { Taken } from './action.ts';
import { keys, prefix, skillQueue, targetQueue } from './keys.ts';
import { actionFromStored } from './stored-action.ts';

export interface StoreLimits {
  readonly queueTasksMax: number;
  readonly deadLettersMax: number;
  readonly outboxEntriesMax: number;
  /** Milliseconds for which what is done is kept. */
  readonly doneKept: number;
  /** Commercial contacts per customer; null: no limit. */
  readonly cap: { readonly max: number; readonly per: number } | null;
}

/** One task for a target, as intake makes it. */
export interface NewTask {
  readonly id: string;
  readonly queue: string;
  /** Of a task for the call centre. */
  readonly skill?: string;
  readonly due: number;
  readonly gain: number;
  /** What is told where the queue is full. */
  readonly overflow: string;
}

/** What one record changes. */
export type Change =
  | {
      readonly kind: 'action';
      readonly recordId: string;
      readonly revision: number;
      readonly customer: string;
      /** As `storedAction` writes it. */
      readonly body: Buffer;
      readonly commercial: boolean;
      readonly brokerAt: number;
      readonly tasks: readonly NewTask[];
    }
  | {
      readonly kind: 'off';
      readonly recordId: string;
      readonly customer: string;
      readonly reason: string;
      /** The record that calls it off; empty for a retraction. */
      readonly by: string;
    }
  | { readonly kind: 'back'; readonly customer: string; readonly by: string }
  | {
      readonly kind: 'changed';
      readonly customer: string;
      readonly recordId: string;
      readonly at: number;
      readonly contactability: string;
    }
  | { readonly kind: 'unchanged'; readonly customer: string; readonly recordId: string }
  | { readonly kind: 'erase'; readonly customer: string }
  | { readonly kind: 'emit'; readonly entry: string };

export interface Intake {
  readonly partition: number;
  /** The cursor that is expected; null for none yet. */
  readonly from: string | null;
  readonly to: string;
  readonly changes: readonly Change[];
}

/** A task that has been leased. */
export interface Leased extends Taken {
  readonly taskId: string;
  readonly attempt: number;
  /** An operator has begun it anew. */
  readonly redriven: boolean;
  readonly contactability: ContactabilityChanged['contactability'];
  readonly capped: boolean;
}

export interface LeasedForTarget extends Leased {
  readonly disabled: boolean;
}

export interface TargetLimits {
  readonly name: string;
  readonly concurrencyMax: number;
  readonly requestsPerSecondMax: number;
}

export interface Settlement {
  readonly taskId: string;
  readonly target: string;
  readonly holder: string;
  readonly result: 'sent' | 'completed' | 'suppressed' | 'dead' | 'later' | 'again';
  readonly reason: string;
  /** For later and again, milliseconds. */
  readonly dueAt?: number;
  /** When the customer was promised a call. */
  readonly promisedAt?: number;
  /** The customer was not contacted: it does not count towards the cap. */
  readonly uncount?: boolean;
  /** Why the target gets nothing more. */
  readonly disabled?: string;
  readonly pausedUntil?: number;
  readonly entries: readonly string[];
}

export interface Settled {
  readonly code: 'OK' | 'ALREADY' | 'CALLED_OFF' | 'NOT_YOURS' | 'UNKNOWN';
  readonly state: string;
  readonly holder: string;
  readonly reason: string;
}

/** A place in a queue. */
export interface Place {
  readonly member: string;
  readonly taskId: string;
  readonly dueAt: number;
  readonly gainMinor: number;
  /** The customer was promised a call. */
  readonly promised: boolean;
}

export type StoredTask = Readonly<Record<string, string>>;

interface Commands {
  ebbDeliveryIntake(keys: number, ...values: (string | number | Buffer)[]): Promise<'OK' | 'ALREADY' | 'MOVED' | 'FULL'>;
  ebbDeliveryTakeBuffer(keys: number, ...values: (string | number)[]): Promise<[LeasedReply[], number]>;
  ebbDeliveryClaimBuffer(keys: number, ...values: (string | number)[]): Promise<LeasedReply | null>;
  ebbDeliverySettle(keys: number, ...values: (string | number)[]): Promise<SettledReply>;
  ebbDeliveryExtend(keys: number, ...values: (string | number)[]): Promise<SettledReply>;
  ebbDeliveryRedrive(keys: number, ...values: (string | number)[]): Promise<string>;
  ebbDeliveryEnable(keys: number, ...values: (string | number)[]): Promise<number>;
}

type LeasedReply = [Buffer, number, Buffer, Buffer, Buffer, Buffer, number, number, number?];
type SettledReply = [Settled['code'], string, string, string];
type Scripted = Connection & Commands;

const commands = ['intake', 'take', 'claim', 'settle', 'extend', 'redrive', 'enable'] as const;

export class DeliveryStore {
  readonly #patient: PatientRedis<Scripted>;
  readonly #limits: StoreLimits;
  readonly #now: () => number;

  /** @param now milliseconds of the wall clock */
  constructor(patient: PatientRedis, limits: StoreLimits, now: () => number) {
    this.#patient = patient as PatientRedis<Scripted>;
    this.#limits = limits;
    this.#now = now;
    for (const name of commands) {
      const lua = `${textOf('common')}\n${textOf(name)}`;
      patient.redis.defineCommand(`ebbDelivery${name[0]?.toUpperCase()}${name.slice(1)}`, { lua });
    }
  }

  cursor(partition: number): Promise<string | null> {
    return this.#patient.read((redis) => redis.hget(keys.cursors, String(partition)));
  }

  /** FULL: what is to be told has to be sent first. */
  take({ partition, from, to, changes }: Intake): Promise<'OK' | 'ALREADY' | 'MOVED' | 'FULL'> {
    const { queueTasksMax, outboxEntriesMax } = this.#limits;
    // JSON holds text: bodies go beside it.
    const bodies: Buffer[] = [];
    const told = changes.map((change) => (change.kind === 'action' ? { ...change, body: bodies.push(change.body) } : change));
    const values = [partition, from ?? '', to, queueTasksMax, outboxEntriesMax, JSON.stringify(told), ...bodies];
    return this.#patient.write((redis) => redis.ebbDeliveryIntake(2, keys.cursors, keys.outbox, ...this.#common(), ...values));
  }

  /** @returns tasks, and when to ask again: milliseconds, or null for when something comes */
  async lease({ name, ...limits }: TargetLimits, count: number, leaseUntil: number) {
    const queue = targetQueue(name);
    const { max, per } = this.#cap();
    const { outboxEntriesMax } = this.#limits;
    const own = [keys.queue(queue), keys.underWay(queue), keys.target(name), keys.outbox];
    const values = [count, leaseUntil, limits.concurrencyMax, limits.requestsPerSecondMax, max, per, outboxEntriesMax];
    const [replies, againAt] = await this.#patient.write((redis) =>
      redis.ebbDeliveryTakeBuffer(4, ...own, ...this.#common(), ...values),
    );
    const tasks = replies.map((reply): LeasedForTarget => ({ ...leasedOf(reply), disabled: reply[8] === 1 }));
    return { tasks, againAt: againAt < 0 ? null : againAt };
  }

  /** Null where another agent was faster, this one holds a task already, or nothing can be begun now. */
  async claim(skill: string, member: string, agent: string, leaseUntil: number): Promise<Leased | null> {
    const queue = skillQueue(skill);
    const { max, per } = this.#cap();
    const own = [keys.queue(queue), keys.underWay(queue), keys.agent(queue, agent), keys.outbox];
    const values = [member, agent, leaseUntil, max, per, this.#limits.outboxEntriesMax];
    const reply = await this.#patient.write((redis) => redis.ebbDeliveryClaimBuffer(4, ...own, ...this.#common(), ...values));
    return reply === null ? null : leasedOf(reply);
  }

  async settle(settlement: Settlement): Promise<Settled> {
    const { taskId, target, holder, result, reason, dueAt, promisedAt, uncount, disabled, pausedUntil, entries } = settlement;
    const own = [keys.task(taskId), keys.target(target), keys.dead];
    const values = [taskId, holder, result, reason, dueAt ?? 0, promisedAt ?? '', uncount === true ? 1 : 0];
    const ofTarget = [disabled ?? '', pausedUntil ?? 0, this.#limits.deadLettersMax];
    return settledOf(
      await this.#patient.write((redis) =>
        redis.ebbDeliverySettle(3, ...own, ...this.#common(), ...values, ...ofTarget, ...entries),
      ),
    );
  }

  async extend(taskId: string, skill: string, agent: string, leaseUntil: number): Promise<Settled> {
    const queue = skillQueue(skill);
    const own = [keys.task(taskId), keys.queue(queue), keys.underWay(queue), keys.agent(queue, agent)];
    return settledOf(
      await this.#patient.write((redis) => redis.ebbDeliveryExtend(4, ...own, ...this.#common(), taskId, agent, leaseUntil)),
    );
  }

  redrive(taskId: string): Promise<string> {
    return this.#patient.write((redis) => redis.ebbDeliveryRedrive(2, keys.task(taskId), keys.dead, ...this.#common(), taskId));
  }

  /** @returns how many tasks wait for it */
  enable(name: string): Promise<number> {
    const queue = targetQueue(name);
    const own = [keys.target(name), keys.queue(queue), keys.underWay(queue)];
    return this.#patient.write((redis) => redis.ebbDeliveryEnable(3, ...own, ...this.#common()));
  }

  /** The task as it is stored, without its action; null where there is none. */
  async task(taskId: string): Promise<StoredTask | null> {
    const task = await this.#patient.read((redis) => redis.hgetall(keys.task(taskId)));
    return Object.keys(task).length === 0 ? null : task;
  }

  async action(recordId: string): Promise<Taken | null> {
    const [body, brokerAt] = await this.#patient.read((redis) => redis.hmgetBuffer(keys.action(recordId), 'body', 'brokerAt'));
    return body == null ? null : { action: actionFromStored(recordId, body), brokerAt: Number(brokerAt) };
  }

  target(name: string): Promise<Readonly<Record<string, string>>> {
    return this.#patient.read((redis) => redis.hgetall(keys.target(name)));
  }

  skills(): Promise<string[]> {
    return this.#patient.read((redis) => redis.smembers(keys.skills));
  }

  /** The task of a skill that an agent holds. */
  heldBy(agent: string, skill: string): Promise<string | null> {
    return this.#patient.read((redis) => redis.get(keys.agent(skillQueue(skill), agent)));
  }

  /** All places of a skill whose time has come. */
  async due(skill: string): Promise<readonly Place[]> {
    const members = await this.#patient.read((redis) => redis.zrangebyscore(keys.queue(skillQueue(skill)), '-inf', this.#now()));
    return members.map(placeOf);
  }

  /** How many tasks a queue has, how many of them are under way, and since when the first one is due (null: none is). */
  async depth(queue: string) {
    const [tasks, underWay, first] = await this.#patient.read((redis) =>
      Promise.all([
        redis.zcard(keys.queue(queue)),
        redis.zcount(keys.underWay(queue), `(${this.#now()}`, '+inf'),
        redis.zrange(keys.queue(queue), '0', '0', 'WITHSCORES'),
      ]),
    );
    const dueAt = Number(first[1] ?? Number.POSITIVE_INFINITY);
    return { tasks, underWay, dueSince: dueAt <= this.#now() ? dueAt : null };
  }

  /** The newest dead tasks. */
  deadIds(count: number): Promise<string[]> {
    return this.#patient.read((redis) => redis.zrange(keys.dead, '0', String(count - 1), 'REV'));
  }

  deadCount(): Promise<number> {
    return this.#patient.read((redis) => redis.zcard(keys.dead));
  }

  outboxLength(): Promise<number> {
    return this.#patient.read((redis) => redis.xlen(keys.outbox));
  }

  /** When the oldest entry of the outbox was put there, milliseconds by the clock of Redis; null where there is none. */
  async outboxSince(): Promise<number | null> {
    const [oldest] = await this.#patient.read((redis) => redis.xrange(keys.outbox, '-', '+', 'COUNT', 1));
    return oldest === undefined ? null : Number.parseInt(oldest[0], 10);
  }

  /** The oldest entries of the outbox. */
  async outbox(count: number): Promise<readonly { readonly id: string; readonly entry: string }[]> {
    const entries = await this.#patient.read((redis) => redis.xrange(keys.outbox, '-', '+', 'COUNT', count));
    return entries.map(([id, fields]) => ({ id, entry: fields[1] as string }));
  }

  /** Takes entries off that are sent. By id, so that two relays never take off what neither has sent. */
  async sent(ids: readonly string[]): Promise<void> {
    await this.#patient.read((redis) => redis.xdel(keys.outbox, ...ids));
  }

  #common(): (string | number)[] {
    return [prefix, this.#now(), this.#limits.doneKept];
  }

  #cap() {
    return this.#limits.cap ?? { max: 0, per: 1 };
  }
}

function leasedOf([taskId, attempt, recordId, body, brokerAt, changed, redriven, capped]: LeasedReply): Leased {
  const action = actionFromStored(recordId.toString(), body);
  const { contactability } = newest(action, changed.length === 0 ? null : (JSON.parse(changed.toString()) as Changed));
  return {
    taskId: taskId.toString(),
    attempt,
    action,
    brokerAt: Number(brokerAt),
    contactability,
    redriven: redriven === 1,
    capped: capped === 1,
  };
}

type Changed = Pick<ContactabilityChanged, 'at' | 'contactability'>;

/** An action knows all that was said before it; a change of the same instant may have come after. */
const newest = (action: Changed, changed: Changed | null): Changed =>
  changed === null || changed.at < action.at ? action : changed;

const settledOf = ([code, state, holder, reason]: SettledReply): Settled => ({ code, state, holder, reason });

function placeOf(member: string): Place {
  const [taskId, dueAt, gain, promised] = member.split(' ') as [string, string, string, string];
  return { member, taskId, dueAt: Number(dueAt), gainMinor: Number(gain), promised: promised === '1' };
}

const textOf = (name: string): string => readFileSync(new URL(`commands/${name}.lua`, import.meta.url), 'utf8');
