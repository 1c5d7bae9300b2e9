/** The demo on servers of its own: it wants them empty, and others share those of the other tests. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { readEffects } from '@ebb/actions';
import { causeNames, effectFigures } from '@ebb/domain';
import { connectRedis } from '@ebb/redis';
import { type Stack, startStack } from '@ebb/stack';
import { readCdnow } from '@ebb/testing/cdnow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdnowEnd, loadDemoConfig } from './cdnow.ts';
import type { Report } from './report.ts';
import { runDemo } from './run-demo.ts';
import { readPositions } from './stored.ts';
import { sum } from './tally.ts';

let directory: string;
let stack: Stack;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ebb-demo-'));
  stack = await startStack({ directory, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
});
afterAll(async () => {
  await stack.stop();
  await rm(directory, { recursive: true });
});

/** Keeps what is written; is told of each write. */
class Paper extends Writable {
  text = '';
  readonly #onText: (text: string) => void;

  constructor(onText: (text: string) => void = () => {}) {
    super({ decodeStrings: false });
    this.#onText = onText;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    this.#onText(this.text);
    done();
  }
}

function run(out: Paper, signal: AbortSignal, reportFile?: string) {
  return runDemo({ addresses: stack.addresses, speed: null, exit: true, reportFile, out, signal });
}

/** What each stage can come to here: leads, and all that purchases and profiles lead to. */
const stagesSeen = [
  'suspect',
  'prospect',
  'disqualified',
  'early-repeat',
  'core',
  'inactive',
  'core-defector',
  'returned',
  'lost',
  'abandoned',
  'erased',
];

describe('The demo', () => {
  let report: Report;
  let text: string;
  beforeAll(async () => {
    const out = new Paper();
    const reportFile = join(directory, 'report.json');
    await run(out, new AbortController().signal, reportFile);
    report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
    ({ text } = out);
  });

  it('reads every event, loses none, and counts each customer once', () => {
    expect(report.eventsRead).toMatchObject({ purchases: 69_659 });
    expect(sum(report.customersByStage)).toBe(readCdnow().size + 40);
    expect(report.deadLettersByReason).toEqual({});
    expect(text).not.toContain('Missing in what left');
  });

  it('sees every stage, every kind of alert, trigger, cause and action', () => {
    expect(Object.keys(report.customersByStage).toSorted()).toEqual(stagesSeen.toSorted());
    expect(Object.values(report.alertsByKind).every((count) => count > 0)).toBe(true);
    expect(Object.keys(report.alertsByTrigger)).toHaveLength(5);
    expect(Object.keys(report.alertsByCause).toSorted()).toEqual(causeNames.toSorted());
    expect(Object.keys(report.actionsByKind)).toHaveLength(6);
    expect(report.actionsWithheld['held-out']).toBeGreaterThan(0);
  });

  it('tells of effects what the actions have counted, up to the last day', async () => {
    const { partitions } = loadDemoConfig();
    const redis = connectRedis(stack.addresses.redisUrl, { info: () => {}, warn: () => {}, error: () => {} });
    const positions = await readPositions(redis, { service: 'actions', partitions, sourceCount: 1 });
    const counted = await readEffects(redis, partitions);
    redis.disconnect();
    expect(positions).toMatchObject({ completeTo: cdnowEnd, toBeSent: 0 });
    expect(report.effects).toEqual(effectFigures(counted));
  });

  it('finds no effect of actions that nobody carries out, on customers enough to find one', () => {
    const [proactive] = report.effects.filter(({ kind, stage }) => kind === 'proactive-retention' && stage === 'core');
    expect(proactive?.acted.customers).toBeGreaterThan(500);
    expect(proactive?.heldOut.customers).toBeGreaterThan(50);
    expect(proactive?.effect?.low).toBeLessThan(0);
    expect(proactive?.effect?.high).toBeGreaterThan(0);
  });

  it('finds the causes that were planted, and none where none was', () => {
    for (const { rows } of report.syntheticCauses) {
      expect(rows.map(({ planted }) => planted)).toContain('none');
      const missed = rows.filter(({ planted, alerts, right }) => right / alerts <= (planted === 'none' ? 0.99 : 0.95));
      expect(missed).toEqual([]);
    }
  });

  it('calibrates itself as it goes, on what has happened by then', () => {
    const { calibrations } = report;
    expect(calibrations.map(({ asOf }) => asOf)).toEqual(calibrations.map(({ asOf }) => asOf).toSorted());
    expect(calibrations[0]?.verdict).toBe('learning');
    const accepted = calibrations.filter(({ verdict }) => verdict === 'accepted');
    expect(accepted.map(({ version }) => version)).toEqual(accepted.map((_, index) => index + 1));
    expect(accepted.length).toBeGreaterThan(10);
    for (const { expectedShare } of accepted.filter((each) => each.expectedShare !== null)) {
      expect(expectedShare).toBeGreaterThan(0.75);
      expect(expectedShare).toBeLessThan(1.15);
    }
  });

  it('shows webhooks arriving, each once and rightly signed', () => {
    expect(report.webhooks.received).toBeGreaterThan(1_000);
    expect(report.webhooks).toMatchObject({ refused: 0 });
  });

  it('says what is synthetic, and explains an alert in two languages', () => {
    expect(text).toContain('synthetic');
    expect(text).toMatch(/Customer \d{5} is leaving, since 199\d-\d\d-\d\d/);
    expect(text).toMatch(/Silent for \d+ days, usually buys every \d+/);
    expect(text).toMatch(/Sans achat depuis \d+ jours/);
  });

  it('does not mix its customers with others', async () => {
    await expect(run(new Paper(), new AbortController().signal)).rejects.toThrow('Redis already holds customers of Ebb');
  });
});

it('The demo is over when it is told so in the middle', async () => {
  const other = await mkdtemp(join(tmpdir(), 'ebb-demo-'));
  const emptyStack = await startStack({ directory: other, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
  try {
    const stop = new AbortController();
    const out = new Paper((text) => {
      if (text.includes('events (')) stop.abort(new Error('Ctrl-C'));
    });
    const addresses = emptyStack.addresses;
    const running = runDemo({ addresses, speed: 1, exit: true, out, signal: stop.signal });
    await expect(running).rejects.toThrow('Ctrl-C');
  } finally {
    await emptyStack.stop();
    await rm(other, { recursive: true });
  }
});
