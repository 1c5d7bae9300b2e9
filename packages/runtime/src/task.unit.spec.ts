import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OwnershipLost } from './errors.ts';
import { Crash, Reader, toldIn, toyProgram, toySource, World } from './task.spec-support.ts';
import { Task } from './task.ts';

const purchase = (at: number, amount = 2, customerId = 'a') => ({ customerId, fact: { id: `p${at}`, at, amount } });
const contact = (at: number, amount = 1, customerId = 'a') => ({ customerId, fact: { id: `c${at}`, at, amount } });

async function newWorld(...options: ConstructorParameters<typeof World>): Promise<World> {
  const world = new World(...options);
  await world.takeOver();
  return world;
}

/** Two purchases of one customer and a marker on each source: two outputs, one silence. */
function writeSome(world: World): void {
  world.write(0, purchase(10, 2));
  world.write(0, purchase(20, 4));
  for (const source of [0, 1]) world.write(source, { marker: 500 });
}
const someOutcome = { 'a/p10/even': '1:5', 'a/p20/even': '2:19', 'a/Silent@120': '2:19' };

const turns = async (world: World): Promise<void> => {
  while (await world.task.turn()) {
    // Until nothing is left to do.
  }
};

describe('a crash of the task', () => {
  it.each(['before commit', 'after commit'] as const)('%s loses nothing, and doubles nothing', async (when) => {
    const world = await newWorld();
    writeSome(world);
    for (const source of [0, 1]) world.fetch(source);
    world.store.crash = when;
    await expect(world.task.turn()).rejects.toThrow(Crash);
    expect(world.output.records).toEqual([]);
    await world.takeOver();
    await world.settle();
    const reader = new Reader(world.output.records);
    expect(reader.standing).toEqual(someOutcome);
    expect(reader.faults).toEqual([]);
    expect(reader.repeats).toBe(0);
  });

  it('after the relay and before the outbox is trimmed sends all of it again, and a reader drops the repeats', async () => {
    const world = await newWorld();
    writeSome(world);
    for (const source of [0, 1]) world.fetch(source);
    await world.task.turn();
    await world.relay.sendSome();
    const sent = world.output.records.length;
    await world.takeOver();
    await world.settle();
    const reader = new Reader(world.output.records);
    expect(reader.repeats).toBe(sent);
    expect(reader.standing).toEqual(someOutcome);
    expect(reader.faults).toEqual([]);
  });

  it('while a part of the outbox is sent goes on with the rest', async () => {
    const world = await newWorld({ batchRecordsMax: 1 });
    writeSome(world);
    for (const source of [0, 1]) world.fetch(source);
    await world.task.turn();
    await world.relay.sendSome();
    await turns(world);
    await world.takeOver();
    await world.settle();
    expect(new Reader(world.output.records)).toMatchObject({ standing: someOutcome, faults: [] });
  });
});

describe('the owner of a partition', () => {
  it('that was replaced finds out at its next commit, has written nothing, and relays nothing of it', async () => {
    const world = await newWorld();
    writeSome(world);
    for (const source of [0, 1]) world.fetch(source);
    const { task: zombie, relay: itsRelay } = world;
    await world.takeOver();
    await expect(zombie.turn()).rejects.toThrow(OwnershipLost);
    expect(await itsRelay.sendSome()).toBe(false);
    await world.settle();
    expect(new Reader(world.output.records)).toMatchObject({ standing: someOutcome, faults: [], repeats: 0 });
  });

  it('finds out that the store has lost what it acknowledged', async () => {
    const world = await newWorld();
    writeSome(world);
    await world.settle();
    world.memory.forgetAll();
    world.write(0, purchase(600));
    world.fetch(0);
    await expect(world.task.turn()).rejects.toMatchObject({ result: 'ROLLED_BACK' });
  });

  it('has a higher epoch than the one noted in Kafka, also where the store has lost its own', async () => {
    const world = await newWorld();
    await world.takeOver();
    writeSome(world);
    await world.settle();
    expect(world.committedOffsets()).toEqual({ offsets: [3, 1], epoch: 2 });
    world.memory.forgetAll();
    await world.takeOver();
    expect(world.task.status().epoch).toBe(3);
  });

  it('that is stopped while it waits for its claim leaves the partition to the next', async () => {
    const world = await newWorld();
    const waiting = Promise.withResolvers<number>();
    const input = Object.assign(Object.create(world.input) as typeof world.input, { committedEpoch: () => waiting.promise });
    const environment = { store: world.store, input, relay: world.relay, log: world.log, now: () => world.now };
    const late = new Task(0, world.program, world.limits, environment, { onBatch: () => undefined, onLeft: () => undefined });
    const claimed = late.claim('late');
    await late.stop();
    waiting.resolve(0);
    await claimed;
    writeSome(world);
    await world.settle();
    expect(new Reader(world.output.records).standing).toEqual(someOutcome);
  });
});

