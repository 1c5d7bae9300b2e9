import { PatientRedis } from '@ebb/redis';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { taskIdOf } from './action.ts';
import { changesOfAction, changesOfContactability, type Routing } from './changes.ts';
import { keys, skillQueue, targetQueue } from './keys.ts';
import type { OutboxItem } from './outbox.ts';
import { actionOf, anyTime, day, hour, minute, noon, quiet, SetClock } from './spec-support.ts';
import { type Change, DeliveryStore, type Settlement } from './store.ts';

const url = new URL(inject('redisUrl'));
url.pathname = '/5';
const redis = new Redis(url.href);
const clock = new SetClock(noon);
const limits = {
  queueTasksMax: 3,
  deadLettersMax: 2,
  outboxEntriesMax: 100,
  doneKept: day,
  cap: { max: 2, per: 7 * day },
};
const store = new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, quiet), limits, clock.now);

const target = (name: string, channels: string[] = []): Routing['targets'][number] =>
  ({ name, channels, kinds: [], queues: [] }) as unknown as Routing['targets'][number];
const routing: Routing = { clock: 'wall', targets: [target('crm', ['mail'])], callCentreChannels: ['phone'] };
const crm = { name: 'crm', concurrencyMax: 10, requestsPerSecondMax: 1_000 };

let offset = 0;
let last: string | null = null;

async function take(...changes: readonly Change[]): Promise<string> {
  offset += 1;
  const to = JSON.stringify({ offset });
  const result = await store.take({ partition: 0, from: last, to, changes });
  last = to;
  return result;
}

const taken = (action: ReturnType<typeof actionOf>) => take(...changesOfAction(action, clock.now(), routing, clock.now()));
const lease = async (count = 10) => (await store.lease(crm, count, clock.now() + 20_000)).tasks;
const settle = (recordId: string, what: Partial<Settlement>) =>
  store.settle({
    taskId: taskIdOf(recordId, 'crm'),
    target: 'crm',
    holder: '1',
    result: 'sent',
    reason: '',
    entries: ['{"told":true}'],
    ...what,
  });
const stateOf = async (recordId: string, at = 'crm') => (await store.task(taskIdOf(recordId, at)))?.['state'];
const told = async () => (await store.outbox(100)).map(({ entry }) => JSON.parse(entry) as OutboxItem);

const ofCall = (recordId: string, holder: string) => ({
  taskId: taskIdOf(recordId, 'call-centre'),
  target: 'call-centre',
  holder,
});
const retracted = (recordId: string): Change => ({ kind: 'off', recordId, customer: 'ann', reason: 'retracted', by: '' });
const off = (recordId: string, by = ''): Change => ({ kind: 'off', recordId, customer: 'ann', reason: 'alert-closed', by });
const changed = (recordId: string, at: number, timeZone: string) =>
  changesOfContactability({
    recordId,
    revision: 0,
    customerId: 'ann',
    at,
    causeId: recordId,
    contactability: { ...anyTime, timeZone },
  });
const zoneNow = async () => {
  const [task] = await lease();
  await settle('a1', { holder: String(task?.attempt), result: 'later', dueAt: noon, entries: [] });
  return task?.contactability.timeZone;
};
const lasting = (...names: string[]) => Promise.all(names.map(async (name) => (await redis.pttl(name)) === -1));

beforeEach(async () => {
  await redis.flushdb();
  clock.set(noon);
  offset = 0;
  last = null;
});

afterAll(() => redis.disconnect());

