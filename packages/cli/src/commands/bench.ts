import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { prepareStack, repository } from '@ebb/stack';
import { step } from '../step.ts';

interface BenchSettings {
  readonly peers?: true | undefined;
  readonly quick?: true | undefined;
  readonly steps?: true | undefined;
  readonly runs?: number | undefined;
  readonly events?: number | undefined;
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
    .option('--steps', 'only what each step of a batch costs beside a plain consumer, without servers')
    .addOption(new Option('--runs <count>', 'of each, instead of 5').argParser(countUpTo(999)))
    .addOption(new Option('--events <count>', 'of the load, instead of 2,000,000').argParser(countUpTo(100_000_000)))
    .option('--report <file>', 'write all figures, as JSON')
    .action(run);

async function run({ peers, quick, steps, runs, events, report }: BenchSettings): Promise<void> {
  // Takes a while to load: not for every command.
  const {
    bench: measure,
    buildPeers,
    peers: allPeers,
    fullBench,
    measureSteps,
    pageOf,
    quickBench,
    tablesOf,
    wholePathTablesOf,
  } = await import('@ebb/bench');
  if (steps === true) {
    const { table, ...found } = await measureSteps();
    process.stdout.write(`${table}\n`);
    if (report !== undefined) writeFileSync(resolve(report), `${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  await prepareStack({}, step);
  if (peers === true) await buildPeers(step);
  const size = quick === true ? quickBench : fullBench;
  const load = { ...size.load, events: events ?? size.load.events };
  const found = await measure({ ...size, load, runs: runs ?? size.runs, peers: peers === true ? allPeers : [], step });
  process.stdout.write(`\n${tablesOf(found)}\n\nThe whole path\n\n${wholePathTablesOf(found)}\n`);
  if (report !== undefined) writeFileSync(resolve(report), `${JSON.stringify(found, null, 2)}\n`);
  if (peers === true && quick === undefined) writeFileSync(join(repository, 'docs/performance.md'), pageOf(found));
}

function countUpTo(max: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d+$/.test(text) || count === 0 || count > max)
      throw new InvalidArgumentError(`It has to be a whole number from 1 to ${max}.`);
    return count;
  };
}
