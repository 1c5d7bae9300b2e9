import { describe, expect, it } from 'vitest';
import { noTime } from './index.ts';
import { Reader, type Told, toldIn, toyProgram, toySource, World } from './task.spec-support.ts';

const start = 1_000_000;
const purchase = (at: number, amount = 2, customerId = 'a') => ({ customerId, fact: { id: `p${at}`, at, amount } });

async function newWorld(...options: ConstructorParameters<typeof World>): Promise<World> {
  const world = new World(...options);
  await world.takeOver();
  return world;
}

const onClock = (clock: 'event' | 'wall') =>
  toyProgram({
    sources: ['purchases', 'contacts'].map((topic) => toySource(topic, { clock, outOfOrderMax: 5, sourceQuietMax: 1_000 })),
  });

/** The toy as the next service after two partitions of another. */
const downstream = () => toyProgram({ sources: [toySource('alerts', { clock: 'markers', upstream: ['up/0', 'up/1'] }), null] });

async function turn(world: World): Promise<void> {
  for (const source of world.program.sources.keys()) if (world.program.sources[source] !== null) world.fetch(source);
  while (await world.task.turn()) {
    // Until nothing is left to do.
  }
  await world.relay.sendSome();
}

type Marker = Extract<Told, { kind: 'marker' }>;
/** Those of one partition: the others get the same. */
const markers = (world: World): Marker[] =>
  world.output.records
    .filter(({ entry }) => entry.partition === 0)
    .map(toldIn)
    .filter((told): told is Marker => told.kind === 'marker');

describe('a canary', () => {
  it('is a marker that says when it was made', async () => {
    const world = await newWorld({}, onClock('event'));
    for (const source of [0, 1]) world.write(source, { marker: 500 });
    await turn(world);
    expect(markers(world)).toEqual([{ kind: 'marker', watermark: 500, madeAt: world.now }]);
  });

  it('is sent now and then where time stands still, also where there is no time yet', async () => {
    const world = await newWorld({ canaryInterval: 10_000 }, onClock('wall'));
    await turn(world);
    expect(markers(world)).toEqual([{ kind: 'marker', watermark: noTime, madeAt: start }]);
    world.now = start + 9_999;
    await turn(world);
    expect(markers(world)).toHaveLength(1);
    world.now = start + 10_000;
    await turn(world);
    expect(markers(world).slice(1)).toEqual([{ kind: 'marker', watermark: noTime, madeAt: start + 10_000 }]);
  });

  it('is not sent in a replay, where nothing happens but what is replayed', async () => {
    const world = await newWorld({ canaryInterval: 10_000 }, onClock('event'));
    for (const source of [0, 1]) world.write(source, { marker: 500 });
    await turn(world);
    world.now += 100_000;
    await turn(world);
    expect(markers(world)).toHaveLength(1);
  });

  it('is passed on by the next service once all have sent theirs, as old as the oldest of them, and not twice', async () => {
    const world = await newWorld({ canaryInterval: 10_000 }, downstream());
    world.write(0, { marker: 500, from: 'up/0', madeAt: start - 30 });
    await turn(world);
    expect(markers(world)).toEqual([]);
    world.write(0, { marker: 600, from: 'up/1', madeAt: start - 20 });
    await turn(world);
    expect(markers(world)).toEqual([{ kind: 'marker', watermark: 500, madeAt: start - 30 }]);
    world.now = start + 10_000;
    await turn(world);
    expect(markers(world)).toHaveLength(1);
    for (const from of ['up/0', 'up/1']) world.write(0, { marker: 500, from, madeAt: start + 9_000 });
    await turn(world);
    expect(markers(world).slice(1)).toEqual([{ kind: 'marker', watermark: 500, madeAt: start + 9_000 }]);
  });

  it('changes nothing that is said', async () => {
    const lives = [1_000, 1_000_000_000].map(async (canaryInterval) => {
      const world = await newWorld({ canaryInterval }, onClock('wall'));
      for (const at of [0, 40, 90, 300]) {
        world.now = start + at;
        world.write(0, purchase(world.now, at));
        await turn(world);
        await world.seeEnds();
        world.now += 1_000;
        await turn(world);
      }
      return new Reader(world.output.records);
    });
    const [often, never] = await Promise.all(lives);
    expect([often?.markers.size, never?.markers.size]).toEqual([2, 0]);
    expect(often?.standing).toEqual(never?.standing);
    expect(often?.census.at(-1)?.counts).toEqual(never?.census.at(-1)?.counts);
    expect(often?.faults).toEqual([]);
  });
});

describe('a task tells', () => {
  it('how long after an event that led to a record Kafka had the record; a silence follows from no event', async () => {
    const world = await newWorld({}, onClock('event'));
    world.write(0, purchase(10, 2));
    world.now += 700;
    await turn(world);
    expect(world.left).toEqual([{ type: 'Even', milliseconds: 700 }]);
    for (const source of [0, 1]) world.write(source, { marker: 500 });
    await turn(world);
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['a/p10/even', 'a/Silent@110']);
    expect(world.left).toHaveLength(1);
  });

  it('since when the oldest record has waited to be sent', async () => {
    const world = await newWorld({}, onClock('event'));
    expect(world.task.status().outboxSince).toBeNull();
    world.write(0, purchase(10, 2));
    world.fetch(0);
    await world.task.turn();
    world.now += 700;
    expect(world.task.status()).toMatchObject({ outboxEntries: 2, outboxSince: start });
    await turn(world);
    expect(world.task.status()).toMatchObject({ outboxEntries: 0, outboxSince: null });
  });

  it('by how much events came behind the watermark, what was bad and why, and whom it had in memory', async () => {
    const world = await newWorld({}, onClock('event'));
    world.write(0, purchase(100, 2));
    await turn(world);
    world.write(0, purchase(60, 2));
    world.write(0, { bad: 'broken' });
    await turn(world);
    expect(world.reports.map(({ lateness }) => lateness)).toEqual([
      [[], []],
      [[35], []],
    ]);
    expect(world.reports.flatMap(({ deadLetters }) => deadLetters)).toEqual([{ source: 0, code: 'broken' }]);
    expect(world.reports.map(({ cache }) => cache)).toEqual([
      { hits: 0, misses: 1 },
      { hits: 1, misses: 0 },
    ]);
  });

  it('which record is the first that is not committed', async () => {
    const world = await newWorld({}, onClock('event'));
    const { promise, resolve } = Promise.withResolvers<void>();
    world.store.loading = promise;
    world.write(0, purchase(60, 2));
    world.fetch(0);
    const turning = world.task.turn();
    expect(world.task.status().sources[0]?.uncommitted).toEqual({ brokerAt: start, eventAt: 60 });
    resolve();
    await turning;
    await world.task.turn();
    expect(world.task.status().sources[0]?.uncommitted).toBeNull();
  });
});
