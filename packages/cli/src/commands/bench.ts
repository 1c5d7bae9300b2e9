import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { prepareStack, repository } from '@ebb/stack';
import { step } from '../step.ts';

interface BenchSettings {
  readonly peers?: true | undefined;
  readonly quick?: true | undefined;
  readonly runs?: number | undefined;
  readonly report?: string | undefined;
}

export const bench = () =>
  new Command('bench')
    .summary('how fast Ebb is on this machine')
    .description(
      `Measures Ebb on servers started for it: events per second, CPU, memory and latency of purchases that lie in Kafka. Nothing
else should run meanwhile. What it finds with --peers goes to docs/performance.md.`,
    )
    .option('--peers', 'the same with Flink and Kafka Streams, in turn with Ebb')
    .option('--quick', 'one run over a small load, in a minute: whether all works, and about how fast')
    .addOption(new Option('--runs <count>', 'of each, instead of 5').argParser(parseRuns))
    .option('--report <file>', 'write all figures, as JSON')
    .action(run);

async function run({ peers, quick, runs, report }: BenchSettings): Promise<void> {
  // Takes a while to load: not for every command.
  const {
    bench: measure,
    buildPeers,
    peers: allPeers,
    fullBench,
    pageOf,
    quickBench,
    tablesOf,
    wholePathTablesOf,
  } = await import('@ebb/bench');
  await prepareStack({}, step);
  if (peers === true) await buildPeers(step);
  const size = quick === true ? quickBench : fullBench;
  const found = await measure({ ...size, runs: runs ?? size.runs, peers: peers === true ? allPeers : [], step });
  process.stdout.write(`\n${tablesOf(found)}\n\nThe whole path\n\n${wholePathTablesOf(found)}\n`);
  if (report !== undefined) writeFileSync(resolve(report), `${JSON.stringify(found, null, 2)}\n`);
  if (peers === true && quick === undefined) writeFileSync(join(repository, 'docs/performance.md'), pageOf(found));
}

function parseRuns(text: string): number {
  const runs = Number(text);
  if (!/^\d{1,3}$/.test(text) || runs === 0) throw new InvalidArgumentError('It has to be a whole number, at least 1.');
  return runs;
}
