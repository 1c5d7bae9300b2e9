import { join } from 'node:path';
import {
  encodeFramed,
  type SourceName,
  schemaTextOf,
  sourceNames,
  sources,
  subjectOf,
  topicReadByLifecycle,
} from '@ebb/contracts';
import { type Cursor, noTime } from '@ebb/runtime';
import {
  eventOf,
  frameOf,
  HoldingRegistry,
  nameIn,
  type Outcome,
  Pipeline,
  type SourceRecord,
  until,
  type WorkerProcess,
  type WorkerStatus,
} from '@ebb/testing/pipeline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 10, 12);
/** Until when a source in trouble was well. */
const wellUntil = start + day;
const later = start + 10 * day;
const end = start + 160 * day;
/** After which a first-time customer lapses, days. */
const silence = 100;
const recordsMax = 100;

/** What may be wrong with a source, and how it comes about. */
const troubles = {
  poisoned: 'most of a thousand of its records are bad',
  unreadable: 'the registry never answers for the schema of its next record',
  paused: 'so much waits behind a record that can not be read that no more is fetched',
  silent: 'there has never been a record or a marker',
} as const;
type Trouble = keyof typeof troubles;

/** Each befalls each source, in a partition of its own. */
const situations = (Object.keys(troubles) as Trouble[])
  .flatMap((trouble) => sourceNames.map((source) => ({ trouble, source, how: troubles[trouble] })))
  .map((situation, partition) => ({ ...situation, partition }));
type Situation = (typeof situations)[number];
const partitions = situations.length;

/** Whom it happens to, in each partition. */
const buyer = ({ partition }: Situation) => nameIn(partition, partitions, 'buyer');
const caller = ({ partition }: Situation) => nameIn(partition, partitions, 'caller');
const lapsing = ({ partition }: Situation) => nameIn(partition, partitions, 'lapsing');
const waiting = ({ partition }: Situation) => nameIn(partition, partitions, 'waiting');

let registry: HoldingRegistry;
let pipeline: Pipeline;
let worker: WorkerProcess;
let status: WorkerStatus;
let outcome: Outcome;
const schemaIds = new Map<SourceName, { readonly known: number; readonly newer: number }>();
let markerId: number;

beforeAll(async () => {
  registry = new HoldingRegistry(inject('schemaRegistryUrl'));
  await registry.listen();
  pipeline = await Pipeline.open({
    servers: {
      kafkaBrokers: inject('kafkaBrokers'),
      redisUrl: inject('redisUrl'),
      schemaRegistryUrl: registry.url,
    },
    partitions,
    database: 14,
    config: {
      reportingCurrency: 'USD',
      calibration: join(import.meta.dirname, '../../../infra/cdnow/calibration.json'),
      lifecycle: { lapse: { firstTime: { daysMin: silence, daysMax: silence } } },
      batch: { recordsMax },
      queueRecordsMax: recordsMax,
    },
  });
  await registerSchemas();
  for (const situation of situations) await befall(situation);
  worker = await pipeline.startWorker();
  for (const situation of situations) await goOn(situation);
  await until('all that is not in trouble has been read and done', async () => {
    const behind = await Promise.all(situations.map(isBehind));
    return !behind.includes(true);
  });
  const ends = await endsOfSources();
  await until('the ends of all partitions have been seen', async () => {
    status = await worker.status();
    return status.tasks.length === partitions && status.tasks.every((task) => seesEnds(task, ends));
  });
  outcome = await pipeline.outcome();
});

afterAll(async () => {
  await pipeline.close();
  registry.close();
});

type Ends = readonly ReadonlyMap<number, number>[];

/** In the order of the sources, by partition. */
const endsOfSources = (): Promise<Ends> =>
  pipeline.withAdmin((admin) =>
    Promise.all(
      sourceNames.map(async (name) => {
        const offsets = await admin.fetchTopicOffsets(topicReadByLifecycle(pipeline.config.sources[name]) as string);
        return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
      }),
    ),
  );

const seesEnds = ({ partition, sources: seen }: WorkerStatus['tasks'][number], ends: Ends): boolean =>
  seen.every(({ offset, lag }, source) => lag !== null && offset + lag === ends[source]?.get(partition));