describe('what is read is stored with the offset after it, in one command', () => {
  it('the same batch again changes nothing', async () => {
    await taken(actionOf('a1'));
    const repeat = await store.take({
      partition: 0,
      from: null,
      to: last ?? '',
      changes: changesOfAction(actionOf('a2'), noon, routing, noon),
    });
    expect(repeat).toBe('ALREADY');
    expect(await lease()).toHaveLength(1);
  });

  it('who has been overtaken by another reader changes nothing', async () => {
    await taken(actionOf('a1'));
    const changes = changesOfAction(actionOf('a2'), noon, routing, noon);
    expect(await store.take({ partition: 0, from: null, to: '{"offset":9}', changes })).toBe('MOVED');
    expect(await stateOf('a2')).toBeUndefined();
  });

  it('an action that comes again under its id changes nothing', async () => {
    await taken(actionOf('a1'));
    await taken(actionOf('a1'));
    expect(await lease()).toHaveLength(1);
    expect(await store.depth(targetQueue('crm'))).toMatchObject({ tasks: 1 });
  });

  it('an action that no target wants is suppressed, and told so', async () => {
    await taken(actionOf('a1', { channel: 'sms' }));
    expect(await told()).toEqual([
      { kind: 'engagement', record: expect.objectContaining({ what: 'suppressed', detail: 'no-target', actionId: 'a1' }) },
    ]);
  });

  it('a queue takes no more than it may hold; what is beyond is suppressed', async () => {
    for (const id of ['a1', 'a2', 'a3', 'a4']) await taken(actionOf(id));
    expect(await stateOf('a4')).toBe('suppressed');
    expect((await told()).map((item) => item.kind === 'engagement' && item.record.detail)).toEqual(['queue-full']);
    expect(await lease()).toHaveLength(3);
  });
});

describe('a task is leased', () => {
  it('once, until the lease has run out; then again, under the same id', async () => {
    await taken(actionOf('a1'));
    const [first] = await lease();
    expect(await lease()).toEqual([]);
    clock.pass(20_001);
    const [second] = await lease();
    expect(second).toMatchObject({ taskId: first?.taskId, attempt: 2 });
  });

  it('by as many at a time as the target allows, and no more often in a second', async () => {
    for (const id of ['a1', 'a2', 'a3']) await taken(actionOf(id));
    expect((await store.lease({ ...crm, concurrencyMax: 2 }, 10, noon + minute)).tasks).toHaveLength(2);
    expect((await store.lease({ ...crm, concurrencyMax: 2 }, 10, noon + minute)).tasks).toHaveLength(0);
    await redis.flushdb();
    last = null;
    for (const id of ['a1', 'a2', 'a3']) await taken(actionOf(id));
    const slow = { ...crm, requestsPerSecondMax: 1 };
    const { tasks, againAt } = await store.lease(slow, 10, noon + minute);
    expect({ tasks: tasks.length, againAt }).toEqual({ tasks: 1, againAt: noon + 1_000 });
    clock.pass(1_000);
    expect((await store.lease(slow, 10, noon + minute)).tasks).toHaveLength(1);
  });

  it('no later than its rate asks for, though a worker with a fast clock was there before', async () => {
    const slow = { ...crm, requestsPerSecondMax: 1 };
    for (const id of ['a1', 'a2']) await taken(actionOf(id));
    clock.pass(hour);
    await store.lease(slow, 1, clock.now() + minute);
    clock.pass(-hour);
    const { againAt } = await store.lease(slow, 10, noon + minute);
    expect(againAt).toBe(noon + 1_000);
  });

  it('not while the target wants to be left alone, and not while the outbox is full', async () => {
    await taken(actionOf('a1'));
    await taken(actionOf('a2'));
    await lease(1);
    await settle('a1', { result: 'again', dueAt: noon + minute, pausedUntil: noon + hour, entries: [] });
    expect(await store.lease(crm, 10, noon + minute)).toEqual({ tasks: [], againAt: noon + hour });
    clock.pass(hour);
    for (let number = 0; number < limits.outboxEntriesMax; number += 1) await redis.xadd(keys.outbox, '*', 'entry', '{}');
    expect(await lease()).toEqual([]);
  });

  it('marked as capped when the customer has had enough; an action counts once, a suppressed one not at all', async () => {
    for (const id of ['a1', 'a2', 'a3']) await taken(actionOf(id));
    expect((await lease()).map(({ capped }) => capped)).toEqual([false, false, true]);
    await settle('a1', { result: 'suppressed', uncount: true, entries: [] });
    await settle('a2', { result: 'again', dueAt: noon + minute, entries: [] });
    await settle('a3', { result: 'later', dueAt: noon + minute, uncount: true, entries: [] });
    clock.pass(minute);
    expect((await lease()).map(({ capped }) => capped)).toEqual([false, false]);
  });

  it('an action that never reached the customer does not count: called off before, or given up by the target', async () => {
    for (const id of ['a1', 'a2']) await taken(actionOf(id));
    await lease();
    await settle('a1', { result: 'again', dueAt: noon + minute, entries: [] });
    await settle('a2', { result: 'dead', entries: [] });
    await take(off('a1'));
    for (const id of ['a3', 'a4']) await taken(actionOf(id));
    expect((await lease()).map(({ capped }) => capped)).toEqual([false, false]);
    await take(off('a3'));
    await settle('a3', { result: 'again', dueAt: noon + minute, entries: [] });
    await taken(actionOf('a5'));
    expect((await lease()).map(({ capped }) => capped)).toEqual([false]);
  });

  it('an action that has reached the customer by one target counts, whatever becomes of it at another', async () => {
    const both: Routing = { ...routing, targets: [target('crm'), target('post')] };
    const send = (id: string) => take(...changesOfAction(actionOf(id), noon, both, noon));
    for (const id of ['a1', 'a2']) await send(id);
    await lease();
    await store.lease({ ...crm, name: 'post' }, 10, noon + minute);
    const later = { result: 'later', dueAt: noon + hour, uncount: true, entries: [] } as const;
    // While the request to the other target is under way, and when it has come to its end.
    await settle('a1', { ...later, taskId: taskIdOf('a1', 'post'), target: 'post' });
    await settle('a1', { entries: [] });
    await settle('a2', { entries: [] });
    await settle('a2', { ...later, taskId: taskIdOf('a2', 'post'), target: 'post' });
    await taken(actionOf('a3'));
    expect((await lease()).map(({ capped }) => capped)).toEqual([true]);
  });

  it('and what is no commercial contact is never capped', async () => {
    await redis.zadd('ebb:{delivery}:sends:ann', noon, 'x', noon, 'y');
    await taken(actionOf('a1', { commercial: false }));
    expect((await lease()).map(({ capped }) => capped)).toEqual([false]);
  });
});