describe('what is fetched', () => {
  it('is paused beyond the limit of the queue, and resumed when half of it is gone', async () => {
    const world = await newWorld({ queueRecordsMax: 4, batchRecordsMax: 1 });
    for (let at = 0; at < 10; at += 1) world.write(0, purchase(at));
    world.fetch(0, 3);
    expect(world.input.isPaused(0, 0)).toBe(false);
    world.fetch(0, 3);
    expect(world.input.isPaused(0, 0)).toBe(true);
    for (const paused of [true, true, true, true, false]) {
      expect(world.input.isPaused(0, 0)).toBe(paused);
      await world.task.turn();
    }
    expect(world.input.isPaused(1, 0)).toBe(false);
  });

  it('before the claim is not taken, and fetched again after it', async () => {
    const world = new World();
    writeSome(world);
    await world.takeOver();
    const { store, input, relay, log } = world;
    const task = new Task(
      0,
      world.program,
      world.limits,
      { store, input, relay, log, now: () => world.now },
      { onBatch: () => undefined, onLeft: () => undefined },
    );
    const batch = input.fetch(0, 0, 10);
    task.offer(0, batch as NonNullable<typeof batch>);
    expect(input.isPaused(0, 0)).toBe(true);
    world.task = task;
    await task.claim('next');
    expect(input.isPaused(0, 0)).toBe(false);
    expect(input.position(0, 0)).toBe(0);
    await world.settle();
    expect(new Reader(world.output.records).standing).toEqual(someOutcome);
  });

  it('from elsewhere than expected is not taken: the consumer is sent back', async () => {
    const world = await newWorld();
    writeSome(world);
    world.fetch(0, 2);
    world.input.seek(0, 0, 0);
    world.fetch(0, 1);
    expect(world.input.position(0, 0)).toBe(2);
    world.input.seek(0, 0, 3);
    world.input.append(0, 0, { brokerAt: 0, key: null, value: Buffer.from('{"marker":900}'), headers: {}, sent: null });
    world.fetch(0, 1);
    expect(world.input.position(0, 0)).toBe(2);
    await world.settle();
    expect(new Reader(world.output.records).standing).toEqual(someOutcome);
  });

  it('may leave out offsets at the end, and the cursor goes over them', async () => {
    const world = await newWorld();
    writeSome(world);
    world.input.appendGap(0, 0, 3);
    await world.settle();
    world.input.appendGap(0, 0, 2);
    await world.settle();
    const { cursor } = await world.memory.claim(0, 'look', 0);
    expect(cursor?.sources.map(({ offset }) => offset)).toEqual([8, 1]);
  });

  it('waits while as many records as allowed are still to be sent', async () => {
    const limits = { outboxEntriesMax: 2, batchRecordsMax: 1, markerIntervalMin: 1_000_000_000 };
    const world = await newWorld(limits, toyProgram({ census: null }));
    for (let at = 0; at < 6; at += 1) world.write(0, purchase(at));
    world.fetch(0);
    await turns(world);
    expect(world.task.status()).toMatchObject({ outboxEntries: 2, sources: [{ offset: 2 }, { offset: 0 }] });
    await world.relay.sendSome();
    await turns(world);
    expect(world.task.status()).toMatchObject({ outboxEntries: 2, sources: [{ offset: 4 }, { offset: 0 }] });
    await world.settle();
    expect(world.task.status().sources[0]?.offset).toBe(6);
    expect((await world.memory.claim(0, 'look', 0)).outbox).toEqual([]);
  });
});

