import { headers } from '@ebb/contracts';
import type { OutboxEntry, RawRecord } from '@ebb/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KafkaOutput } from './output.ts';
import { Keeper, TestKafka } from './spec-support.ts';

let kafka: TestKafka;
let output: KafkaOutput;
beforeEach(() => {
  kafka = new TestKafka();
  output = new KafkaOutput(kafka.kafka);
});
afterEach(async () => {
  await output.stop();
  await kafka.close();
});

const entryTo = (topic: string, partition: number, sequence: number, value = Buffer.from(`value ${sequence}`)): OutboxEntry => ({
  topic,
  partition,
  key: Buffer.from(`ann/alert-${sequence}`),
  value,
  epoch: 4,
  sequence,
  recordType: 'MainDefectorAlert',
  recordId: `alert-${sequence}`,
  revision: 2,
});

/** All records of a topic's partitions, once there are so many. */
async function readBack(topic: string, count: number): Promise<Map<number, RawRecord[]>> {
  const keeper = new Keeper();
  await kafka.input([topic]).start(keeper);
  const records = () =>
    keeper.handed.flatMap(({ partition, batch }) => [...batch.records].map((record) => ({ partition, record })));
  await keeper.until(() => records().length >= count);
  const byPartition = Map.groupBy(records(), ({ partition }) => partition);
  return new Map([...byPartition].map(([partition, some]) => [partition, some.map(({ record }) => record)]));
}

describe('what is sent', () => {
  it('lies in the partition given, in order, with the headers by which a reader drops repeats', async () => {
    const [topic] = (await kafka.topics(1, 3)) as [string];
    await output.send([entryTo(topic, 2, 1), entryTo(topic, 0, 1), entryTo(topic, 2, 2)], 'lifecycle', [7, 7, 9]);
    const read = await readBack(topic, 3);
    expect(new Set(read.keys())).toEqual(new Set([0, 2]));
    expect(read.get(2)?.map(({ value }) => String(value))).toEqual(['value 1', 'value 2']);
    const told = Object.entries(read.get(2)?.[1]?.headers ?? {}).map(([name, value]) => [name, String(value)]);
    expect(Object.fromEntries(told)).toEqual({
      [headers.service]: 'lifecycle',
      [headers.partition]: '9',
      [headers.epoch]: '4',
      [headers.sequence]: '2',
      [headers.revision]: '2',
      [headers.recordType]: 'MainDefectorAlert',
    });
    expect(String(read.get(0)?.[0]?.key)).toBe('ann/alert-1');
    expect(read.get(2)?.map(({ sent }) => sent)).toEqual([
      { from: 'lifecycle/7', epoch: 4, sequence: 1 },
      { from: 'lifecycle/9', epoch: 4, sequence: 2 },
    ]);
  });

  it('goes to several topics at once', async () => {
    const [alerts, letters] = (await kafka.topics(2, 1)) as [string, string];
    await output.send([entryTo(alerts, 0, 1), entryTo(letters, 0, 1), entryTo(alerts, 0, 2)], 'lifecycle', [0, 0, 0]);
    expect((await readBack(alerts, 2)).get(0)).toHaveLength(2);
    expect((await readBack(letters, 1)).get(0)).toHaveLength(1);
  });

  it('may be far more than Kafka takes in one batch of a partition', async () => {
    const [topic] = (await kafka.topics(1, 1)) as [string];
    const entries = Array.from({ length: 5_000 }, (_, index) => entryTo(topic, 0, index + 1, Buffer.alloc(1_000, index)));
    await output.send(
      entries,
      'lifecycle',
      entries.map(() => 0),
    );
    const read = (await readBack(topic, 5_000)).get(0) as RawRecord[];
    expect(read.map((record) => Number(record.headers[headers.sequence]))).toEqual(entries.map(({ sequence }) => sequence));
  });

  it('is told as not sent where the topic is not there', async () => {
    await expect(output.send([entryTo('kafka-spec-no-such-topic', 0, 1)], 'lifecycle', [0])).rejects.toThrow(/topic-partition/);
  });
});
