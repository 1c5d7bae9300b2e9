import { randomUUID } from 'node:crypto';
import { decode, type Records, unframe } from '@ebb/contracts';
import { partitionOf } from '@ebb/kafka';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Found, inWords, Shop, until } from '../spec-support.ts';

const servers = { kafkaBrokers: inject('kafkaBrokers'), schemaRegistryUrl: inject('schemaRegistryUrl') };
const start = Date.UTC(2026, 0, 10);
const minute = 60_000;
const shopPartitions = 3;

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open(servers, shopPartitions);
});
afterEach(() => shop.close());

const isMarker = ({ message }: Found) => String(message.key).startsWith('/marker/');
const statusOf = async (url: string) => {
  const { forwarders } = (await (await fetch(`${url}/status`)).json()) as {
    forwarders: { state: string; stopped: string | null; lag: Record<string, number> }[];
  };
  return forwarders[0] as (typeof forwarders)[0];
};

const stopOf = async (url: string) => {
  await until('it stops', async () => (await statusOf(url)).state === 'stopped');
  return (await statusOf(url)).stopped;
};

describe("A shop's topic", () => {
  it('is forwarded as it came, under the customer in the partition of the customer, in the order of its time', async () => {
    const customers = ['ann', 'bob', 'cid', 'dan', 'eve'];
    for (let number = 0; number < 60; number += 1) {
      const message = await shop.purchase(customers[number % 5] as string, start + number * minute);
      await shop.put((number * 7) % shopPartitions, [{ ...message, headers: { trace: `t${number}` } }]);
    }
    await shop.startIntake();
    await shop.holds(shop.ownTopic, 60);
    const there = new Map((await shop.read(shop.topic)).map((found) => [inWords(found), found.message]));
    const found = await shop.read(shop.ownTopic);
    expect(found).toHaveLength(60);
    for (const { partition, message } of found) {
      const event = inWords({ partition, message });
      const [customer] = event.split('-', 1) as [string];
      expect(String(message.key)).toBe(customer);
      expect(partition).toBe(partitionOf(Buffer.from(customer), 4));
      const came = there.get(event);
      expect([message.value, message.timestamp]).toEqual([came?.value, came?.timestamp]);
      expect(String(message.headers?.['trace'])).toBe(String(came?.headers?.['trace']));
    }
    for (const customer of customers) {
      const times = found
        .filter(({ message }) => String(message.key) === customer)
        .map(({ message }) => Number(message.timestamp));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  it('is forwarded in parts that Kafka takes, whatever headers its records carry', async () => {
    const headers = { trace: 'x'.repeat(300_000) };
    for (let number = 0; number < 9; number += 1) {
      await shop.put(number % shopPartitions, [{ ...(await shop.purchase('ann', start + number)), headers }]);
    }
    await shop.startIntake();
    await shop.holds(shop.ownTopic, 9);
    const times = (await shop.read(shop.ownTopic)).map(({ message }) => Number(message.timestamp));
    expect(times).toEqual(Array.from({ length: 9 }, (_, number) => start + number));
  });

  it('is forwarded on though a record has more bytes than the topic of Ebb takes: that one is kept for a look', async () => {
    await shop.takesRecordsOf(shop.topic, 3 << 20);
    const sound = [await shop.purchase('ann', start), await shop.purchase('ann', start + 2)];
    const large = { ...(await shop.purchase('ann', start + 1)), headers: { trace: 'x'.repeat(2 << 20) } };
    for (const message of [sound[0]!, large, sound[1]!]) await shop.put(1, [message]);
    await shop.startIntake();
    await shop.holds(shop.ownTopic, 2);
    await shop.holds(shop.config.outputs.deadLetters, 1);
    const times = (await shop.read(shop.ownTopic)).map(({ message }) => Number(message.timestamp));
    expect(times).toEqual([start, start + 2]);
    const [letter] = (await shop.read(shop.config.outputs.deadLetters)).map(({ message }) => letterOf(message.value as Buffer));
    expect(letter).toMatchObject({ topic: shop.topic, partition: 1, offset: 1, reason: 'too-large', value: null, headers: [] });
    expect(letter?.detail).toContain('read them at their place');
  });

  it('is complete to the least that all of its partitions are, also after another has taken over', async () => {
    await shop.put(0, [await shop.purchase('ann', start), await shop.marker(0, start + 10 * minute)]);
    await shop.put(1, [await shop.marker(1, start + 5 * minute)]);
    const first = await shop.startIntake();
    await shop.holds(shop.ownTopic, 1);
    await until('all is forwarded', async () => Object.values((await statusOf(first.url)).lag).every((lag) => lag === 0));
    expect((await shop.read(shop.ownTopic)).filter(isMarker)).toEqual([]);
    await shop.stopIntake(first);

    await shop.startIntake();
    await shop.put(2, [await shop.marker(2, start + 7 * minute)]);
    await shop.holds(shop.ownTopic, 5);
    await shop.put(1, [await shop.marker(1, start + 20 * minute)]);
    await shop.holds(shop.ownTopic, 9);
    const markers = (await shop.read(shop.ownTopic)).filter(isMarker);
    for (let partition = 0; partition < 4; partition += 1) {
      const its = markers.filter((found) => found.partition === partition);
      expect(its.map(inWords)).toEqual([`marker ${start + 5 * minute}`, `marker ${start + 7 * minute}`]);
    }
  });

  it('gives what cannot be read, or would be refused, to the dead letters with its place and its bytes', async () => {
    const sound = await shop.purchase('ann', start);
    const absurd = await shop.purchase('ann', 1);
    const bad = [
      { key: 'x', value: Buffer.from('{}') },
      { key: 'x', value: null },
      { ...absurd, timestamp: String(start) },
    ];
    await shop.put(1, [...bad, sound]);
    const intake = await shop.startIntake();
    await shop.holds(shop.ownTopic, 1);
    await shop.holds(shop.config.outputs.deadLetters, 3);
    const letters = (await shop.read(shop.config.outputs.deadLetters)).map(({ message }) => letterOf(message.value as Buffer));
    const place = { service: 'intake', topic: shop.topic, partition: 1 };
    expect(letters).toEqual([
      expect.objectContaining({ ...place, offset: 0, reason: 'too-short', value: Buffer.from('{}'), key: Buffer.from('x') }),
      expect.objectContaining({ ...place, offset: 1, reason: 'missing-value', value: null }),
      expect.objectContaining({ ...place, offset: 2, reason: 'absurd-time', value: absurd.value }),
    ]);
    const metrics = await (await fetch(`${intake.url}/metrics`)).text();
    expect(metrics).toContain(`ebb_intake_forwarded_total{topic="${shop.topic}"} 1`);
    for (const reason of ['too-short', 'missing-value', 'absurd-time'])
      expect(metrics).toContain(`ebb_dead_letters_total{topic="${shop.topic}",reason="${reason}"} 1`);
  });

  it('is forwarded by one at a time; another goes on where it left', async () => {
    const both = [await shop.startIntake(), await shop.startIntake()];
    const states = () => Promise.all(both.map(async ({ url }) => (await statusOf(url)).state));
    await until('one forwards', async () => (await states()).toSorted().join() === 'forwarding,standing by');
    await shop.put(0, [await shop.purchase('ann', start)]);
    await shop.holds(shop.ownTopic, 1);
    const forwarding = both[(await states()).indexOf('forwarding')] as (typeof both)[0];
    await until('its offset is committed', async () => {
      const [of] = await shop.admin.fetchOffsets({ groupId: `${shop.config.intake.groupId}-purchases`, topics: [shop.topic] });
      return of?.partitions.some(({ offset }) => offset === '1') ?? false;
    });
    await shop.stopIntake(forwarding);
    await shop.put(1, [await shop.purchase('ann', start + minute)]);
    await shop.holds(shop.ownTopic, 2);
    expect((await shop.read(shop.ownTopic)).map(inWords)).toEqual([`ann-${start}-0`, `ann-${start + minute}-0`]);
  });

  it('takes up partitions that are added while it is forwarded', async () => {
    await shop.startIntake();
    await shop.put(0, [await shop.purchase('ann', start)]);
    await shop.holds(shop.ownTopic, 1);
    await shop.admin.createPartitions({ topicPartitions: [{ topic: shop.topic, count: 4 }] });
    await until('the partition is there', async () => {
      const { topics } = await shop.admin.fetchTopicMetadata({ topics: [shop.topic] });
      return topics[0]?.partitions.length === 4;
    });
    // One that has learned of the topic before does not know of the partition.
    const producer = shop.kafka.producer();
    await producer.connect();
    await producer.send({ topic: shop.topic, messages: [{ ...(await shop.purchase('bob', start)), partition: 3 }] });
    await producer.disconnect();
    await shop.holds(shop.ownTopic, 2);
    expect((await shop.read(shop.ownTopic)).map(({ message }) => String(message.key)).toSorted()).toEqual(['ann', 'bob']);
  });
});

describe('Forwarding stops, says what happened and what to do, and skips nothing', () => {
  it('where Kafka has dropped records that were to be read next', async () => {
    await shop.put(0, [await shop.purchase('ann', start)]);
    const first = await shop.startIntake();
    await shop.holds(shop.ownTopic, 1);
    await shop.stopIntake(first);
    await shop.put(0, [await shop.purchase('ann', start, 1), await shop.purchase('ann', start, 2)]);
    await shop.admin.fetchTopicOffsets(shop.topic);
    await shop.admin.deleteTopicRecords({ topic: shop.topic, partitions: [{ partition: 0, offset: '2' }] });
    const next = await shop.startIntake();
    expect(await stopOf(next.url)).toMatch(/partition 0: offset 1 is to be read next, but Kafka holds 2 to 3\. .*Rebuild/);
    const ready = await fetch(`${next.url}/health/ready`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('offset 1 is to be read next')]);
    expect(await (await fetch(`${next.url}/metrics`)).text()).toContain(`ebb_source_stopped{topic="${shop.topic}"} 1`);
    expect(await shop.read(shop.ownTopic)).toHaveLength(1);
  });

  it('where Kafka drops records and stays so for who comes next', async () => {
    await shop.put(0, [await shop.purchase('ann', start)]);
    const first = await shop.startIntake();
    await shop.holds(shop.ownTopic, 1);
    await shop.stopIntake(first);
    await shop.put(0, [await shop.purchase('ann', start, 1), await shop.purchase('ann', start, 2)]);
    await shop.admin.fetchTopicOffsets(shop.topic);
    await shop.admin.deleteTopicRecords({ topic: shop.topic, partitions: [{ partition: 0, offset: '2' }] });
    const next = await shop.startIntake();
    const why = await stopOf(next.url);
    await shop.stopIntake(next);
    expect(await stopOf((await shop.startIntake()).url)).toBe(why);
  });

  it('where most of a thousand records are bad', async () => {
    const bad = Array.from({ length: 1_100 }, () => ({ key: randomUUID(), value: Buffer.from('{"not":"Avro"}') }));
    await shop.put(2, bad);
    const intake = await shop.startIntake();
    expect(await stopOf(intake.url)).toMatch(/\d+ of the last \d+ records were bad.*Correct it and restart/);
  });
});

function letterOf(value: Buffer): Records['DeadLetter'] {
  const unframed = unframe(value);
  if (typeof unframed === 'string') throw new Error(unframed);
  return decode('DeadLetter', unframed.payload);
}
