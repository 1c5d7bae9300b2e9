import { PatientRedis } from '@ebb/redis';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, expect, inject, it } from 'vitest';
import { taskIdOf } from './action.ts';
import { changesOfAction, type Routing } from './changes.ts';
import { engagementEntry, type OutboxItem } from './outbox.ts';
import { actionOf, day, minute, noon, quiet, SetClock } from './spec-support.ts';
import { DeliveryStore, type LeasedForTarget } from './store.ts';

const url = new URL(inject('redisUrl'));
url.pathname = '/8';
const redis = new Redis(url.href);
const clock = new SetClock(noon);
const limits = { queueTasksMax: 1_000, deadLettersMax: 9, outboxEntriesMax: 9_999, doneKept: day, cap: null };
const store = new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, quiet), limits, clock.now);
const names = ['crm', 'mail'] as const;
const routing: Routing = {
  clock: 'wall',
  targets: names.map((name) => ({ name, channels: [], kinds: [], queues: [] })) as unknown as Routing['targets'],
  callCentreChannels: [],
};
const leaseMilliseconds = 20_000;

/** What a process that ends has still done. */
type Step = 'read' | 'leased' | 'sent' | 'settled' | 'relayed';
const steps: readonly Step[] = ['read', 'leased', 'sent', 'settled', 'relayed'];

interface World {
  /** Ids as receivers saw them, by action and target. */
  readonly received: Map<string, string[]>;
  /** Ids of engagements as they lie in Kafka. */
  readonly relayed: string[];
}

const has = (until: Step, step: Step): boolean => steps.indexOf(step) <= steps.indexOf(until);

/** One life of a process, from its start until it ends after a step. */
async function live(world: World, recordIds: readonly string[], read: number, until: Step): Promise<void> {
  await readAll(recordIds.slice(0, read));
  if (!has(until, 'leased')) return;
  for (const name of names) {
    const limit = { name, concurrencyMax: 3, requestsPerSecondMax: 1_000 };
    const { tasks } = await store.lease(limit, 3, clock.now() + leaseMilliseconds);
    for (const task of tasks) await deliver(world, name, task, until);
  }
  if (!has(until, 'relayed')) return;
  const entries = await store.outbox(1_000);
  const items = entries.map(({ entry }) => JSON.parse(entry) as OutboxItem);
  world.relayed.push(...items.map((item) => (item.kind === 'engagement' ? item.record.eventId : '')));
  if (entries.length > 0) await store.sent(entries.map(({ id }) => id));
}

/** Reads on from where Redis says, one record a command. */
async function readAll(recordIds: readonly string[]): Promise<void> {
  const stored = await store.cursor(0);
  let from = stored;
  for (let offset = stored === null ? 0 : Number(stored); offset < recordIds.length; offset += 1) {
    const changes = changesOfAction(actionOf(recordIds[offset] ?? ''), noon, routing, noon);
    expect(await store.take({ partition: 0, from, to: String(offset + 1), changes })).toBe('OK');
    from = String(offset + 1);
  }
}

async function deliver(world: World, target: string, task: LeasedForTarget, until: Step): Promise<void> {
  if (!has(until, 'sent')) return;
  const where = `${task.action.recordId}@${target}`;
  world.received.set(where, [...(world.received.get(where) ?? []), task.taskId]);
  if (!has(until, 'settled')) return;
  const entries = [engagementEntry({ action: task.action, what: 'action-sent', target, now: clock.now() }, routing)];
  await store.settle({ taskId: task.taskId, target, holder: String(task.attempt), result: 'sent', reason: '', entries });
}

it('wherever processes end, no action is lost, and none is sent under two ids or told as two', async () => {
  const life = fc.record({
    until: fc.constantFrom(...steps),
    read: fc.nat({ max: 8 }),
    pause: fc.constantFrom(0, leaseMilliseconds + 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(life, { maxLength: 25 }), async (lives) => {
      await redis.flushdb();
      clock.set(noon);
      const world: World = { received: new Map(), relayed: [] };
      const recordIds = Array.from({ length: 8 }, (_, number) => `a${number}`);
      for (const { until, read, pause } of lives) {
        await live(world, recordIds, read, until);
        clock.pass(pause);
      }
      for (let round = 0; round < 4; round += 1) {
        clock.pass(minute);
        await live(world, recordIds, recordIds.length, 'relayed');
      }
      const expected = recordIds.flatMap((recordId) => names.map((name) => ({ recordId, name })));
      for (const { recordId, name } of expected) {
        expect(new Set(world.received.get(`${recordId}@${name}`))).toEqual(new Set([taskIdOf(recordId, name)]));
      }
      expect(world.relayed.toSorted()).toEqual(expected.map(({ recordId, name }) => `${recordId}/sent@${name}`).toSorted());
    }),
    { numRuns: 40 },
  );
});

afterAll(() => redis.disconnect());
