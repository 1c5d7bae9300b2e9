import { bad } from '@ebb/contracts';
import { PatientRedis } from '@ebb/redis';
import type { RawRecord } from '@ebb/runtime';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, expect, inject, it } from 'vitest';
import { PartitionReader } from './partition-reader.ts';
import { day, noon, quiet, SetClock } from './spec-support.ts';
import { DeliveryStore } from './store.ts';

const url = new URL(inject('redisUrl'));
url.pathname = '/10';
const redis = new Redis(url.href);
const clock = new SetClock(noon);
const limits = { queueTasksMax: 9, deadLettersMax: 9, outboxEntriesMax: 3_000, doneKept: day, cap: null };
const store = new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, quiet), limits, clock.now);

/** A reader whose records each put their value into the outbox; `bad` is bad. */
class Reading {
  readonly asked: string[] = [];
  readonly counts: { taken: number; bad: number; repeats: number; gaps: number }[] = [];
  readonly reader: PartitionReader;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor() {
    this.reader = new PartitionReader(0, {
      store,
      decode: ({ value }) => (String(value) === 'bad' ? bad('broken-avro', 'no') : [{ kind: 'emit', entry: String(value) }]),
      letterFor: ({ offset }) => `letter ${offset}`,
      clock,
      log: quiet,
      onRecords: ({ bad: faulty, ...counts }) => {
        this.counts.push({ ...counts, bad: faulty.length });
        for (const { count, resolve } of this.#waiting) if (this.counts.length >= count) resolve();
      },
      onTaken: () => undefined,
      seek: (_, offset) => this.asked.push(`seek ${offset}`),
      pause: () => this.asked.push('pause'),
      resume: () => this.asked.push('resume'),
      noteInKafka: () => Promise.resolve(),
    });
  }

  async until(count: number): Promise<void> {
    if (this.counts.length < count) await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }
}

const readings: Reading[] = [];

async function opened(topicId = 'topic', low = 0): Promise<Reading> {
  const reading = new Reading();
  readings.push(reading);
  await reading.reader.open(topicId, low);
  return reading;
}

const record = (offset: number, value: string, sequence: number | null = null): RawRecord => ({
  offset,
  brokerAt: noon,
  key: Buffer.from('ann/a'),
  value: Buffer.from(value),
  headers: {},
  sent: sequence === null ? null : { from: 'actions/0', epoch: 1, sequence },
});
const batch = (fetchedOffset: number, ...records: readonly RawRecord[]) => ({
  records,
  fetchedOffset,
  nextOffset: fetchedOffset + records.length,
});
const told = async () => (await store.outbox(99)).map(({ entry }) => entry);

beforeEach(() => redis.flushdb());
afterEach(() => Promise.all(readings.splice(0).map(({ reader }) => reader.stop())));
afterAll(() => redis.disconnect());

it('a reader goes on where Redis says, whatever it is offered first', async () => {
  const first = await opened();
  first.reader.offer(batch(0, record(0, 'one'), record(1, 'two')));
  await first.until(1);
  const second = await opened();
  second.reader.offer(batch(0, record(0, 'one')));
  second.reader.offer(batch(2, record(2, 'three')));
  await second.until(1);
  expect(second.asked).toEqual(['resume', 'seek 2', 'seek 2']);
  expect(await told()).toEqual(['one', 'two', 'three']);
});

it('what the sender has repeated is dropped by its number, also by the next reader', async () => {
  const first = await opened();
  first.reader.offer(batch(0, record(0, 'one', 1), record(1, 'one', 1), record(2, 'two', 2)));
  await first.until(1);
  expect(first.counts).toEqual([{ taken: 3, bad: 0, repeats: 1, gaps: 0 }]);
  const second = await opened();
  second.reader.offer(batch(3, record(3, 'two', 2), record(4, 'three', 3)));
  await second.until(1);
  expect(await told()).toEqual(['one', 'two', 'three']);
});

it('what is missing by its number is told, and holds up nothing', async () => {
  const reading = await opened();
  reading.reader.offer(batch(0, record(0, 'one', 1), record(1, 'four', 4), record(2, 'five', 5)));
  await reading.until(1);
  expect(reading.counts).toEqual([{ taken: 3, bad: 0, repeats: 0, gaps: 1 }]);
  expect(await told()).toEqual(['one', 'four', 'five']);
});

it('a bad record becomes a dead letter and holds up nothing', async () => {
  const reading = await opened();
  reading.reader.offer(batch(0, record(0, 'bad'), record(1, 'good')));
  await reading.until(1);
  expect(reading.counts).toEqual([{ taken: 2, bad: 1, repeats: 0, gaps: 0 }]);
  expect(await told()).toEqual(['letter 0', 'good']);
});

it('who was overtaken by another reader changes nothing, and goes on behind it', async () => {
  const [slow, fast] = [await opened(), await opened()];
  fast.reader.offer(batch(0, record(0, 'one'), record(1, 'two')));
  await fast.until(1);
  slow.reader.offer(batch(0, record(0, 'one')));
  await expect.poll(() => slow.asked.at(-1)).toBe('seek 2');
  slow.reader.offer(batch(2, record(2, 'three')));
  await slow.until(1);
  expect(await told()).toEqual(['one', 'two', 'three']);
});

it('a thousand records are taken in parts; with too many waiting, fetching pauses until they are taken', async () => {
  const reading = await opened();
  reading.reader.offer(batch(0, ...Array.from({ length: 2_500 }, (_, offset) => record(offset, 'bad', offset + 1))));
  await reading.until(13);
  expect(reading.counts.every(({ taken }) => taken <= 200)).toBe(true);
  expect(await redis.xlen('ebb:{delivery}:outbox')).toBe(2_500);
  expect(reading.asked).toEqual(['resume', 'seek 0', 'pause', 'resume']);
});

it('nothing is taken while what is to be told has to be sent first; then it goes on', async () => {
  const reading = await opened();
  for (let number = 0; number < limits.outboxEntriesMax; number += 1)
    await redis.xadd('ebb:{delivery}:outbox', '*', 'entry', 'old');
  reading.reader.offer(batch(0, record(0, 'one')));
  await expect.poll(async () => (await store.take({ partition: 0, from: null, to: 'to', changes: [] })) === 'FULL').toBe(true);
  expect(reading.counts).toEqual([]);
  await redis.del('ebb:{delivery}:outbox');
  await reading.until(1);
  expect(await told()).toEqual(['one']);
});

it('a topic that was made anew, or no longer holds what is next, is refused', async () => {
  const reading = await opened();
  reading.reader.offer(batch(0, record(0, 'one')));
  await reading.until(1);
  await expect(opened('another')).rejects.toThrow(/deleted and made again/);
  await expect(opened('topic', 5)).rejects.toThrow(/offset 1 is next, Kafka begins at 5\. Kafka no longer holds/);
});
