import { describe, expect, it } from 'vitest';
import { OwnershipLost } from './errors.ts';
import { Crash, Reader, toldIn, toyDecode, toyProgram, World } from './task.spec-support.ts';
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
    const late = new Task(0, world.program, world.limits, environment, () => undefined);
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
    const task = new Task(0, world.program, world.limits, { store, input, relay, log, now: () => world.now }, () => undefined);
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
    world.input.append(0, 0, { brokerAt: 0, key: null, value: Buffer.from('{"marker":900}'), headers: {} });
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
    const world = await newWorld({ outboxEntriesMax: 2, batchRecordsMax: 1, markerIntervalMin: 1_000_000_000 });
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
  return toyProgram({ sources: ['purchases', 'contacts'].map((topic) => ({ topic, clock, decode: toyDecode })) });
};

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