describe('a source', () => {
  it('whose schema never comes holds up no other', async () => {
    const [purchases, contacts] = toyProgram().sources;
    const never = { ...(purchases as NonNullable<typeof purchases>), decode: () => new Promise<never>(() => undefined) };
    const world = await newWorld({}, toyProgram({ sources: [never, contacts as NonNullable<typeof contacts>] }));
    world.write(0, purchase(10));
    world.write(1, contact(10, 2));
    for (const source of [0, 1]) world.fetch(source);
    await turns(world);
    await world.relay.sendSome();
    expect(new Reader(world.output.records).standing).toEqual({ 'a/c10/even': '1:5' });
    expect(world.task.status().sources.map(({ offset }) => offset)).toEqual([0, 1]);
  });

  it('of which most of a thousand records are bad stops and says so; another goes on', async () => {
    const world = await newWorld();
    for (let index = 0; index < 1_200; index += 1)
      world.write(0, index % 2 === 0 || index < 100 ? { bad: 'broken' } : purchase(index));
    world.write(1, contact(10, 2));
    await world.settle();
    expect(world.log.errors).toEqual([expect.stringMatching(/purchases partition 0: \d+ of the last 1\d{3} records were bad/)]);
    const before = world.task.status().sources[0]?.offset;
    world.write(0, purchase(5_000));
    world.write(1, contact(20, 2));
    await world.settle();
    expect(world.task.status().sources.map(({ offset }) => offset)).toEqual([before, 2]);
    expect(world.input.isPaused(0, 0)).toBe(true);
  });

  it('of which half are bad goes on', async () => {
    const world = await newWorld();
    for (let index = 0; index < 2_000; index += 1) world.write(0, index % 2 === 0 ? { bad: 'broken' } : purchase(index));
    await world.settle();
    expect(world.log.errors).toEqual([]);
    expect(world.task.status().sources[0]?.offset).toBe(2_000);
  });

  it('whose topic was made anew stops with what happened', async () => {
    const world = await newWorld();
    writeSome(world);
    await world.settle();
    world.input.ids = ['another', 'topic-1'];
    await world.seeEnds();
    expect(world.task.status().sources[0]?.stopped).toMatch(/was read as topic topic-0, which is now another/);
    await expect(world.takeOver()).rejects.toMatchObject({ code: 'topic-recreated' });
  });

  it('of which Kafka no longer holds the next record stops with what happened', async () => {
    const world = await newWorld();
    writeSome(world);
    world.fetch(0, 1);
    await turns(world);
    world.input.truncate(0, 0, 2);
    await world.seeEnds();
    expect(world.task.status().sources[0]?.stopped).toMatch(/offset 1 is to be read next, but Kafka holds 2 to 3/);
    await expect(world.takeOver()).rejects.toMatchObject({ code: 'offset-gone' });
  });

  it('that was read on while its ends were asked for is not taken for one whose offset is gone', async () => {
    const world = await newWorld();
    writeSome(world);
    world.fetch(0, 1);
    const expected = world.task.expectedOffsets()[0] as number;
    const ends = (await world.input.ends(0)).get(0) as { low: number; high: number };
    world.write(0, purchase(900));
    world.fetch(0);
    world.task.endSeen(0, 'topic-0', ends, { at: world.now, expected });
    expect(world.task.status().sources[0]?.stopped).toBeNull();
  });
});

/** The toy on the wall clock. */
const wall = () => {
  const clock = { clock: 'wall' as const, outOfOrderMax: 5, sourceQuietMax: 1_000 };
  return toyProgram({ sources: ['purchases', 'contacts'].map((topic) => toySource(topic, clock)) });
};

