import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Argument, Command } from '@commander-js/extra-typings';
import { givenAddresses, prepareStack, repository, temporaryFolder } from '@ebb/stack';
import { runInForeground } from '../foreground.ts';
import { step } from '../step.ts';
import { readTally } from '../test-tally.ts';

const levels = ['unit', 'int', 'e2e', 'containers'] as const;
type Level = (typeof levels)[number];

export const test = () =>
  new Command('test')
    .summary('run the tests, with all that they need')
    .description(
      `Runs the tests of one level, or all: "unit" needs no server, "int" real Kafka and Redis, "e2e" runs whole services,
"containers" runs docs/operations.md, where there is a container engine. The servers are started for the tests and stopped
after them: in containers where there is an engine, else natively; TEST_STACK=containers, native or given forces one. The last
line is "N passed, N failed", and ", N skipped" where a test says why it is.`,
    )
    .addArgument(new Argument('[level]', 'only these').choices(levels))
    .action(runTests);

async function runTests(level: Level | undefined): Promise<void> {
  if (level !== 'unit' && level !== 'containers') await prepareStack(givenAddresses(process.env), step);
  const folder = await temporaryFolder();
  try {
    const report = join(folder, 'report.json');
    const exitCode = await runInForeground(vitestCommand(level, report));
    const { passed, failed, skipped } = await readTally(report, exitCode);
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    process.exitCode = exitCode === 0 && failed > 0 ? 1 : exitCode;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const vitestCommand = (level: Level | undefined, report: string): string[] => [
  resolve(repository, 'node_modules/.bin/vitest'),
  'run',
  ...(level === undefined ? [] : ['--project', level]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
];
