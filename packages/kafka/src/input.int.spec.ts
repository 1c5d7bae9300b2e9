import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KafkaInput } from './input.ts';
import { Keeper, TestKafka } from './spec-support.ts';

let kafka: TestKafka;
beforeEach(() => {
  kafka = new TestKafka();
});
afterEach(() => kafka.close());

const send = async (topic: string, partition: number, values: readonly string[]) => {
  const producer = await kafka.producer();
  await producer.send({ topic, messages: values.map((value) => ({ partition, key: value, value })) });
};

/** A consumer that has its first assignment, and what it is handed. */
async function reading(topics: readonly (string | null)[], groupId?: string): Promise<{ input: KafkaInput; keeper: Keeper }> {
  const input = kafka.input(topics, groupId);
  const keeper = new Keeper();
  await input.start(keeper);
  await keeper.until(() => keeper.assignments.length > 0);
  return { input, keeper };
}

/** A member of a new group may have to join once more, where it is told late of a topic; till then Kafka refuses, and the task tries again. */
const committed = (input: KafkaInput, offsets: readonly number[], epoch: number) =>
  vi.waitFor(() => input.commit(0, offsets, epoch), { timeout: 10_000 });

/** Resolves when it holds of them all. A keeper wakes only for what happened to its own member, so the one that was last tells. */
const untilAll = (members: readonly { keeper: Keeper }[], holds: () => boolean) =>
  Promise.race(members.map(({ keeper }) => keeper.until(holds)));

const held = (members: readonly { keeper: Keeper }[]) => members.map(({ keeper }) => keeper.assignments.at(-1) ?? []);

describe('the partitions of four sources', () => {
  const all = [0, 1, 2, 3, 4, 5];

  it.each([1, 2, 3])('are each read by one of %i members, the same of every source, in even shares', async (count) => {
    const topics = await kafka.topics(4, 6);
    const groupId = randomUUID();
    const members = await Promise.all(Array.from({ length: count }, () => reading(topics, groupId)));
    const shared = () => held(members).every((partitions) => partitions.length === 6 / count);
    await untilAll(members, shared);
    expect(new Set(held(members).flat())).toEqual(new Set(all));

    for (const topic of topics) for (const partition of all) await send(topic, partition, [`${partition}`]);
    const read = (source: number, partition: number) =>
      members.filter(({ keeper }) => keeper.values(source, partition).length > 0).map((member) => members.indexOf(member));
    const pairs = topics.flatMap((_, source) => all.map((partition) => [source, partition] as const));
    const complete = () => pairs.every(([source, partition]) => read(source, partition).length > 0);
    await untilAll(members, complete);
    for (const partition of all) {
      const readers = new Set(topics.flatMap((_, source) => read(source, partition)));
      expect(readers.size).toBe(1);
    }
  });

  it('are taken over when a member leaves', async () => {
    const topics = await kafka.topics(2, 4);
    const groupId = randomUUID();
    const [stays, leaves] = [await reading(topics, groupId), await reading(topics, groupId)];
    await stays.keeper.until(() => held([stays])[0]?.length === 2);
    await leaves.input.stop();
    await stays.keeper.until(() => held([stays])[0]?.length === 4);
    expect(held([stays])[0]).toEqual([0, 1, 2, 3]);
  });
});

describe('what is fetched', () => {
  it('comes from the beginning, in order, with its key, time and headers', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    const producer = await kafka.producer();
    await producer.send({
      topic,
      messages: [{ partition: 0, key: 'ann', value: 'bought', timestamp: '867196800000', headers: { trace: 'x' } }],
    });
    const { keeper } = await reading([topic]);
    await keeper.until(() => keeper.handed.length > 0);
    expect(keeper.handed[0]?.batch).toMatchObject({ fetchedOffset: 0, nextOffset: 1 });
    const [record] = keeper.handed[0]?.batch.records ?? [];
    expect(record).toMatchObject({ offset: 0, brokerAt: 867_196_800_000, key: Buffer.from('ann'), value: Buffer.from('bought') });
    expect(String(record?.headers['trace'])).toBe('x');
  });

  it('comes from where it is sought, again and again', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    await send(topic, 0, ['a', 'b', 'c']);
    const { input, keeper } = await reading([topic]);
    await keeper.until(() => keeper.values(0, 0).length === 3);
    input.seek(0, 0, 1);
    await keeper.until(() => keeper.values(0, 0).length === 5);
    expect(keeper.values(0, 0)).toEqual(['a', 'b', 'c', 'b', 'c']);
    expect(keeper.handed.at(-1)?.batch.fetchedOffset).toBe(1);
  });

  it('stops while it is paused, for this source alone, and goes on where it was', async () => {
    const [one, other] = (await kafka.topics(2, 1)) as [string, string];
    const { input, keeper } = await reading([one, other]);
    await send(one, 0, ['a']);
    await keeper.until(() => keeper.values(0, 0).length === 1);
    input.pause(0, 0);
    await send(one, 0, ['b']);
    for (const value of ['x', 'y', 'z']) {
      await send(other, 0, [value]);
      await keeper.until(() => keeper.values(1, 0).includes(value));
    }
    expect(keeper.values(0, 0)).toEqual(['a']);
    input.resume(0, 0);
    await keeper.until(() => keeper.values(0, 0).length === 2);
    expect(keeper.values(0, 0)).toEqual(['a', 'b']);
  });

  it('goes on without a gap over transactions: what was aborted is not seen, what only ends one is an empty batch', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    const producer = await kafka.producer(randomUUID());
    const { input, keeper } = await reading([topic]);
    const write = async (value: string, end: 'commit' | 'abort') => {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ partition: 0, value }] });
      await transaction[end]();
    };
    await write('committed', 'commit');
    await write('aborted', 'abort');
    await write('committed too', 'commit');
    await keeper.until(() => keeper.handed.at(-1)?.batch.nextOffset === 6);
    expect(keeper.values(0, 0)).toEqual(['committed', 'committed too']);

    // Read again from the record that ends the second transaction: nothing but that, or that and more.
    const before = keeper.handed.length;
    await write('aborted at the end', 'abort');
    await keeper.until(() => keeper.handed.at(-1)?.batch.nextOffset === 8);
    const last = keeper.handed.slice(before).map(({ batch }) => batch);
    expect(last.flatMap(({ records }) => [...records])).toEqual([]);
    for (const [index, { batch }] of keeper.handed.entries()) {
      expect(batch.fetchedOffset).toBe(index === 0 ? 0 : keeper.handed[index - 1]?.batch.nextOffset);
    }
    expect((await input.ends(0)).get(0)).toEqual({ low: 0, high: 8 });
  });

  it('is set back by kafkajs where its offset is gone, and shows that it does not go on from where it was', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    await send(topic, 0, ['a', 'b', 'c', 'd']);
    const { input, keeper } = await reading([topic]);
    await keeper.until(() => keeper.values(0, 0).length === 4);
    input.pause(0, 0);
    const admin = await kafka.admin();
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '3' }] });
    expect((await input.ends(0)).get(0)).toEqual({ low: 3, high: 4 });
    const before = keeper.handed.length;
    input.seek(0, 0, 1);
    input.resume(0, 0);
    await keeper.until(() => keeper.handed.length > before);
    expect(keeper.handed[before]?.batch).toMatchObject({ fetchedOffset: 3, nextOffset: 4 });
  });
});