describe('sources of which much waits', () => {
  /** A purchase at each instant, a contact at each tenth: one that comes before its purchases changes what they say. */
  const writeMuch = (world: World, purchases: number) => {
    for (let at = 0; at < purchases; at += 1) world.write(0, purchase(at, 2));
    for (let at = 0; at < purchases; at += 10) world.write(1, contact(at, 2));
  };

  it('are read in the order of their times: nothing has to be called back', async () => {
    const world = await newWorld({ batchRecordsMax: 64 });
    writeMuch(world, 640);
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing).length).toBeGreaterThan(640);
    expect(world.reports.map(({ retractions }) => retractions)).toEqual(world.reports.map(() => 0));
  });

  it('wait for records of another that are known and on their way, and no longer where they do not come', async () => {
    const world = await newWorld({ batchRecordsMax: 64 });
    writeMuch(world, 640);
    await world.seeEnds();
    world.fetch(0, 20);
    world.fetch(1);
    await turns(world);
    // What was there for a part of the first batch, beyond the purchases: a contact, whatever its time.
    expect(world.task.status().sources.map(({ offset }) => offset)).toEqual([20, 2]);
    world.now += 500;
    await turns(world);
    expect(world.task.status().sources.map(({ offset }) => offset)).toEqual([20, 64]);
  });

  it('are not left out where another is far behind', async () => {
    const world = await newWorld({ batchRecordsMax: 64 });
    for (let at = 0; at < 640; at += 1) world.write(0, purchase(at, 2));
    for (let at = 0; at < 5; at += 1) world.write(1, contact(100_000 + at, 2));
    for (const source of [0, 1]) world.fetch(source);
    for (let turn = 0; turn < 5; turn += 1) await world.task.turn();
    const [purchases, contacts] = world.task.status().sources;
    expect(purchases?.offset).toBeLessThan(640);
    expect(contacts?.offset).toBe(5);
  });
});

describe('time', () => {
  const start = 1_000_000;

  it('goes on by the wall clock where all is read and something came of late: silence speaks without a further event', async () => {
    const world = await newWorld({}, wall());
    world.write(0, purchase(start, 1));
    world.write(1, contact(start, 1, 'b'));
    await world.settle();
    world.now = start + 101;
    await world.seeEnds();
    await turns(world);
    await world.relay.sendSome();
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['a/Silent@1000100', 'b/Unanswered@1000030']);
  });

  it('stands still while there is something to read that has not been read', async () => {
    const world = await newWorld({}, wall());
    world.write(0, purchase(start, 1));
    await world.settle();
    world.write(0, purchase(start + 50, 1));
    world.now = start + 101;
    await world.seeEnds();
    await turns(world);
    expect(world.task.status().sources[0]?.watermark).toBeLessThan(start + 50);
  });

  it('stands still for a source that is stopped: what it does not read may break the silence', async () => {
    const world = await newWorld({}, wall());
    world.write(0, purchase(start, 1));
    await world.settle();
    world.input.ids = ['another', 'topic-1'];
    world.now = start + 101;
    await world.seeEnds();
    await turns(world);
    await world.relay.sendSome();
    expect(new Reader(world.output.records).standing).toEqual({});
  });

  it('that has come is passed on once per interval at most, to every partition, and not twice', async () => {
    const world = await newWorld({ markerIntervalMin: 1_000 });
    const markers = () => world.output.records.map(toldIn).flatMap((told) => (told.kind === 'marker' ? [told.watermark] : []));
    const pass = async (milliseconds: number, marker: number) => {
      world.now += milliseconds;
      for (const source of [0, 1]) {
        world.write(source, { marker });
        world.fetch(source);
      }
      await turns(world);
      await world.relay.sendSome();
    };
    await pass(0, 100);
    expect(markers()).toEqual([100, 100]);
    await pass(500, 200);
    await pass(400, 300);
    expect(markers()).toEqual([100, 100]);
    world.now += 100;
    await turns(world);
    await world.relay.sendSome();
    expect(markers()).toEqual([100, 100, 300, 300]);
    world.now += 5_000;
    await turns(world);
    await world.relay.sendSome();
    expect(markers()).toEqual([100, 100, 300, 300]);
  });

  it('is not passed on beyond the slowest source', async () => {
    const world = await newWorld();
    world.write(0, { marker: 500 });
    world.write(1, { marker: 90 });
    await world.settle();
    expect(new Reader(world.output.records).markers.get(0)).toEqual([90]);
  });
});

