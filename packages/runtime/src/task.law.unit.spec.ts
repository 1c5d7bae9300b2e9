import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CensusCounts, Tally } from './census.ts';
import { CustomerFold } from './customer.ts';
import { compareSourced, type Sourced } from './order.ts';
import type { Step, Wake } from './processor.ts';
import { Crash, Reader, type ToyFact, type ToyOutput, type ToyState, toy, toyStanding, World } from './task.spec-support.ts';

const lateness = 200;
const end = 5_000;
const customers = ['a', 'b', 'c', 'd'];

/** The judge: each customer's facts in event-time order, every deadline in its place. */
function judge(facts: readonly { readonly customerId: string; readonly sourced: Sourced<ToyFact> }[]) {
  const standing: Record<string, string> = {};
  const heads: Record<string, ToyState> = {};
  for (const [customerId, own] of Map.groupBy(facts, (fact) => fact.customerId)) {
    let state = toy.initial(customerId);
    let wakes: readonly Wake[] = [];
    const take = (step: Step<ToyState, ToyOutput>) => {
      ({ state, wakes } = step);
      for (const { recordId, content } of step.emit) standing[`${customerId}/${recordId}`] = content;
    };
    const runBefore = (instant: number) => {
      for (;;) {
        const due = wakes.filter((wake) => wake.dueAt < instant).toSorted((a, b) => a.dueAt - b.dueAt || a.source - b.source)[0];
        if (due === undefined) return;
        take(toy.onTime(state, due, customerId));
      }
    };
    for (const { fact } of own.map(({ sourced }) => sourced).toSorted(compareSourced)) {
      runBefore(fact.at);
      take(toy.onEvent(state, fact, customerId));
    }
    runBefore(end + 1);
    heads[customerId] = state;
  }
  return { standing, heads };
}

interface Arrival {
  readonly at: number;
  readonly amount: number;
  readonly source: number;
  readonly customer: number;
  /** How much later than its time it is written; under the lateness allowed. */
  readonly delay: number;
  readonly again: boolean;
  readonly badBefore: boolean;
}

const arrival = (delayMax: number): fc.Arbitrary<Arrival> =>
  fc.record({
    // On both sides of a midnight, as timers are kept by day.
    at: fc.integer({ min: -600, max: 600 }),
    amount: fc.integer({ min: 1, max: 9 }),
    source: fc.constantFrom(0, 1),
    customer: fc.nat(customers.length - 1),
    delay: fc.nat(delayMax),
    again: fc.boolean(),
    badBefore: fc.boolean(),
  });
const arrivals = (delayMax: number) =>
  fc.uniqueArray(arrival(delayMax), {
    minLength: 1,
    maxLength: 25,
    size: 'max',
    selector: ({ at, source, customer }) => `${customer}/${source}/${at}`,
  });

const anyAction = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fetch' as const),
      source: fc.constantFrom(0, 1),
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('turn' as const, 'fetch while loading' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('relay' as const, 'wait' as const, 'see ends' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      when: fc.constantFrom('before commit' as const, 'after commit' as const, 'now' as const),
    }),
  },
);
type Action = typeof anyAction extends fc.Arbitrary<infer A> ? A : never;

const limits = fc.record({
  batchRecordsMax: fc.constantFrom(1, 2, 3, 7, 100),
  batchStatesMax: fc.constantFrom(1, 2, 3, 100),
  batchBytesMax: fc.constantFrom(8_000, 1_000_000),
  queueRecordsMax: fc.constantFrom(1, 2, 5, 100),
  outboxEntriesMax: fc.constantFrom(1, 3, 100),
  cacheCustomersMax: fc.constantFrom(0, 1, 3, 100),
  markerIntervalMin: fc.constantFrom(1, 1_000),
  censusIntervalMin: fc.constantFrom(1, 1_000),
});

/** Writes all arrivals in the order in which they come, and the final markers. */
function write(world: World, all: readonly Arrival[]) {
  const bad: string[] = [];
  const facts = all.map(({ at, amount, source, customer }) => {
    const id = `${source === 0 ? 'p' : 'c'}${at}`;
    return { customerId: customers[customer] as string, sourced: { source, fact: { id, at, amount } } };
  });
  const order = all
    .flatMap((one, index) => [
      { index, comes: one.at + one.delay },
      ...(one.again ? [{ index, comes: one.at + Math.min(2 * one.delay, lateness - 1) }] : []),
    ])
    .toSorted((a, b) => a.comes - b.comes);
  for (const { index } of order) {
    const { source, badBefore } = all[index] as Arrival;
    if (badBefore) bad.push(`broken ${source}/${world.write(source, { bad: 'broken' })}`);
    const { customerId, sourced } = facts[index] as (typeof facts)[0];
    world.write(source, { customerId, fact: sourced.fact });
  }
  for (const source of [0, 1]) world.write(source, { marker: end });
  return { facts, bad };
}

/** A turn during which more is fetched: the store answers only then. */
async function fetchWhileLoading(world: World): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  world.store.loading = promise;
  const turned = world.task.turn();
  for (const source of [0, 1]) world.fetch(source, 3);
  resolve();
  await turned;
}

async function act(world: World, action: Action): Promise<void> {
  switch (action.do) {
    case 'fetch':
      world.fetch(action.source, action.count);
      return;
    case 'turn':
      await world.task.turn();
      return;
    case 'fetch while loading':
      return fetchWhileLoading(world);
    case 'relay':
      await world.relay.sendSome();
      return;
    case 'wait':
      world.now += 700;
      return;
    case 'see ends':
      return world.seeEnds();
    case 'crash':
      return crash(world, action.when);
  }
}

