import { randomBytes } from 'node:crypto';
import { PatientRedis } from '@ebb/redis';
import { Redis } from 'ioredis';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { taskIdOf } from './action.ts';
import { changesOfAction, type Routing } from './changes.ts';
import type { OutboxItem } from './outbox.ts';
import {
  type Answering,
  actionOf,
  closesHalfWay,
  day,
  garbage,
  hangs,
  hour,
  minute,
  noon,
  quiet,
  Receiver,
  SetClock,
  status,
  upgrades,
} from './spec-support.ts';
import { DeliveryStore } from './store.ts';
import { type Attempted, TargetSender, type TargetSettings } from './target-sender.ts';

const url = new URL(inject('redisUrl'));
url.pathname = '/6';
const redis = new Redis(url.href);
const clock = new SetClock(noon);
const limits = {
  queueTasksMax: 100,
  deadLettersMax: 100,
  outboxEntriesMax: 1_000,
  doneKept: day,
  cap: { max: 2, per: 7 * day },
};
const store = new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, quiet), limits, clock.now);
const secret = randomBytes(32);
const verifier = new Webhook(`whsec_${secret.toString('base64')}`);
const rules = { quietHours: { from: '20:00', to: '08:00' }, businessTimeZone: 'UTC', clock: 'wall' } as const;

const settings = (name: string, address: string, changes: Partial<TargetSettings> = {}): TargetSettings => ({
  name,
  url: address,
  timeout: 200,
  retries: [5_000, 5 * minute],
  requestsPerSecondMax: 1_000,
  concurrencyMax: 2,
  allowPrivate: true,
  actionAgeMax: day,
  retryAfterMax: day,
  answerBytesMax: 1_000,
  secrets: [secret],
  currency: 'EUR',
  ...changes,
});