const told = (world: World) => new Reader(world.output.records).census;

describe('the census', () => {
  it('counts customers and amounts by group, and what flowed between them', async () => {
    const world = await newWorld();
    world.write(0, purchase(10, 1));
    world.write(0, purchase(10, 2, 'b'));
    await world.settle();
    expect(told(world).at(-1)?.counts).toEqual({ groups: { loud: { customers: 2, amount: 4 + 5 } }, flows: {} });
    for (const source of [0, 1]) world.write(source, { marker: 500 });
    await world.settle();
    expect(told(world).at(-1)).toEqual({
      counts: {
        groups: { loud: { customers: 0, amount: 0 }, silent: { customers: 1, amount: 26 } },
        flows: { 'loud>silent': 2 },
      },
      watermark: 500,
    });
  });

  it('takes a flow back where its record is retracted', async () => {
    const world = await newWorld();
    world.write(0, purchase(10, 1));
    world.write(0, { marker: 150 });
    await world.settle();
    expect(told(world).at(-1)?.counts.flows).toEqual({ 'loud>silent': 1 });
    await world.takeOver();
    world.write(0, purchase(60, 1));
    await world.settle();
    expect(told(world).at(-1)?.counts).toMatchObject({ groups: { loud: { customers: 1 } }, flows: { 'loud>silent': 0 } });
  });

  it('is sent on once per interval at most, and only where it has changed or time has gone on', async () => {
    const world = await newWorld({ censusIntervalMin: 60_000, markerIntervalMin: 1_000_000 });
    const after = async (milliseconds: number) => {
      world.now += milliseconds;
      for (const source of [0, 1]) world.fetch(source);
      await turns(world);
      await world.relay.sendSome();
      return told(world).map(({ counts }) => counts.groups['loud']?.customers);
    };
    world.write(0, purchase(10, 1));
    expect(await after(0)).toEqual([1]);
    world.write(0, purchase(10, 1, 'b'));
    expect(await after(59_999)).toEqual([1]);
    expect(await after(1)).toEqual([1, 2]);
    expect(await after(600_000)).toEqual([1, 2]);
    for (const source of [0, 1]) world.write(source, { marker: 50 });
    expect(await after(0)).toEqual([1, 2, 2]);
  });

  it('moves a customer from what it was last counted as, also where the rules have changed since', async () => {
    const world = await newWorld();
    world.write(0, purchase(10, 1));
    world.write(0, purchase(10, 2, 'b'));
    await world.settle();
    const { census } = world.program;
    world.program = toyProgram({ census: census && { ...census, standingOf: () => ({ group: 'all', amount: 1 }) } });
    await world.takeOver();
    world.write(0, purchase(20, 1));
    await world.settle();
    expect(told(world).at(-1)?.counts.groups).toEqual({
      loud: { customers: 1, amount: 5 },
      all: { customers: 1, amount: 1 },
    });
  });

  it('stores as what a customer is counted, also where nothing else of it has changed', async () => {
    const world = await newWorld();
    world.write(0, purchase(10, 1));
    await world.settle();
    const { census } = world.program;
    world.program = toyProgram({ census: census && { ...census, standingOf: () => ({ group: 'all', amount: 1 }) } });
    for (let times = 0; times < 2; times += 1) {
      await world.takeOver();
      world.write(0, purchase(10, 1));
      await world.settle();
    }
    expect(told(world).at(-1)?.counts.groups).toEqual({
      loud: { customers: 0, amount: 0 },
      all: { customers: 1, amount: 1 },
    });
  });

  it('is not there for a service that counts nothing', async () => {
    const world = await newWorld({}, toyProgram({ census: null }));
    writeSome(world);
    await world.settle();
    expect(told(world)).toEqual([]);
    expect((await world.memory.claim(0, 'look', 0)).census).toEqual({});
  });
});