async function crash(world: World, when: 'before commit' | 'after commit' | 'now'): Promise<void> {
  if (when !== 'now') {
    world.store.crash = when;
    await world.task.turn().catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
  }
  await world.takeOver();
}

/** The state after all that is stored of a customer. */
function headOf(world: World, stored: NonNullable<Awaited<ReturnType<World['stored']>>>): ToyState | undefined {
  const fold = new CustomerFold(toy, world.program.contentOf, world.limits.horizonFactsMax);
  const progress = { watermarks: [end, end], horizon: end - lateness };
  return fold.fold('', { stored, head: null }, [], progress).customer.head?.state;
}

/** What the census is to say of these customers and records. */
function countOf(heads: readonly ToyState[], standing: readonly string[]): CensusCounts {
  const groups: Record<string, { customers: number; amount: number }> = {};
  for (const counted of heads.map(toyStanding).filter((one) => one !== null)) {
    const { customers: others, amount } = groups[counted.group] ?? { customers: 0, amount: 0 };
    groups[counted.group] = { customers: others + 1, amount: amount + counted.amount };
  }
  const silences = standing.filter((record) => record.includes('/Silent@')).length;
  return { groups, flows: silences > 0 ? { 'loud>silent': silences } : {} };
}

/** Groups and flows that came back to nothing say nothing. */
const withoutNothing = ({ groups, flows }: CensusCounts): CensusCounts => ({
  groups: Object.fromEntries(Object.entries(groups).filter(([, { customers: some, amount }]) => some !== 0 || amount !== 0)),
  flows: Object.fromEntries(Object.entries(flows).filter(([, count]) => count !== 0)),
});

async function expectCountedRight(world: World, { standing, heads }: ReturnType<typeof judge>): Promise<void> {
  const expected = countOf(Object.values(heads), Object.keys(standing));
  const { census } = await world.memory.claim(0, 'look', 0);
  expect(withoutNothing(new Tally(new Map(Object.entries(census))).counts())).toEqual(expected);
  const told = new Reader(world.output.records).census;
  expect(withoutNothing(told.at(-1)?.counts ?? { groups: {}, flows: {} })).toEqual(expected);
  expect(told.at(-1)?.watermark).toBe(end);
}

function expectBoundsKept(world: World): void {
  const { batchRecordsMax, batchStatesMax, batchBytesMax } = world.limits;
  for (const { records } of world.reports) {
    expect(records.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(batchRecordsMax);
  }
  for (const { states, outbox, journey } of world.store.commits) {
    expect(states.length).toBeLessThanOrEqual(batchStatesMax);
    const bytes = [
      ...states.map((state) => state.bytes),
      ...outbox.flatMap(({ key, value }) => [key, value]),
      ...journey.map((entry) => entry.bytes),
    ];
    expect(bytes.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(batchBytesMax);
  }
}

describe('the task of a partition', () => {
  it('law: any batches, limits, crashes, interleaving, duplicates and lateness within the horizon give one outcome', async () => {
    await fc.assert(
      fc.asyncProperty(
        arrivals(lateness - 1),
        fc.array(anyAction, { maxLength: 80, size: 'max' }),
        limits,
        async (all, actions, some) => {
          const world = new World({ ...some, latenessMax: lateness });
          const { facts, bad } = write(world, all);
          await world.takeOver();
          for (const one of actions) await act(world, one);
          await world.settle();
          world.now += 1_000;
          await world.settle();

          const expected = judge(facts);
          const reader = new Reader(world.output.records);
          expect(reader.faults).toEqual([]);
          expect(reader.standing).toEqual(expected.standing);
          expect(reader.deadLetters.toSorted()).toEqual(bad.toSorted());
          for (const [customerId, head] of Object.entries(expected.heads)) {
            const stored = await world.stored(customerId);
            expect(stored === null ? null : headOf(world, stored)).toEqual(head);
          }
          expectBoundsKept(world);
          for (const watermarks of reader.markers.values()) {
            expect(watermarks.at(-1)).toBe(end);
            expect(watermarks).toEqual(watermarks.toSorted((a, b) => a - b));
          }
          await expectCountedRight(world, expected);
          const { outbox } = await world.memory.claim(0, 'last', 0);
          expect(outbox).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('law: after a marker has been passed on, nothing comes of times up to it, where no fact is late', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals(5), fc.array(anyAction, { maxLength: 80, size: 'max' }), limits, async (all, actions, some) => {
        const world = new World({ ...some, latenessMax: lateness });
        write(world, all);
        await world.takeOver();
        for (const one of actions) await act(world, one);
        await world.settle();

        const passedOn = new Map<number, number>();
        for (const { partition, told } of new Reader(world.output.records).read) {
          if (told.kind === 'marker') passedOn.set(partition, told.watermark);
          if (told.kind !== 'output') continue;
          // Facts may be out of order up to the very instant of the watermark; deadlines of that instant have been run.
          const { at, type } = told.output;
          expect(type === 'Even' ? at : at - 1).toBeGreaterThanOrEqual(passedOn.get(partition) ?? Number.MIN_SAFE_INTEGER);
        }
      }),
      { numRuns: 500 },
    );
  });
});
