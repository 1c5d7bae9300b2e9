import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DueTimers, dayMilliseconds, dayOf, type Timer, Timers } from './timers.ts';
import { never, noTime } from './watermark.ts';

const hour = 3_600_000;
const of = (customerId: string, dueAt: number): Timer => ({ customerId, dueAt });

/** Lists of days, as a store keeps them. */
class Lists {
  readonly days = new Map<number, Timer[]>();
  readonly read: number[] = [];

  set(...timers: readonly Timer[]): void {
    for (const timer of timers) this.days.set(dayOf(timer.dueAt), [...(this.days.get(dayOf(timer.dueAt)) ?? []), timer]);
  }

  readonly reader = async (days: readonly number[]): Promise<readonly Timer[]> => {
    this.read.push(...days);
    return days.flatMap((day) => this.days.get(day) ?? []);
  };
}

function given(...timers: readonly Timer[]): Lists {
  const lists = new Lists();
  lists.set(...timers);
  return lists;
}

/** What is due up to an instant, as much as the limit allows. */
async function dueOf(timers: Timers, lists: Lists, until: number, limit: number): Promise<DueTimers> {
  await timers.open(until, limit, lists.reader);
  return timers.due(until, limit);
}

describe('the timers of a source', () => {
  it('come in the order of their times, as many as asked for, and say when the next one is due', async () => {
    const lists = given(of('late', 3 * hour), of('first', hour), of('second', 2 * hour));
    const timers = new Timers(lists.days.keys(), noTime);
    expect(await dueOf(timers, lists, 5 * hour, 2)).toEqual({
      due: [of('first', hour), of('second', 2 * hour)],
      ranTo: 3 * hour - 1,
      passed: [],
    });
  });

  it('of a batch that was given up for a smaller one are left, though others are set sooner', async () => {
    const lists = given(of('ann', hour));
    const timers = new Timers(lists.days.keys(), noTime);
    await dueOf(timers, lists, 9 * dayMilliseconds, 10);
    const sooner = of('bob', dayMilliseconds);
    timers.settle(await dueOf(timers, lists, hour - 1, 10), [sooner]);
    lists.set(sooner);
    expect((await dueOf(timers, lists, 9 * dayMilliseconds, 10)).due).toEqual([of('ann', hour), sooner]);
  });

  it('are the same ones again until they are settled', async () => {
    const lists = given(of('ann', hour), of('bob', 2 * hour));
    const timers = new Timers(lists.days.keys(), noTime);
    const found = await dueOf(timers, lists, 5 * hour, 1);
    expect(await dueOf(timers, lists, 5 * hour, 1)).toEqual(found);
    timers.settle(found, []);
    expect((await dueOf(timers, lists, 5 * hour, 1)).due).toEqual([of('bob', 2 * hour)]);
    expect(lists.read).toEqual([0]);
  });

  it('of a day that has not come are not read: its beginning is the soonest that one may be due', async () => {
    const lists = given(of('ann', hour), of('bob', 7 * dayMilliseconds + hour));
    const timers = new Timers(lists.days.keys(), noTime);
    expect(timers.nextDueAt).toBe(0);
    timers.settle(await dueOf(timers, lists, 2 * dayMilliseconds, 10), []);
    expect(timers.nextDueAt).toBe(7 * dayMilliseconds);
    expect(lists.read).toEqual([0]);
  });

  it('let a day pass when none of it is left, though it may not be over', async () => {
    const lists = given(of('ann', hour), of('bob', 2 * hour), of('cid', dayMilliseconds));
    const timers = new Timers(lists.days.keys(), noTime);
    const first = await dueOf(timers, lists, hour, 10);
    expect(first.passed).toEqual([]);
    timers.settle(first, []);
    expect((await dueOf(timers, lists, 2 * hour, 10)).passed).toEqual([0]);
  });

  it('may be set again for a day that has been read, and for one that has passed', async () => {
    const lists = given(of('ann', hour), of('bob', 2 * hour));
    const timers = new Timers(lists.days.keys(), noTime);
    timers.settle(await dueOf(timers, lists, hour, 10), [of('cid', hour + 1)]);
    const both = await dueOf(timers, lists, 2 * hour, 10);
    expect(both).toMatchObject({ due: [of('cid', hour + 1), of('bob', 2 * hour)], passed: [0] });
    timers.settle(both, [of('dan', 3 * hour)]);
    expect(await dueOf(timers, lists, 3 * hour, 10)).toEqual({ due: [of('dan', 3 * hour)], ranTo: 3 * hour, passed: [0] });
    expect(lists.read).toEqual([0]);
  });

  it('that were looked at before a restart do not come again, and their day passes with the next that is due', async () => {
    const lists = given(of('ann', hour), of('bob', 2 * hour));
    const timers = new Timers(lists.days.keys(), 2 * hour);
    expect(timers.nextDueAt).toBe(2 * hour + 1);
    expect(await dueOf(timers, lists, 3 * hour, 10)).toEqual({ due: [], ranTo: 3 * hour, passed: [0] });
  });

  it('law: come in order when they are due, once each; again only after a restart, where others of the instant were left', async () => {
    const anyStep = fc.record({
      /** Milliseconds by which the watermark goes on. */
      by: fc.oneof(fc.integer({ min: 0, max: hour }), fc.integer({ min: 0, max: 5 * dayMilliseconds })),
      limit: fc.integer({ min: 0, max: 4 }),
      /** How long after the watermark each timer comes that is set. */
      set: fc.array(fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 9 * dayMilliseconds })), {
        maxLength: 4,
      }),
      restarts: fc.boolean(),
    });
    const from = -2 * dayMilliseconds;
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 40 }), async (steps) => {
        const lists = new Lists();
        const expected: Timer[] = [];
        let came: Timer[] = [];
        let [timers, watermark, timersTo] = [new Timers([], noTime), from, noTime];
        const turn = async (limit: number, set: readonly Timer[]) => {
          const found = await dueOf(timers, lists, watermark, limit);
          const left = expected.filter((timer) => !came.includes(timer)).map(({ dueAt }) => dueAt);
          expect(found.due.every(({ dueAt }) => dueAt <= watermark)).toBe(true);
          expect(found.due.length).toBe(Math.min(limit, left.filter((dueAt) => dueAt <= watermark).length));
          came.push(...found.due);
          const after = expected.filter((timer) => !came.includes(timer)).map(({ dueAt }) => dueAt);
          expect(found.ranTo).toBeLessThan(Math.min(never, ...after));
          for (const day of found.passed) lists.days.delete(day);
          lists.set(...set);
          expected.push(...set);
          timers.settle(found, set);
          expect(found.ranTo).toBeGreaterThanOrEqual(timersTo);
          timersTo = found.ranTo;
        };
        for (const [number, { by, limit, set, restarts }] of steps.entries()) {
          watermark += by;
          await turn(
            limit,
            set.map((later, index) => of(`${number}/${index}`, watermark + later)),
          );
          if (!restarts) continue;
          timers = new Timers(lists.days.keys(), timersTo);
          expect(came.every(({ dueAt }) => dueAt <= timersTo + 1)).toBe(true);
          came = came.filter(({ dueAt }) => dueAt <= timersTo);
        }
        watermark += 10 * dayMilliseconds;
        while (came.length < expected.length) await turn(3, []);
        await turn(3, []);
        expect(new Set(came)).toEqual(new Set(expected));
        expect(came).toHaveLength(expected.length);
        expect(came.map(({ dueAt }) => dueAt)).toEqual(came.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
        expect([...lists.days]).toEqual([]);
      }),
    );
  });
});