/** Senders with what their attempts came to, which tests wait for. */
class Sending {
  readonly attempts: Attempted[] = [];
  readonly senders: TargetSender[];
  readonly #routing: Routing;
  #partition = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(...targets: readonly TargetSettings[]) {
    const ports = {
      store,
      clock,
      log: quiet,
      onAttempt: (attempted: Attempted) => this.#heard(attempted),
      onEntries: () => undefined,
    };
    this.senders = targets.map((target) => new TargetSender(target, rules, ports));
    const routed = targets.map(({ name }) => ({ name, channels: [], kinds: [], queues: [] }));
    this.#routing = { clock: 'wall', targets: routed as unknown as Routing['targets'], callCentreChannels: [] };
    for (const sender of this.senders) sender.start();
  }

  async take(...actions: readonly ReturnType<typeof actionOf>[]): Promise<void> {
    this.#partition += 1;
    const changes = actions.flatMap((action) => changesOfAction(action, clock.now(), this.#routing, clock.now()));
    await store.take({ partition: this.#partition, from: null, to: 'read', changes });
    this.wake();
  }

  wake(): void {
    for (const sender of this.senders) sender.wake();
  }

  /** Resolves with what attempts came to when there have been so many. */
  async until(count: number): Promise<string[]> {
    if (this.attempts.length < count) await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    return this.attempts.map(({ result }) => result);
  }

  async stop(): Promise<void> {
    await Promise.all(this.senders.map((sender) => sender.stop()));
  }

  #heard(attempted: Attempted): void {
    this.attempts.push(attempted);
    for (const { count, resolve } of this.#waiting) if (this.attempts.length >= count) resolve();
  }
}

const toStop: { stop(): Promise<void> }[] = [];
const stopping = <T extends { stop(): Promise<void> }>(one: T): T => {
  toStop.unshift(one);
  return one;
};
const receiving = async (...answers: readonly Answering[]) => stopping(await Receiver.start(...answers));
const sending = (...targets: readonly TargetSettings[]) => stopping(new Sending(...targets));
const told = async () =>
  (await store.outbox(100))
    .map(({ entry }) => JSON.parse(entry) as OutboxItem)
    .map((item) => (item.kind === 'engagement' ? `${item.record.eventId} ${item.record.detail ?? ''}`.trim() : item.kind));
const stateOf = async (recordId: string, target = 'crm') => (await store.task(taskIdOf(recordId, target))) ?? {};

beforeEach(async () => {
  await redis.flushdb();
  clock.set(noon);
});
afterEach(async () => {
  for (const one of toStop.splice(0)) await one.stop();
});
afterAll(() => redis.disconnect());

describe('a webhook', () => {
  it('arrives signed, with the action and without the consents, and is told', async () => {
    clock.set(Date.now());
    const now = clock.now();
    const receiver = await receiving(status(204));
    const all = sending(settings('crm', receiver.url, { actionAgeMax: null }));
    await all.take(actionOf('a1', { at: now, expiresAt: now + hour, consentNeeded: 'none', kind: 'approval' }));
    expect(await all.until(1)).toEqual(['sent']);
    const [arrived] = receiver.arrived;
    expect(verifier.verify(arrived?.body ?? '', arrived?.headers ?? {})).toEqual({
      type: 'ebb.retention-action',
      timestamp: new Date(now).toISOString(),
      data: expect.objectContaining({ actionId: 'a1', customerId: 'ann', currency: 'EUR', language: 'en' }),
    });
    expect(arrived?.body).not.toContain('consents');
    expect(await told()).toEqual(['a1/sent@crm']);
  });

  it.each([
    ['an error', status(500), 'status 500'],
    ['a redirect, which is not followed', status(302, { location: 'http://127.0.0.1:1/' }), 'status 302'],
    ['silence', hangs, 'no answer within 0.2 s'],
    ['garbage', garbage, 'Parse Error'],
    ['half an answer', closesHalfWay, 'aborted'],
    ['another protocol', upgrades, 'status 101, for which nobody has asked'],
  ])('that gets %s is tried again: the same id and body, a fresh timestamp', async (_, answer, why) => {
    const receiver = await receiving(answer, status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    expect(await all.until(1)).toEqual(['again']);
    expect(await stateOf('a1')).toMatchObject({ state: 'waiting', reason: expect.stringContaining(why) });
    clock.pass(5_000);
    all.wake();
    expect(await all.until(2)).toEqual(['again', 'sent']);
    const [first, second] = receiver.arrived;
    expect(second).toMatchObject({ id: first?.id, body: first?.body });
    const stamps = [first, second].map((arrived) => Number(arrived?.headers['webhook-timestamp']));
    expect(stamps).toEqual([noon / 1_000, noon / 1_000 + 5]);
    expect(await told()).toEqual(['a1/sent@crm']);
  });

  it('that is never taken is dead after the last try, and goes again under its id when it is redriven', async () => {
    const receiver = await receiving(status(500), status(500), status(500), status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    for (const [tries, pause] of [5_000, 5 * minute].entries()) {
      await all.until(tries + 1);
      clock.pass(pause);
      all.wake();
    }
    expect(await all.until(3)).toEqual(['again', 'again', 'dead']);
    expect(await told()).toEqual(['a1/suppressed@crm undeliverable']);
    clock.pass(2 * day);
    expect(await store.redrive(taskIdOf('a1', 'crm'))).toBe('OK');
    all.wake();
    expect((await all.until(4)).at(-1)).toBe('sent');
    expect(new Set(receiver.arrived.map(({ id }) => id)).size).toBe(1);
  });

  it('that would be tried again when it is too old is dead at once', async () => {
    const receiver = await receiving(status(500), status(500));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1', { at: noon - day + minute }));
    await all.until(1);
    clock.pass(5_000);
    all.wake();
    expect(await all.until(2)).toEqual(['again', 'dead']);
    expect(await told()).toEqual(['a1/suppressed@crm undeliverable']);
  });

  it('that was tried before its target was disabled is not sent when it is too old', async () => {
    const receiver = await receiving(status(410), status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    await all.until(1);
    clock.pass(day + 1);
    await store.enable('crm');
    all.wake();
    expect(await all.until(2)).toEqual(['again', 'suppressed']);
    expect(await told()).toEqual(['a1/suppressed@crm backfill']);
  });

  it('that was sent and is forgotten is too old to be sent again, should a late event bring it back', async () => {
    const receiver = await receiving(status(200), status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    await all.until(1);
    clock.pass(limits.doneKept + 1);
    // As Redis forgets them, by its own clock.
    await redis.del(`ebb:{delivery}:task:${taskIdOf('a1', 'crm')}`, 'ebb:{delivery}:action:a1');
    await all.take(actionOf('a1', { revision: 1 }));
    expect(await all.until(2)).toEqual(['sent', 'suppressed']);
    expect(receiver.arrived).toHaveLength(1);
  });

  it('that is answered 410 is the last that the target gets, until it is enabled', async () => {
    const receiver = await receiving(status(410), status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    await all.until(1);
    await all.take(actionOf('a2'));
    expect(await all.until(2)).toEqual(['again', 'later']);
    expect(receiver.arrived).toHaveLength(1);
    expect(await store.target('crm')).toMatchObject({ disabled: 'status 410' });
    await store.enable('crm');
    all.wake();
    expect(await all.until(4)).toEqual(['again', 'later', 'sent', 'sent']);
  });

  it('is not sent while the target asks to be left alone', async () => {
    const receiver = await receiving(status(429, { 'retry-after': '60' }), status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    await all.until(1);
    await all.take(actionOf('a2'));
    expect(await store.lease({ name: 'crm', concurrencyMax: 9, requestsPerSecondMax: 9 }, 9, noon + minute)).toEqual({
      tasks: [],
      againAt: noon + minute,
    });
    clock.pass(minute);
    all.wake();
    expect(await all.until(3)).toEqual(['again', 'sent', 'sent']);
  });

  it('to an address of one’s own network is refused where that is not allowed, and says so', async () => {
    const receiver = await receiving(status(200));
    const port = new URL(receiver.url).port;
    const all = sending(settings('crm', `http://localhost:${port}/`, { allowPrivate: false }));
    await all.take(actionOf('a1'));
    expect(await all.until(1)).toEqual(['again']);
    expect(await stateOf('a1')).toMatchObject({ reason: expect.stringContaining('is no public address; allowPrivate: true') });
    expect(receiver.arrived).toEqual([]);
  });

  it('reads no more of an answer than allowed', async () => {
    const receiver = await receiving((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(2_000);
      const flood = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', flood);
      };
      flood();
    });
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'));
    expect(await all.until(1)).toEqual(['sent']);
  });
});

describe('targets', () => {
  it('one that hangs holds up no other', async () => {
    const [slow, fast] = [await receiving(hangs), await receiving(status(200))];
    const all = sending(settings('slow', slow.url, { timeout: 60_000 }), settings('fast', fast.url));
    const actions = Array.from({ length: 20 }, (_, number) => actionOf(`a${number}`, { commercial: false }));
    await all.take(...actions);
    await fast.until(20);
    expect(await slow.until(2)).toHaveLength(2);
    await all.until(20);
    expect(all.attempts.every(({ target, result }) => target === 'fast' && result === 'sent')).toBe(true);
    // Lets the hanging requests end, so that the senders can stop.
    await slow.stop();
    toStop.splice(toStop.indexOf(slow), 1);
  });
});

describe('at the moment of sending', () => {
  it('a customer who has had enough gets no more', async () => {
    const receiver = await receiving(status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1'), actionOf('a2'), actionOf('a3'));
    expect((await all.until(3)).toSorted()).toEqual(['sent', 'sent', 'suppressed']);
    expect((await told()).filter((line) => line.endsWith('/suppressed@crm cap'))).toHaveLength(1);
    expect(receiver.arrived).toHaveLength(2);
  });

  it('at night it waits for the morning', async () => {
    const receiver = await receiving(status(200));
    const all = sending(settings('crm', receiver.url));
    clock.set(noon + 9 * hour);
    await all.take(actionOf('a1', { at: clock.now() }));
    expect(await all.until(1)).toEqual(['later']);
    expect(await stateOf('a1')).toMatchObject({ dueAt: String(noon + 20 * hour), reason: 'quiet hours' });
    clock.set(noon + 20 * hour);
    all.wake();
    expect(await all.until(2)).toEqual(['later', 'sent']);
  });

  it('what comes from a rebuild is not sent, and told as backfill', async () => {
    const receiver = await receiving(status(200));
    const all = sending(settings('crm', receiver.url));
    await all.take(actionOf('a1', { at: noon - 30 * day }));
    expect(await all.until(1)).toEqual(['suppressed']);
    expect(await told()).toEqual(['a1/suppressed@crm backfill']);
    expect(receiver.arrived).toEqual([]);
  });
});
