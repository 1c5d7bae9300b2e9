/** The demo on servers of its own: it wants them empty, and others share those of the other tests. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type Stack, startStack } from '@ebb/stack';
import { readCdnow, readCdnowCalibration } from '@ebb/testing/cdnow';
import { documentedRules, oracle, utcCalendar, type Verdict } from '@ebb/testing/oracle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdnowEnd } from './cdnow.ts';
import { runDemo } from './run-demo.ts';

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

describe('The demo', () => {
  it('ends with what the oracle says of the same purchases', async () => {
    const out = new Paper();
    const reportFile = join(directory, 'report.json');
    await run(out, new AbortController().signal, reportFile);
    const { durationSeconds, ...report } = JSON.parse(await readFile(reportFile, 'utf8'));
    expect(report).toEqual(reportOfOracle());
    expect(durationSeconds).toBeGreaterThan(0);
    expect(out.text).toContain('69,659 purchases of 23,570 customers');
    expect(out.text).toMatch(
      /Customer \d{5} is leaving, since 199\d-\d\d-\d\d\.\n {2}A large core customer seems to be leaving: no purchase for/,
    );
    expect(out.text).toContain('look ahead');
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

function reportOfOracle() {
  const settings = { rules: documentedRules, calibration: readCdnowCalibration(), calendar: utcCalendar, asOf: cdnowEnd };
  const verdicts = [...readCdnow()].map(([customerId, purchases]): Verdict => oracle(customerId, purchases, settings));
  const outputs = verdicts.flatMap((verdict) => verdict.outputs);
  const changes = outputs.filter((output) => output.type === 'LifecycleTransition');
  const stageChanges = changes.filter(({ fromStage, toStage }) => fromStage !== toStage);
  const riskChanges = changes.filter(({ fromRisk, toRisk }) => fromRisk !== toRisk);
  const kinds = outputs.flatMap((output) => {
    if (output.type === 'MainDefectorAlert') return [output.phase];
    return output.type === 'AlertClosed' ? ['closed'] : [];
  });
  return {
    eventsRead: { purchases: 69_659, 'support-contacts': 0, 'customer-profiles': 0, 'customer-engagements': 0 },
    customersByStage: count(verdicts.map(({ state }) => state.stage)),
    transitions: count(stageChanges.map(({ fromStage, toStage }) => `${fromStage}>${toStage}`)),
    alertsByKind: count(kinds),
    actionsByKind: {},
    retractions: 0,
    deadLetters: 0,
    riskChanges: count(riskChanges.map(({ fromRisk, toRisk }) => `${fromRisk}>${toRisk}`)),
  };
}

function count(keys: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(Object.groupBy(keys, (key) => key)).map(([key, equal]) => [key, equal?.length ?? 0]));
}