describe('what came of a task', () => {
  it('is told once, however often it is said', async () => {
    await taken(actionOf('a1'));
    await lease();
    expect(await settle('a1', {})).toMatchObject({ code: 'OK', state: 'sent' });
    expect(await settle('a1', {})).toMatchObject({ code: 'NOT_YOURS', state: 'sent' });
    expect(await told()).toEqual([{ told: true }]);
  });

  it('counts even when the lease had run out, as what has arrived has arrived; nothing else does', async () => {
    await taken(actionOf('a1'));
    await taken(actionOf('a2'));
    await lease();
    clock.pass(20_001);
    await lease();
    expect(await settle('a1', { holder: '1' })).toMatchObject({ code: 'OK', state: 'sent' });
    expect(await settle('a2', { holder: '1', result: 'dead' })).toMatchObject({ code: 'NOT_YOURS', state: 'leased' });
  });

  it('dead ones are kept up to a limit, and are tried again under their id when redriven', async () => {
    for (const id of ['a1', 'a2', 'a3']) await taken(actionOf(id));
    for (const { taskId } of await lease()) await settle('a1', { taskId, result: 'dead', reason: 'status 500', entries: [] });
    expect(await store.deadIds(10)).toHaveLength(2);
    const [newest = ''] = await store.deadIds(1);
    expect(await store.redrive(newest)).toBe('OK');
    expect(await store.redrive(newest)).toBe('waiting');
    expect(await lease()).toEqual([expect.objectContaining({ taskId: newest, attempt: 1, redriven: true })]);
    expect(await store.redrive('task_unknown')).toBe('UNKNOWN');
  });

  it('a target that is gone gets nothing more; enabled, it gets all that waits at once', async () => {
    await taken(actionOf('a1'));
    await lease();
    await settle('a1', { result: 'again', dueAt: noon + 30 * day, disabled: 'status 410', entries: [] });
    await taken(actionOf('a2'));
    expect(await lease()).toEqual([expect.objectContaining({ disabled: true })]);
    await settle('a2', { result: 'later', dueAt: noon + 30 * day, entries: [] });
    expect(await store.enable('crm')).toBe(2);
    expect((await lease()).map(({ disabled }) => disabled)).toEqual([false, false]);
  });
});

