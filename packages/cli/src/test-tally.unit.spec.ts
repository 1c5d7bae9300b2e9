import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTally } from './test-tally.ts';

let report: string;
beforeEach(() => {
  report = join(mkdtempSync(join(tmpdir(), 'ebb-tally-')), 'report.json');
});
afterEach(() => rmSync(join(report, '..'), { recursive: true }));

const write = (numPassedTests: number, files: { status: string; tests: string[] }[]) => {
  const testResults = files.map(({ status, tests }) => ({ status, assertionResults: tests.map((test) => ({ status: test })) }));
  writeFileSync(report, JSON.stringify({ numPassedTests, testResults }));
};

describe('The last line of a test run counts', () => {
  it('passed, failed and skipped tests', async () => {
    write(2, [
      { status: 'failed', tests: ['passed', 'failed', 'failed'] },
      { status: 'passed', tests: ['passed', 'skipped'] },
    ]);
    expect(await readTally(report, 1)).toEqual({ passed: 2, failed: 2, skipped: 1 });
  });

  it('a file that could not be loaded as a failure', async () => {
    write(1, [
      { status: 'failed', tests: [] },
      { status: 'passed', tests: ['passed'] },
    ]);
    expect(await readTally(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('a run that ended badly though every test passed as a failure', async () => {
    write(1, [{ status: 'passed', tests: ['passed'] }]);
    expect(await readTally(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('a run that ended before its report as a failure', async () => {
    expect(await readTally(report, 130)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