/** The present schemas, and newer ones, under subjects of their own, about which the registry is silent. */
async function registerSchemas(): Promise<void> {
  const { schemas } = pipeline;
  markerId = await schemas.register(subjectOf('Marker'), schemaTextOf('Marker'));
  for (const source of sourceNames) {
    const { record } = sources[source];
    const schema = JSON.parse(schemaTextOf(record)) as { fields: object[] };
    const mood = { name: 'mood', type: ['null', 'string'], default: null };
    const newer = { ...schema, fields: [...schema.fields, mood] };
    const ids = {
      known: await schemas.register(subjectOf(record), schemaTextOf(record)),
      newer: await schemas.register(`test.newer-${record}`, JSON.stringify(newer)),
    };
    registry.hold(ids.newer);
    schemaIds.set(source, ids);
  }
}

const isSilent = (situation: Situation, source: SourceName): boolean =>
  situation.trouble === 'silent' && situation.source === source;

const markTo = (source: SourceName, partition: number, watermark: number) =>
  pipeline.put(source, {
    partition,
    key: Buffer.from('/marker/test'),
    value: encodeFramed('Marker', markerId, { source: 'test', partition, watermark, madeAt: null }),
  });

const write = <Name extends SourceName>(source: Name, record: SourceRecord<Name>) => pipeline.writer.write(source, [record]);

/** All is well for a day; then the trouble comes. */
async function befall(situation: Situation): Promise<void> {
  const { partition } = situation;
  const well = sourceNames.filter((source) => !isSilent(situation, source));
  if (well.includes('purchases')) {
    for (const customer of [caller, lapsing, waiting]) await write('purchases', eventOf('purchases', customer(situation), start));
  }
  if (well.includes('supportContacts')) {
    await write('supportContacts', eventOf('supportContacts', waiting(situation), start + hour));
  }
  for (const source of well) await markTo(source, partition, wellUntil);
  await getIntoTrouble(situation);
}

async function getIntoTrouble({ trouble: kind, source, partition }: Situation): Promise<void> {
  const several = (count: number, value: Buffer, key: string) =>
    pipeline.putAll(
      source,
      Array.from({ length: count }, () => ({ partition, key: Buffer.from(key), value })),
    );
  const customerId = nameIn(partition, partitions, 'newer');
  const { known, newer } = schemaIds.get(source) as { known: number; newer: number };
  const event = eventOf(source, customerId, later);
  const unreadable = Buffer.concat([frameOf(source, newer, event), Buffer.from([0])]);
  if (kind === 'poisoned') await several(1_100, Buffer.from('{"not":"Avro"}'), 'x');
  if (kind === 'unreadable' || kind === 'paused') await several(1, unreadable, customerId);
  if (kind === 'paused') await several(4 * recordsMax, frameOf(source, known, event), customerId);
}

/** What happens afterwards, in each source. Of the one in trouble it must not be read, of a silent one nothing happens. */
async function goOn(situation: Situation): Promise<void> {
  const { source: troubled, partition } = situation;
  const id = caller(situation);
  const happens = {
    purchases: () => write('purchases', eventOf('purchases', buyer(situation), later)),
    supportContacts: () =>
      write('supportContacts', { ...eventOf('supportContacts', id, later), kind: 'complaint', caseId: 'case-2' }),
    profiles: () => write('profiles', eventOf('profiles', id, later)),
    engagements: () =>
      write('engagements', { ...eventOf('engagements', id, later), what: 'action-sent', campaignId: null, actionId: 'action-1' }),
  } as const;
  for (const source of sourceNames) {
    if (isSilent(situation, source)) continue;
    await happens[source]();
    if (source !== troubled) await markTo(source, partition, end);
  }
}

/** Whether there is anything left to do in a partition but what the trouble holds up. */
async function isBehind({ source: troubled, partition }: Situation): Promise<boolean> {
  const keys = pipeline.keys(partition);
  const text = await pipeline.redis.hget(keys.meta, 'cursor');
  if (text === null) return true;
  const cursor = JSON.parse(text) as Cursor;
  const watermarks = cursor.sources.map(({ watermark }) => watermark);
  if (sourceNames.some((source, index) => source !== troubled && (watermarks[index] ?? noTime) < end)) return true;
  if (watermarks.some((watermark, source) => (cursor.timersTo[source] ?? noTime) < watermark)) return true;
  return (await pipeline.redis.llen(keys.outbox)) > 0;
}

