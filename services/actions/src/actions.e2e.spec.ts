import { decode, headers, type Records } from '@ebb/contracts';
import type { Outgoing, RawRecord } from '@ebb/runtime';
import { type LaunchedWorker, launchWorker, type Outcome, type Pipeline, type Standing, until } from '@ebb/testing/pipeline';
import { CloudEvent, Kafka as CloudEventsInKafka } from 'cloudevents';
import { afterEach, describe, expect, it } from 'vitest';
import { AlertFeed, actionsCompleteTo, actionsOutcome, openPipeline } from './alert-feed.spec-support.ts';
import { plainAlert } from './plain-alert.spec-support.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday morning, in opening time. */
const monday = Date.UTC(2026, 0, 12, 9);

const opened: Pipeline[] = [];
const feeds: AlertFeed[] = [];
const workers = new Set<LaunchedWorker>();

async function open(database: number, config: Record<string, unknown> = {}): Promise<{ pipeline: Pipeline; feed: AlertFeed }> {
  const pipeline = await openPipeline(database, config);
  opened.push(pipeline);
  const feed = await AlertFeed.open(pipeline);
  feeds.push(feed);
  return { pipeline, feed };
}

async function startWorker(pipeline: Pipeline): Promise<LaunchedWorker> {
  const worker = launchWorker(pipeline.environment, 'actions');
  workers.add(worker);
  await worker.up;
  return worker;
}

afterEach(async () => {
  await Promise.all([...workers].map((worker) => worker.kill()));
  workers.clear();
  await Promise.all(feeds.splice(0).map((feed) => feed.close()));
  await Promise.all(opened.splice(0).map((pipeline) => pipeline.close()));
});

const standingOf = (outcome: Outcome, customerId: string): Standing[] => [...(outcome.standing.get(customerId) ?? [])];
const typesOf = (outcome: Outcome, customerId: string): string[] => standingOf(outcome, customerId).map(({ type }) => type);

