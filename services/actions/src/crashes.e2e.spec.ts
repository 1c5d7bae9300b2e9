import type { Records } from '@ebb/contracts';
import type { Outgoing } from '@ebb/runtime';
import { type LaunchedWorker, launchWorker, type Outcome, type Pipeline, until } from '@ebb/testing/pipeline';
import { afterEach, expect, it } from 'vitest';
import { AlertFeed, actionsCommits, actionsCompleteTo, actionsOutcome, openPipeline } from './alert-feed.spec-support.ts';
import { plainAlert } from './plain-alert.spec-support.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 12);
const customers = 1_200;
const latest = start + 120 * day;
const config = { batch: { recordsMax: 40 }, cacheCustomersMax: 100, kafka: { sessionTimeout: '1s' } };

interface Arrival {
  readonly arrivesAt: number;
  readonly outgoing: Outgoing;
}

/** Alerts of many customers, closed, escalated, retracted and revised, come of and silent; none more than 40 hours late. */
function arrivalsOf(feed: AlertFeed): readonly Arrival[] {
  const everybody = Array.from({ length: customers }, (_, number) => arrivalsOfOne(feed, number));
  return everybody.flat().toSorted((a, b) => a.arrivesAt - b.arrivesAt);
}

function arrivalsOfOne(feed: AlertFeed, number: number): Arrival[] {
  const customerId = `c${number}`;
  const at = start + number * 7 * 60_000;
  const silence = number % 2 === 0;
  const alert = plainAlert(customerId, at, silence ? { trigger: 'silence', pmg: number % 4 === 0 ? 'small' : 'large' } : {});
  const later = (since: number, what: string) => ({ recordId: what, revision: 0, customerId, at: at + since, causeId: what });
  const told: { readonly at: number; readonly outgoing: Outgoing }[] = [{ at, outgoing: feed.own('MainDefectorAlert', alert) }];
  const tell = (since: number, outgoing: Outgoing) => told.push({ at: at + since, outgoing });
  if (number % 5 === 0) {
    tell(0, feed.retraction(alert));
    tell(0, feed.own('MainDefectorAlert', { ...alert, revision: 1, pmg: 'medium' }));
  }
  if (number % 7 === 0) tell(hour, feed.own('ActionOutcome', accepted(later(hour, `${customerId}-called/outcome`), alert)));
  if (number % 3 === 0) {
    const closed = { alertId: alert.recordId, phase: 'leaving', reason: 'escalated' };
    tell(2 * day, feed.own('AlertClosed', { ...later(2 * day, `${customerId}-went/closed`), ...closed }));
    const gone = { ...alert, ...later(2 * day, `${customerId}-went/alert`), phase: 'gone', stage: 'core-defector' };
    tell(2 * day, feed.own('MainDefectorAlert', gone));
    if (number % 6 === 0) tell(2 * day, feed.retraction(gone));
  }
  // One after the other, as one task sends them, and yet late by turns.
  const delay = ((number * 7_919) % 40) * hour;
  return told.map((one) => ({ arrivesAt: one.at + delay, outgoing: one.outgoing }));
}

const accepted = (
  common: Pick<Records['ActionOutcome'], 'recordId' | 'revision' | 'customerId' | 'at' | 'causeId'>,
  { recordId }: Records['MainDefectorAlert'],
) => ({ ...common, actionId: `${recordId}/action`, what: 'outcome', outcome: 'accepted', motive: null, callBackAt: null });

/** All that arrives, a marker of each task twice a day of arrival, and a last one. */
async function fill(pipeline: Pipeline): Promise<void> {
  const feed = await AlertFeed.open(pipeline);
  const byHalfDay = Map.groupBy(arrivalsOf(feed), ({ arrivesAt }) => Math.floor(arrivesAt / (12 * hour)));
  for (const [number, arrived] of byHalfDay) {
    await feed.send([...arrived.map(({ outgoing }) => outgoing), ...feed.allMarkers((number + 1) * 12 * hour)]);
  }
  await feed.send(feed.allMarkers(latest));
  await feed.close();
}

const opened: Pipeline[] = [];
const workers: LaunchedWorker[] = [];

async function openFilled(database: number): Promise<Pipeline> {
  const pipeline = await openPipeline(database, config);
  opened.push(pipeline);
  await fill(pipeline);
  return pipeline;
}

async function startWorker(pipeline: Pipeline): Promise<LaunchedWorker> {
  const worker = launchWorker(pipeline.environment, 'actions');
  workers.push(worker);
  await worker.up;
  return worker;
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  await Promise.all(opened.splice(0).map((pipeline) => pipeline.close()));
});

const standing = ({ standing: all }: Outcome) =>
  [...all.values()].flat().toSorted((a, b) => (`${a.customerId}/${a.recordId}` < `${b.customerId}/${b.recordId}` ? -1 : 1));

it('whatever crashes on the way: the actions that stand are those of a worker that nothing interrupted', async () => {
  const calm = await openFilled(14);
  await startWorker(calm);
  await actionsCompleteTo(calm, latest);
  const expected = await actionsOutcome(calm);
  expect(new Set(standing(expected).map(({ type }) => type))).toEqual(
    new Set(['RetentionAction', 'ActionCalledOff', 'ActionWithheld']),
  );

  const stormy = await openFilled(15);
  let worker = await startWorker(stormy);
  for (let time = 1; time <= 5; time += 1) {
    await until(`${time * 15} commits are made`, async () => (await actionsCommits(stormy)) >= time * 15);
    await worker.kill();
    worker = await startWorker(stormy);
  }
  await actionsCompleteTo(stormy, latest);
  const outcome = await actionsOutcome(stormy);
  expect(outcome.retractions).toBeGreaterThan(0);
  expect(outcome.faults).toEqual([]);
  expect(outcome.deadLetters).toEqual([]);
  expect(standing(outcome)).toEqual(standing(expected));
});