const isSaidOf = (customerId: string, field: string, text: string): boolean =>
  (outcome.standing.get(customerId) ?? []).some((record) => String(record[field]).includes(text));

const hasLearnt = async (customerId: string, what: string) =>
  (await pipeline.journey(customerId)).some((entry) => entry.what === what && entry.at === later);

describe.each(situations)('$source is $trouble: $how', (situation) => {
  const { source: troubled, trouble: kind, partition } = situation;
  const index = sourceNames.indexOf(troubled);
  /** Who has never bought is at no stage that could change. */
  const nobodyBought = kind === 'silent' && troubled === 'purchases';

  it('is in trouble itself', () => {
    const task = status.tasks.find((each) => each.partition === partition) as WorkerStatus['tasks'][number];
    const expected = {
      poisoned: { stopped: expect.stringContaining('were bad') },
      unreadable: { stopped: null, lag: 2 },
      paused: { stopped: null, lag: 4 * recordsMax + 2 },
      silent: { stopped: null, offset: 0, lag: 0 },
    }[kind];
    expect(task.sources[index]).toMatchObject(expected);
    for (const source of task.sources.toSpliced(index, 1)) expect(source).toMatchObject({ stopped: null, lag: 0 });
  });

  it('still lets a purchase change the stage', async () => {
    const isRead = troubled !== 'purchases';
    expect(isSaidOf(buyer(situation), 'reason', 'first-purchase')).toBe(isRead);
    expect(await hasLearnt(buyer(situation), 'purchase')).toBe(isRead);
  });

  it('still lets a complaint raise the risk', async () => {
    const isRead = troubled !== 'supportContacts';
    expect(isSaidOf(caller(situation), 'reason', 'incident')).toBe(isRead && !nobodyBought);
    expect(await hasLearnt(caller(situation), 'support-contact')).toBe(isRead);
  });

  it('still lets a profile change tell how to reach the customer', async () => {
    const isRead = troubled !== 'profiles';
    expect(isSaidOf(caller(situation), 'type', 'ContactabilityChanged')).toBe(isRead);
    expect(await hasLearnt(caller(situation), 'profile-change')).toBe(isRead);
  });

  it('still lets an engagement tell what came of an action', async () => {
    const isRead = troubled !== 'engagements';
    expect(isSaidOf(caller(situation), 'type', 'ActionOutcome')).toBe(isRead);
    expect(await hasLearnt(caller(situation), 'engagement')).toBe(isRead);
  });

  it('holds the deadlines that its own silence decides, and no others', () => {
    const lapses = isSaidOf(lapsing(situation), 'reason', 'silence');
    const breaks = isSaidOf(waiting(situation), 'causeId', '@delay@');
    expect(lapses).toBe(troubled !== 'purchases');
    expect(breaks).toBe(troubled !== 'supportContacts' && !nobodyBought);
  });
});

describe('once the registry answers', () => {
  beforeAll(() => registry.release());

  const held = situations.filter(({ trouble: kind }) => kind === 'unreadable' || kind === 'paused');

  it.each(held)('what waited of $source is read, be it that it was $trouble', async ({ source, partition }) => {
    const topic = pipeline.topic(source);
    const [there] = (await pipeline.withAdmin((admin) => admin.fetchTopicOffsets(topic))).filter(
      (each) => each.partition === partition,
    );
    await until('all is read', async () => {
      const text = await pipeline.redis.hget(pipeline.keys(partition).meta, 'cursor');
      const cursor = JSON.parse(text as string) as Cursor;
      return cursor.sources[sourceNames.indexOf(source)]?.offset === Number(there?.high);
    });
    expect(await hasLearnt(nameIn(partition, partitions, 'newer'), journeyNames[source])).toBe(true);
  });
});

const journeyNames = {
  purchases: 'purchase',
  supportContacts: 'support-contact',
  profiles: 'profile-change',
  engagements: 'engagement',
} as const;