describe('an action that is called off', () => {
  it('is not sent any more', async () => {
    await taken(actionOf('a1'));
    await take(off('a1'));
    expect(await lease()).toEqual([]);
    expect(await stateOf('a1')).toBe('called-off');
  });

  it('while it is being sent: that it was sent is told all the same', async () => {
    await taken(actionOf('a1'));
    await lease();
    await take(off('a1'));
    expect(await settle('a1', {})).toMatchObject({ code: 'CALLED_OFF', reason: 'alert-closed' });
    expect(await told()).toEqual([{ told: true }]);
  });

  it('and comes back under its id when the calling off is withdrawn, or the action is said anew', async () => {
    await taken(actionOf('a1'));
    const [first] = await lease();
    await take(off('a1', 'c1'), { kind: 'back', customer: 'ann', by: 'c1' });
    expect(await lease()).toEqual([expect.objectContaining({ taskId: first?.taskId, attempt: 1 })]);
    await take(off('a1'));
    await taken(actionOf('a1', { revision: 1, reason: 'corrected' }));
    expect(await lease()).toEqual([
      expect.objectContaining({ taskId: first?.taskId, action: expect.objectContaining({ reason: 'corrected' }) }),
    ]);
  });

  it('but not where the action is retracted with what had called it off: whichever is read first', async () => {
    await taken(actionOf('a1'));
    await take(off('a1', 'c1'));
    await take(retracted('a1'));
    await take({ kind: 'back', customer: 'ann', by: 'c1' });
    expect(await lease()).toEqual([]);
    await taken(actionOf('a2'));
    await take(off('a2', 'c2'));
    await take({ kind: 'back', customer: 'ann', by: 'c2' }, retracted('a2'));
    expect(await lease()).toEqual([]);
  });

  it('and one that is said anew stays called off until that is withdrawn, also where it was not known before', async () => {
    await taken(actionOf('a1'));
    await take(off('a1', 'c1'));
    await take(retracted('a1'));
    await taken(actionOf('a1', { revision: 1 }));
    await take(off('a2', 'c2'));
    await taken(actionOf('a2', { revision: 1 }));
    expect(await lease()).toEqual([]);
    expect(await stateOf('a2')).toBe('called-off');
    await take({ kind: 'back', customer: 'ann', by: 'c1' }, { kind: 'back', customer: 'ann', by: 'c2' });
    expect((await lease()).map(({ action }) => action.recordId).toSorted()).toEqual(['a1', 'a2']);
  });

  it('two records that call it off are both to be withdrawn', async () => {
    await taken(actionOf('a1'));
    await take(off('a1', 'c1'), off('a1', 'c2'), { kind: 'back', customer: 'ann', by: 'c1' });
    expect(await lease()).toEqual([]);
    await take({ kind: 'back', customer: 'ann', by: 'c2' });
    expect(await lease()).toHaveLength(1);
  });

  it('and said anew for other people goes to those', async () => {
    await taken(actionOf('a1', { channel: 'phone', queue: 'retention' }));
    await take(retracted('a1'));
    await taken(actionOf('a1', { revision: 1, channel: 'phone', queue: 'technical', expectedGainMinor: 7 }));
    expect(await store.due('retention')).toEqual([]);
    expect(await store.due('technical')).toEqual([expect.objectContaining({ gainMinor: 7 })]);
    await take(retracted('a1'));
    await taken(actionOf('a1', { revision: 2, channel: 'mail' }));
    expect(await store.due('technical')).toEqual([]);
    expect(await lease()).toEqual([expect.objectContaining({ action: expect.objectContaining({ revision: 2 }) })]);
    await take(off('a1', 'c1'), { kind: 'back', customer: 'ann', by: 'c1' });
    expect(await store.due('technical')).toEqual([]);
  });

  it('and said anew while the first is still open leaves those whom it does not concern any more', async () => {
    await taken(actionOf('a1', { channel: 'phone' }));
    await taken(actionOf('a1', { revision: 1, channel: 'mail' }));
    expect(await store.due('retention')).toEqual([]);
    expect(await lease()).toHaveLength(1);
  });

  it('a call that has been made keeps its number, so that what comes of the next is told as another', async () => {
    await taken(actionOf('a1', { channel: 'phone' }));
    const [place] = await store.due('retention');
    await store.claim('retention', place?.member ?? '', 'eve', noon + minute);
    await settle('a1', { ...ofCall('a1', 'eve'), result: 'again', dueAt: noon + hour, promisedAt: noon + hour });
    await take(off('a1', 'c1'), { kind: 'back', customer: 'ann', by: 'c1' });
    expect(await store.due('retention')).toEqual([]);
    clock.pass(hour);
    const [again] = await store.due('retention');
    expect(again).toMatchObject({ promised: true });
    expect(await store.claim('retention', again?.member ?? '', 'eve', clock.now() + minute)).toMatchObject({ attempt: 2 });
  });

  it('while the customer was on the phone and asked to be called back: that is told all the same', async () => {
    await taken(actionOf('a1', { channel: 'phone' }));
    const [place] = await store.due('retention');
    await store.claim('retention', place?.member ?? '', 'eve', noon + minute);
    await take(off('a1'));
    await settle('a1', { ...ofCall('a1', 'eve'), result: 'again', dueAt: noon + hour, promisedAt: noon + hour });
    expect(await told()).toEqual([{ told: true }]);
  });

  it('but not once it was sent', async () => {
    await taken(actionOf('a1'));
    await lease();
    await settle('a1', {});
    await take(off('a1'));
    await taken(actionOf('a1', { revision: 1 }));
    expect(await lease()).toEqual([]);
    await taken(actionOf('a2'));
    await lease();
    await take(off('a2'));
    await settle('a2', {});
    await taken(actionOf('a2', { revision: 1 }));
    expect(await lease()).toEqual([]);
  });
});

