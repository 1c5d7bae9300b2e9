import { join } from 'node:path';
import { encodeFramed, type SourceName, schemaTextOf, sourceNames, sources, subjectOf } from '@ebb/contracts';
import { ensureTopics, partitionOf } from '@ebb/kafka';
import { type Arrival, cdnowEnd, type FeedOptions, feed, readCdnow } from '@ebb/testing/cdnow';
import { type LaunchedWorker, launchWorker, Pipeline, until } from '@ebb/testing/pipeline';
import { afterAll, expect, inject, it } from 'vitest';

const servers = {
  kafkaBrokers: inject('kafkaBrokers'),
  redisUrl: inject('redisUrl'),
  schemaRegistryUrl: inject('schemaRegistryUrl'),
};
const shopPartitions = 3;
const week = 7 * 86_400_000;
const histories = new Map([...readCdnow()].slice(0, 300));
/** As late as the horizon allows, with repeats, beside events of the other sources. */
const shuffled: FeedOptions = { delayMax: 46 * 3_600_000, repeats: 0.05, others: 0.2, seed: 11 };
const arrivals = feed(histories, shuffled);
const settings = {
  reportingCurrency: 'USD',
  calibration: join(import.meta.dirname, '../../../../infra/cdnow/calibration.json'),
};

const opened: Pipeline[] = [];
async function openPipeline(database: number, config: Record<string, unknown> = {}): Promise<Pipeline> {
  const pipeline = await Pipeline.open({ servers, partitions: 4, database, config: { ...settings, ...config } });
  opened.push(pipeline);
  return pipeline;
}
const launched: LaunchedWorker[] = [];
function launchIntake(pipeline: Pipeline): LaunchedWorker {
  const intake = launchWorker(pipeline.environment, 'intake');
  launched.push(intake);
  return intake;
}

afterAll(async () => {
  await Promise.all(launched.map((intake) => intake.kill()));
  await Promise.all(opened.map((pipeline) => pipeline.close()));
});

/** The topic that is forwarded. */
const shopTopic = ({ config }: Pipeline, source: SourceName): string => {
  const given = config.sources[source];
  if (given === null) throw new Error(`there is no ${source}`);
  return given.topic;
};

/** Of all sources, keyed by event, each record in the partition of that key; markers in each partition for itself. */
async function feedShop(pipeline: Pipeline): Promise<void> {
  const producer = pipeline.kafka.producer();
  await producer.connect();
  const ids = new Map<string, number>();
  for (const record of [...sourceNames.map((source) => sources[source].record), 'Marker'] as const) {
    ids.set(record, await pipeline.schemas.register(subjectOf(record), schemaTextOf(record)));
  }
  const topicOf = (source: SourceName) => shopTopic(pipeline, source);
  const messageOf = ({ source, record, arrivesAt }: Arrival) => {
    const name = sources[source].record;
    const key = Buffer.from(`order ${record.eventId}`);
    const value = encodeFramed(name, ids.get(name) as number, record as never);
    return { key, value, partition: partitionOf(key, shopPartitions), timestamp: String(arrivesAt) };
  };
  const mark = async (watermark: number) => {
    const messages = Array.from({ length: shopPartitions }, (_, partition) => {
      const value = encodeFramed('Marker', ids.get('Marker') as number, { source: 'shop', partition, watermark, madeAt: null });
      return { key: null, value, partition, timestamp: String(watermark) };
    });
    await producer.sendBatch({ topicMessages: sourceNames.map((source) => ({ topic: topicOf(source), messages })) });
  };
  for (const [number, arrived] of Map.groupBy(arrivals, ({ arrivesAt }) => Math.floor(arrivesAt / week))) {
    await mark(number * week - 1);
    const topicMessages = [...Map.groupBy(arrived, ({ source }) => source)].map(([source, some]) => {
      return { topic: topicOf(source), messages: some.map(messageOf) };
    });
    await producer.sendBatch({ topicMessages });
  }
  await mark(cdnowEnd);
  await producer.disconnect();
}

/** How many records have been forwarded, repeats included. */
const forwarded = (pipeline: Pipeline): Promise<number> =>
  pipeline.withAdmin(async (admin) => {
    const offsets = await Promise.all(sourceNames.map((source) => admin.fetchTopicOffsets(pipeline.topic(source))));
    return offsets.flat().reduce((sum, { high }) => sum + Number(high), 0);
  });

it('A shop that keys by order, its forwarder killed again and again, has the same customers as one that keys by customer', async () => {
  const plain = await openPipeline(14);
  await plain.feed(arrivals, cdnowEnd);
  await plain.startWorker();
  await plain.completeTo(cdnowEnd);
  const expected = await plain.states();

  const rekeyed = Object.fromEntries(sourceNames.map((source) => [source, { rekey: true }]));
  const shop = await openPipeline(15, { sources: rekeyed, intake: { groupId: `rekey-${process.pid}-${Date.now()}` } });
  const topics = sourceNames.map((source) => ({ name: shopTopic(shop, source), cleanupPolicy: 'delete' as const }));
  await ensureTopics(shop.kafka, topics, shopPartitions);
  await feedShop(shop);
  await shop.startWorker();
  for (let kill = 1; kill <= 3; kill += 1) {
    const intake = launchIntake(shop);
    await until('some more is forwarded', async () => (await forwarded(shop)) >= (arrivals.length * kill) / 4);
    await intake.kill();
  }
  const intake = launchIntake(shop);
  // The one before may have forwarded all of it as it was killed: then this one would be stopped before it knows how to.
  await intake.up;
  await shop.completeTo(cdnowEnd);
  expect(await intake.stop()).toBe(0);

  const states = await shop.states();
  expect(states.size).toBe(expected.size);
  expect([...expected].filter(([id, state]) => JSON.stringify(states.get(id)) !== JSON.stringify(state))).toEqual([]);
  // A forwarder that was killed sends again what it had not noted. What of it is settled for its customer is told as too late: the
  // states, which are those of the plain case, show that each had been taken before.
  const { deadLetters } = await shop.outcome();
  expect(deadLetters.filter(({ reason }) => reason !== 'too-late')).toEqual([]);
});