describe('what is known of the sources', () => {
  it('is the first and the next offset of each partition', async () => {
    const [topic] = (await kafka.topics(1, 3)) as [string];
    await send(topic, 1, ['a', 'b']);
    const ends = await kafka.input([topic]).ends(0);
    expect(new Map([...ends].toSorted(([a], [b]) => a - b))).toEqual(
      new Map([
        [0, { low: 0, high: 0 }],
        [1, { low: 0, high: 2 }],
        [2, { low: 0, high: 0 }],
      ]),
    );
  });

  it('is the id of each topic, in the order of the sources; one made anew has another', async () => {
    const [one, other] = (await kafka.topics(2, 1)) as [string, string];
    const input = kafka.input([one, other]);
    const before = await input.topicIds();
    expect(await kafka.input([other, one]).topicIds()).toEqual(before.toReversed());
    expect(await input.topicIds()).toEqual(before);
    const admin = await kafka.admin();
    await admin.deleteTopics({ topics: [one] });
    await admin.createTopics({ topics: [{ topic: one, numPartitions: 1 }], waitForLeaders: true });
    const after = await input.topicIds();
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it('is the epoch noted with the offsets that were committed last, per partition', async () => {
    const topics = await kafka.topics(2, 2);
    const groupId = randomUUID();
    const { input } = await reading(topics, groupId);
    expect(await input.committedEpoch(0)).toBe(0);
    await committed(input, [5, 7], 41);
    await input.stop();
    const next = kafka.input(topics, groupId);
    expect([await next.committedEpoch(0), await next.committedEpoch(1)]).toEqual([41, 0]);
    const admin = await kafka.admin();
    const offsets = await admin.fetchOffsets({ groupId, topics });
    expect(offsets.map(({ partitions }) => partitions.find(({ partition }) => partition === 0)?.offset)).toEqual(['5', '7']);
  });

  it('is no epoch where another tool has written the offsets', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    const groupId = randomUUID();
    const admin = await kafka.admin();
    await admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: '3' }] });
    expect(await kafka.input([topic], groupId).committedEpoch(0)).toBe(0);
  });
});

describe('a source that is not there', () => {
  it('keeps its place among the others: they are read, known and committed as ever', async () => {
    const [one, other] = (await kafka.topics(2, 1)) as [string, string];
    const groupId = randomUUID();
    const { input, keeper } = await reading([one, null, other], groupId);
    await send(other, 0, ['a']);
    await keeper.until(() => keeper.values(2, 0).length === 1);
    const ids = await input.topicIds();
    expect(ids).toEqual([expect.stringMatching(/./), '', expect.stringMatching(/./)]);
    await committed(input, [3, 0, 5], 41);
    await input.stop();
    const admin = await kafka.admin();
    const offsets = await admin.fetchOffsets({ groupId, topics: [one, other] });
    expect(offsets.map(({ partitions }) => partitions[0]?.offset)).toEqual(['3', '5']);
    expect(await kafka.input([one, null, other], groupId).committedEpoch(0)).toBe(41);
  });
});

describe('a consumer that has lost its partitions', () => {
  it('joins the group anew, and reads on from where it is sent', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    await send(topic, 0, ['a', 'b']);
    const { input, keeper } = await reading([topic]);
    await keeper.until(() => keeper.values(0, 0).length === 2);
    await input.rejoin();
    await keeper.until(() => keeper.assignments.length === 2);
    input.seek(0, 0, 1);
    await keeper.until(() => keeper.handed.at(-1)?.batch.fetchedOffset === 1);
    expect(keeper.values(0, 0).at(-1)).toBe('b');
  });
});