it('law: an action is to be done while it is not retracted and nothing that calls it off stands, and never again once it was sent', async () => {
  type Said = 'action' | 'c1' | 'c2' | 'sending';
  const steps = fc.array(fc.constantFrom<Said>('action', 'c1', 'c2', 'sending'), { maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(steps, async (said) => {
      await redis.flushdb();
      last = null;
      const standing = new Set<Said>();
      let [revision, isSent] = [0, false];
      for (const what of said) {
        const stood = standing.delete(what);
        if (!stood) standing.add(what);
        if (what === 'sending') {
          const [task] = await lease(1);
          if (task !== undefined) await settle('a1', { holder: String(task.attempt), entries: [] });
          isSent ||= task !== undefined;
        } else if (what !== 'action') await take(stood ? { kind: 'back', customer: 'ann', by: what } : off('a1', what));
        else if (stood) await take(retracted('a1'));
        else await taken(actionOf('a1', { revision: revision++ }));
        const isOpen = standing.has('action') && !standing.has('c1') && !standing.has('c2') && !isSent;
        expect((await stateOf('a1')) === 'waiting').toBe(isOpen);
        expect(await store.depth(targetQueue('crm'))).toMatchObject({ tasks: isOpen ? 1 : 0 });
      }
    }),
    { numRuns: 60 },
  );
});

describe('how a customer may be contacted', () => {
  it('is as the action says, until a change comes; the latest one holds, and one that is withdrawn does not', async () => {
    await taken(actionOf('a1'));
    expect(await zoneNow()).toBeNull();
    await take(...changed('c2', noon, 'Europe/Paris'));
    await take(...changed('c1', noon - hour, 'Asia/Tokyo'));
    expect(await zoneNow()).toBe('Europe/Paris');
    await take({ kind: 'unchanged', customer: 'ann', recordId: 'c2' });
    expect(await zoneNow()).toBeNull();
  });

  it('is as an earlier change says where the last one is withdrawn: an objection is not forgotten', async () => {
    await taken(actionOf('a1'));
    await take(...changed('c1', noon, 'Asia/Tokyo'), ...changed('c2', noon + 1, 'Europe/Paris'));
    expect(await zoneNow()).toBe('Europe/Paris');
    await take({ kind: 'unchanged', customer: 'ann', recordId: 'c2' });
    expect(await zoneNow()).toBe('Asia/Tokyo');
  });

  it('changed since also for an action that a late event put before the change', async () => {
    await taken(actionOf('a0'));
    await lease();
    await settle('a0', { entries: [] });
    await take(...changed('c1', noon, 'Asia/Tokyo'));
    await taken(actionOf('a1', { at: noon - hour }));
    expect(await zoneNow()).toBe('Asia/Tokyo');
    await taken(actionOf('a2', { at: noon + 1 }));
    expect((await lease()).map(({ action, contactability }) => [action.recordId, contactability.timeZone])).toContainEqual([
      'a2',
      null,
    ]);
  });

  it('remembers the last changes only', async () => {
    await taken(actionOf('a1'));
    for (let number = 0; number < 30; number += 1) await take(...changed(`c${number}`, noon + number, 'Asia/Tokyo'));
    const fields = await redis.hkeys('ebb:{delivery}:customer:ann');
    expect(fields.filter((field) => field.startsWith('c:'))).toHaveLength(16);
    expect(fields).toContain('c:c29');
  });
});

it('of an erased customer nothing is left', async () => {
  await taken(actionOf('a1'));
  await taken(actionOf('a2', { channel: 'phone' }));
  await lease();
  await settle('a1', { result: 'dead', entries: [] });
  await take({ kind: 'erase', customer: 'ann' });
  expect((await redis.keys('*')).toSorted()).toEqual([keys.cursors, keys.skills, keys.target('crm')].toSorted());
});

it('of an erased customer nothing is left, nor of an action of which only is known that it is called off', async () => {
  await take(off('a1', 'c1'));
  expect(await lasting(keys.action('a1'), 'ebb:{delivery}:customer:ann')).toEqual([false, false]);
  await take({ kind: 'erase', customer: 'ann' });
  expect(await redis.keys('*')).toEqual([keys.cursors]);
});

it('of an erased customer nothing is left, though some of it was forgotten before', async () => {
  await taken(actionOf('a1'));
  await lease();
  await settle('a1', { entries: [] });
  await taken(actionOf('a2'));
  await redis.del(keys.task(taskIdOf('a1', 'crm')));
  await take(off('a1', ''), { kind: 'erase', customer: 'ann' });
  expect((await redis.keys('*')).toSorted()).toEqual([keys.cursors, keys.target('crm')].toSorted());
});

it('what is done is forgotten after a while; what is open is not', async () => {
  await taken(actionOf('a1'));
  await taken(actionOf('a2', { customerId: 'bob' }));
  await lease(1);
  await settle('a1', { entries: [] });
  expect(await lasting(keys.task(taskIdOf('a1', 'crm')), keys.action('a1'), 'ebb:{delivery}:customer:ann')).toEqual([
    false,
    false,
    false,
  ]);
  expect(await lasting(keys.task(taskIdOf('a2', 'crm')), keys.action('a2'), 'ebb:{delivery}:customer:bob')).toEqual([
    true,
    true,
    true,
  ]);
});

describe('agents', () => {
  it('of a hundred who claim one task at once, one gets it', async () => {
    await taken(actionOf('a1', { channel: 'phone' }));
    const [place] = await store.due('retention');
    const claims = await Promise.all(
      Array.from({ length: 100 }, (_, number) => store.claim('retention', place?.member ?? '', `agent-${number}`, noon + minute)),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it('who ask twice at once get one task; of each skill one', async () => {
    for (const id of ['a1', 'a2']) await taken(actionOf(id, { channel: 'phone' }));
    await taken(actionOf('a3', { channel: 'phone', queue: 'technical' }));
    const places = await store.due('retention');
    const claims = await Promise.all(places.map(({ member }) => store.claim('retention', member, 'eve', noon + minute)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    const [other] = await store.due('technical');
    expect(await store.claim('technical', other?.member ?? '', 'eve', noon + minute)).not.toBeNull();
    expect(await store.heldBy('eve', 'retention')).toBe(claims.find((claim) => claim !== null)?.taskId);
  });

  it('keep a task as long as they extend it; then it is anybody’s', async () => {
    await taken(actionOf('a1', { channel: 'phone' }));
    const [place] = await store.due('retention');
    const id = place?.taskId ?? '';
    await store.claim('retention', place?.member ?? '', 'eve', noon + minute);
    expect(await store.extend(id, 'retention', 'eve', noon + hour)).toMatchObject({ code: 'OK' });
    expect(await store.extend(id, 'retention', 'max', noon + hour)).toMatchObject({ code: 'NOT_YOURS', holder: 'eve' });
    clock.pass(minute + 1);
    expect(await store.due('retention')).toEqual([]);
    clock.pass(hour);
    expect(await store.due('retention')).toHaveLength(1);
    await store.claim('retention', place?.member ?? '', 'max', clock.now() + minute);
    expect(await store.extend(id, 'retention', 'eve', clock.now() + hour)).toMatchObject({ code: 'NOT_YOURS', holder: 'max' });
    expect(await store.depth(skillQueue('retention'))).toMatchObject({ tasks: 1, underWay: 1 });
  });
});