describe('the service of actions', () => {
  it('turns an alert into an action that any reader of CloudEvents understands', async () => {
    const { pipeline, feed } = await open(14);
    await startWorker(pipeline);
    await feed.send([feed.own('MainDefectorAlert', plainAlert('ann', monday)), ...feed.allMarkers(monday + minute)]);
    await actionsCompleteTo(pipeline, monday + minute);
    const [action] = standingOf(await actionsOutcome(pipeline), 'ann');
    expect(action).toMatchObject({ type: 'RetentionAction', kind: 'reactive-retention', alertId: 'ann-left/alert' });
    expect(action?.['dueAt']).toBe(monday + hour);
    const record = await recordOf(pipeline, 'RetentionAction');
    const event = eventIn(record);
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({
      specversion: '1.0',
      id: 'ann/ann-left/alert/action#0',
      source: '/ebb/actions',
      type: 'ebb.RetentionAction',
      subject: 'ann',
      time: new Date(monday).toISOString(),
      datacontenttype: 'application/avro',
    });
    const { actionId, customerId } = decode('RetentionAction', (event.data as Buffer).subarray(5));
    expect({ actionId, customerId }).toEqual({ actionId: 'ann-left/alert/action', customerId: 'ann' });
    const marker = eventIn(await recordOf(pipeline, 'Marker'));
    expect(marker.validate()).toBe(true);
    expect(marker.type).toBe('ebb.Marker');
  });

  it('takes an action back where its alert is retracted, and does it anew under the same id where the alert comes back', async () => {
    const { pipeline, feed } = await open(14);
    await startWorker(pipeline);
    const alert = plainAlert('ann', monday);
    await feed.send([feed.own('MainDefectorAlert', alert), ...feed.allMarkers(monday + minute)]);
    await actionsCompleteTo(pipeline, monday + minute);
    await feed.send([feed.retraction(alert), ...feed.allMarkers(monday + 2 * minute)]);
    await actionsCompleteTo(pipeline, monday + 2 * minute);
    const withdrawn = await actionsOutcome(pipeline);
    expect(withdrawn.retractions).toBe(1);
    expect(standingOf(withdrawn, 'ann')).toEqual([]);
    const again = plainAlert('ann', monday, { revision: 1, pmg: 'small' });
    await feed.send([feed.own('MainDefectorAlert', again), ...feed.allMarkers(monday + 3 * minute)]);
    await actionsCompleteTo(pipeline, monday + 3 * minute);
    expect(standingOf(await actionsOutcome(pipeline), 'ann')).toMatchObject([
      { actionId: 'ann-left/alert/action', pmg: 'small' },
    ]);
  });

  it('calls an action off where its alert closes, and passes over what bears on no action', async () => {
    const { pipeline, feed } = await open(14);
    await startWorker(pipeline);
    const alert = plainAlert('ann', monday);
    const { customerId } = alert;
    const common = { revision: 0, customerId, at: monday + hour, causeId: 'e2' };
    await erase(pipeline, feed.own('MainDefectorAlert', plainAlert('eve', monday)));
    await feed.send([
      feed.own('LifecycleTransition', steadying({ ...common, recordId: 'e2/transition' })),
      feed.own('MainDefectorAlert', alert),
      feed.own('AlertClosed', {
        ...common,
        recordId: 'e2/closed',
        alertId: alert.recordId,
        phase: 'leaving',
        reason: 'notice-withdrawn',
      }),
      feed.own('MainDefectorAlert', plainAlert('bob', monday, { trigger: 'telepathy' })),
      ...feed.allMarkers(monday + day),
    ]);
    await actionsCompleteTo(pipeline, monday + day);
    const outcome = await actionsOutcome(pipeline);
    expect(standingOf(outcome, 'ann')).toMatchObject([
      { type: 'RetentionAction' },
      { type: 'ActionCalledOff', reason: 'alert-closed', actionId: 'ann-left/alert/action' },
    ]);
    expect(standingOf(outcome, 'bob')).toEqual([]);
    expect(outcome.deadLetters).toMatchObject([{ service: 'actions', reason: 'absurd-value' }]);
    expect(outcome.deadLetters[0]?.detail).toContain('trigger is "telepathy"');
    expect(outcome.faults).toEqual([]);
  });

  it('lets an action expire once every task of the lifecycle has come that far, however many partitions the alerts have', async () => {
    const pipeline = await openPipeline(14);
    opened.push(pipeline);
    const topic = pipeline.config.outputs.customerAlerts;
    await pipeline.withAdmin((admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] }));
    const feed = await AlertFeed.open(pipeline, 3);
    feeds.push(feed);
    await startWorker(pipeline);
    await feed.send([feed.own('MainDefectorAlert', plainAlert('ann', monday)), ...feed.allMarkers(monday + minute)]);
    await actionsCompleteTo(pipeline, monday + minute, 3);
    const [action] = standingOf(await actionsOutcome(pipeline), 'ann');
    const expiresAt = action?.['expiresAt'] as number;
    await feed.send([...feed.markers(0, expiresAt + hour), ...feed.markers(1, expiresAt - 1)]);
    await actionsCompleteTo(pipeline, expiresAt - 1, 3);
    expect(typesOf(await actionsOutcome(pipeline), 'ann')).toEqual(['RetentionAction']);
    await feed.send(feed.markers(1, expiresAt));
    await actionsCompleteTo(pipeline, expiresAt, 3);
    expect(standingOf(await actionsOutcome(pipeline), 'ann')).toMatchObject([
      { type: 'RetentionAction' },
      { type: 'ActionCalledOff', reason: 'expired', at: expiresAt },
    ]);
  });
});

const steadying = (common: Pick<Records['LifecycleTransition'], 'recordId' | 'revision' | 'customerId' | 'at' | 'causeId'>) => ({
  ...common,
  fromStage: 'core',
  toStage: 'core',
  fromRisk: 'watch',
  toRisk: 'steady',
  advocacy: 'none',
  lifetime: 1,
  reason: 'purchase',
  wonBack: false,
});

/** What erasure leaves of a record in a compacted topic. */
async function erase({ kafka }: Pipeline, { topic, partition, key }: Outgoing): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages: [{ partition, key, value: null }] });
  await producer.disconnect();
}

/** The first record of a type on `retention-actions`, as Kafka hands it over. */
async function recordOf({ kafka, config }: Pipeline, recordType: string): Promise<RawRecord> {
  const records: RawRecord[] = [];
  const consumer = kafka.consumer({ groupId: `${config.actions.groupId}-reader` });
  await consumer.connect();
  await consumer.subscribe({ topic: config.outputs.retentionActions, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message: { key, value, headers: given = {} } }) => {
      records.push({ offset: 0, brokerAt: 0, key, value, headers: given, sent: null });
    },
  });
  try {
    return await until(`a ${recordType} is read`, () =>
      records.find((record) => String(record.headers[headers.recordType]) === recordType),
    );
  } finally {
    await consumer.disconnect();
  }
}

/** As the public library reads it; kafkajs hands over the text of headers as bytes. */
function eventIn({ key, value, headers: given }: RawRecord): CloudEvent<unknown> {
  const texts = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, String(text)]));
  const message = { key: String(key), value, headers: texts, body: value };
  const event = CloudEventsInKafka.toEvent(message);
  if (!(event instanceof CloudEvent)) throw new Error('not one event');
  return event;
}