/** The toy as the next service after two partitions of another: its first source is a topic of theirs. */
const downstream = () => {
  const clock = { clock: 'markers' as const, upstream: ['up/0', 'up/1'] };
  const { sources } = toyProgram();
  return toyProgram({ sources: [toySource('alerts', clock), sources[1] ?? null] });
};
const sentBy = (partition: number, sequence: number, epoch = 1) => ({ from: `up/${partition}`, epoch, sequence });

const toldAfterAll = async (world: World) => {
  await world.settle();
  return Object.keys(new Reader(world.output.records).standing);
};

describe('a topic that Ebb wrote', () => {
  it('lets silence speak when all who write to it have come that far, and not by its records', async () => {
    const world = await newWorld({}, downstream());
    world.write(1, { marker: 9_000 });
    world.write(0, purchase(10, 1), sentBy(0, 1));
    world.write(0, purchase(5_000, 1, 'b'), sentBy(1, 1));
    world.write(0, { marker: 600, from: 'up/0' }, sentBy(0, 2));
    expect(await toldAfterAll(world)).toEqual([]);
    world.write(0, { marker: 80, from: 'up/1' }, sentBy(1, 2));
    expect(await toldAfterAll(world)).toEqual([]);
    await world.takeOver();
    world.write(0, { marker: 150, from: 'up/1' }, sentBy(1, 3));
    expect(await toldAfterAll(world)).toEqual(['a/Silent@110']);
    expect(world.task.status().sources[0]?.watermark).toBe(150);
  });

  it('is read once, however often the relay repeats: before decoding, by number, also by the next owner', async () => {
    const world = await newWorld({}, downstream());
    world.write(0, purchase(10, 2), sentBy(0, 1));
    const offset = world.write(0, { bad: 'broken' }, sentBy(0, 2));
    world.write(0, purchase(20, 4), sentBy(1, 1));
    world.write(0, { bad: 'broken' }, sentBy(0, 2));
    await world.settle();
    await world.takeOver();
    world.write(0, { bad: 'broken' }, sentBy(0, 2));
    world.write(0, { bad: 'broken' }, sentBy(0, 1));
    await world.settle();
    expect(new Reader(world.output.records)).toMatchObject({
      standing: { 'a/p10/even': '1:5', 'a/p20/even': '2:19' },
      deadLetters: [`broken 0/${offset}`],
    });
    expect(world.reports.map(({ repeats }) => repeats)).toEqual([1, 2]);
    expect(world.task.status().sources[0]?.offset).toBe(6);
  });

  it('may have gaps: what follows is taken, and the gap is counted and said once a batch', async () => {
    const world = await newWorld({}, downstream());
    world.write(0, purchase(10, 2), sentBy(0, 1));
    world.write(0, purchase(20, 4), sentBy(0, 3));
    world.write(0, purchase(30, 6), sentBy(0, 7));
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing)).toHaveLength(3);
    expect(world.reports.map(({ gaps }) => gaps)).toEqual([2]);
    expect(world.log.warnings).toEqual([expect.stringContaining('do not go on from the one before')]);
  });

  it('carries what is nothing to this reader: that is passed over, and its number counts', async () => {
    const world = await newWorld({}, downstream());
    world.write(0, { skipped: 'news of somebody else' }, sentBy(0, 1));
    world.write(0, purchase(20, 4), sentBy(0, 2));
    world.write(0, { skipped: 'more of it' }, sentBy(0, 3));
    await world.settle();
    expect(new Reader(world.output.records)).toMatchObject({ standing: { 'a/p20/even': '1:7' }, deadLetters: [] });
    expect(world.reports.map(({ gaps, repeats, states }) => ({ gaps, repeats, states }))).toEqual([
      { gaps: 0, repeats: 0, states: 1 },
    ]);
    expect(world.task.status().sources[0]?.offset).toBe(3);
  });

  it('takes a record without a number as it is: someone has sent it again by hand', async () => {
    const world = await newWorld({}, downstream());
    world.write(0, purchase(10, 2), sentBy(0, 1));
    world.write(0, purchase(20, 4));
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['a/p10/even', 'a/p20/even']);
    expect(world.reports.map(({ gaps, repeats }) => gaps + repeats)).toEqual([0]);
  });

  it('law: wherever batches are cut and workers die, each number is taken once', async () => {
    const anAct = fc.constantFrom('fetch' as const, 'turn' as const, 'die before' as const, 'die after' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ partition: fc.nat(1), back: fc.nat(3) }), { maxLength: 20 }),
        fc.array(anAct, { maxLength: 30 }),
        fc.constantFrom(1, 2, 5, 100),
        async (sends, acts, batchRecordsMax) => {
          const world = await newWorld({ batchRecordsMax }, downstream());
          const next = [1, 1];
          const letters: string[] = [];
          for (const { partition, back } of sends) {
            // The relay goes back by so many, and sends all from there again.
            const from = Math.max(1, (next[partition] as number) - back);
            for (let sequence = from; sequence <= (next[partition] as number); sequence += 1) {
              const offset = world.write(0, { bad: 'broken' }, sentBy(partition, sequence));
              if (sequence === next[partition]) letters.push(`broken 0/${offset}`);
            }
            next[partition] = (next[partition] as number) + 1;
          }
          for (const act of acts) {
            if (act === 'fetch') world.fetch(0, 3);
            else if (act === 'turn') await world.task.turn();
            else {
              world.store.crash = act === 'die before' ? 'before commit' : 'after commit';
              await world.task.turn().catch(() => undefined);
              await world.takeOver();
            }
          }
          await world.settle();
          expect(new Reader(world.output.records).deadLetters).toEqual(letters);
          expect(world.log.warnings).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

const withoutContacts = () => toyProgram({ sources: [toyProgram().sources[0] ?? null, null] });

describe('a source that the installation does not have', () => {
  it('holds up nothing: deadlines run, facts settle, time is passed on', async () => {
    const world = await newWorld({}, withoutContacts());
    world.write(0, purchase(10, 1));
    world.write(0, { marker: 5_000 });
    await world.settle();
    const reader = new Reader(world.output.records);
    expect(reader.standing).toEqual({ 'a/Silent@110': '1:4' });
    expect(reader.markers.get(0)).toEqual([5_000]);
    world.write(0, purchase(4_900, 1));
    await world.settle();
    expect((await world.stored('a'))?.facts).toHaveLength(1);
    expect(world.committedOffsets()?.offsets[1]).toBe(0);
  });

  it('goes on where it had come to once it is back', async () => {
    const world = await newWorld();
    world.write(0, purchase(10, 1));
    world.write(1, contact(20, 2));
    await world.settle();
    world.program = withoutContacts();
    await world.takeOver();
    world.write(1, contact(30, 4));
    world.write(0, purchase(40, 1));
    await world.settle();
    expect(world.task.status().sources[1]?.offset).toBe(1);
    world.program = toyProgram();
    await world.takeOver();
    await world.settle();
    expect(world.task.status().sources[1]?.offset).toBe(2);
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['a/c20/even', 'a/c30/even']);
  });

  it('has no time once it is back before it brings something: its silence may have been broken meanwhile', async () => {
    const world = await newWorld();
    world.write(1, contact(20, 1));
    await world.settle();
    world.program = withoutContacts();
    await world.takeOver();
    world.write(0, { marker: 5_000 });
    await world.settle();
    const before = await toldAfterAll(world);
    world.write(1, contact(4_900, 1, 'b'));
    world.program = toyProgram();
    await world.takeOver();
    world.write(0, { marker: 6_000 });
    expect(await toldAfterAll(world)).toEqual(before);
    world.write(1, { marker: 6_000 });
    expect(await toldAfterAll(world)).toEqual([...before, 'b/Unanswered@4930']);
  });

  it('that comes for the first time is read from its beginning, and its silence waits for what it brings', async () => {
    const world = await newWorld({}, withoutContacts());
    world.write(0, { marker: 5_000 });
    await world.settle();
    world.write(1, contact(4_900, 2, 'b'));
    world.program = toyProgram();
    await world.takeOver();
    world.write(0, { marker: 6_000 });
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['b/c4900/even']);
    world.write(1, { marker: 6_000 });
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['b/c4900/even', 'b/Unanswered@4930']);
  });

  it('leaves the timers that are still set for it to the time of the others', async () => {
    const world = await newWorld();
    for (const source of [0, 1]) world.write(source, { marker: 10 });
    world.write(1, contact(20, 1));
    await world.settle();
    world.program = withoutContacts();
    await world.takeOver();
    world.write(0, { marker: 49 });
    await world.settle();
    expect(new Reader(world.output.records).standing).toEqual({});
    world.write(0, { marker: 50 });
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing)).toEqual(['a/Unanswered@50']);
  });
});

