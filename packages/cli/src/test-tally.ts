import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The part of Vitest's JSON report that counts. */
const reportSchema = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** By the test itself, which says why. */
  readonly skipped: number;
}

/**
 * How many tests passed, failed and were skipped. What fails outside of a test counts too, once: a file that could not be loaded, and
 * a run that ended badly though no test failed (an unhandled error, a set-up that failed, an interruption).
 */
export async function readTally(reportFile: string, exitCode: number): Promise<Tally> {
  const tally = tallyOf(await textOf(reportFile));
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function tallyOf(report: string | undefined): Tally {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, testResults } = reportSchema.parse(JSON.parse(report));
  const failed = testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').length;
    return status === 'failed' ? Math.max(tests, 1) : tests;
  });
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(({ status }) => status === 'skipped').length;
  return { passed: numPassedTests, failed: failed.reduce((sum, count) => sum + count, 0), skipped };
}

/** Undefined when the run ended before it could write its report. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