describe('a record', () => {
  it('older than what is settled for its customer is a dead letter, as it came', async () => {
    const world = await newWorld({ latenessMax: 50 });
    world.write(0, purchase(1_000));
    for (const source of [0, 1]) world.write(source, { marker: 2_000 });
    await world.settle();
    await world.takeOver();
    world.write(0, purchase(1_900));
    await world.settle();
    const offset = world.write(0, purchase(500));
    await world.settle();
    expect(new Reader(world.output.records).deadLetters).toEqual([`too-late 0/${offset}`]);
  });

  it('that is there already changes nothing', async () => {
    const world = await newWorld();
    writeSome(world);
    world.write(0, purchase(20, 4));
    await world.settle();
    expect(new Reader(world.output.records)).toMatchObject({ standing: someOutcome, deadLetters: [] });
    expect(world.reports.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(1);
  });
});

describe('a commit', () => {
  it('that would be too large even with one customer stops the task, with whose it is', async () => {
    const world = await newWorld({ batchBytesMax: 50 });
    world.write(0, purchase(10));
    world.fetch(0);
    await expect(world.task.turn()).rejects.toMatchObject({
      code: 'commit-too-large',
      message: expect.stringContaining('customer a takes') as string,
    });
  });

  it('is cut into several where a burst of timers would make it too large', async () => {
    const world = await newWorld({ batchBytesMax: 3_000, batchStatesMax: 100 });
    for (let index = 0; index < 50; index += 1) world.write(0, purchase(10, 1, `customer-${index}`));
    world.fetch(0);
    await turns(world);
    for (const source of [0, 1]) world.write(source, { marker: 500 });
    await world.settle();
    expect(Object.keys(new Reader(world.output.records).standing)).toHaveLength(50);
    expect(world.store.commits.filter(({ states }) => states.length > 0).length).toBeGreaterThan(5);
  });
});

describe('a task that runs by itself', () => {
  it('works on what is offered, and lets the batch under way finish when it is stopped', async () => {
    const world = await newWorld();
    writeSome(world);
    const loading = Promise.withResolvers<void>();
    world.store.loading = loading.promise;
    for (const source of [0, 1]) world.fetch(source);
    const running = world.task.run();
    const stopped = world.task.stop();
    loading.resolve();
    await stopped;
    await running;
    expect(world.store.commits).toHaveLength(1);
    await world.relay.sendSome();
    expect(new Reader(world.output.records).standing).toEqual(someOutcome);
  });

  it('ends when it has lost its partition', async () => {
    const world = await newWorld();
    const { task } = world;
    const running = task.run();
    await world.takeOver();
    world.write(0, purchase(10));
    task.offer(0, world.input.fetch(0, 0, 1) as NonNullable<ReturnType<typeof world.input.fetch>>);
    await expect(running).rejects.toThrow(OwnershipLost);
  });
});
