/**
 * What each step of a batch costs, without servers, beside the same step of the plain consumer and beside the last release: a table to look
 * at. What is compared over time is the ratio to the plain consumer, which hardly depends on the machine.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@ebb/stack';
import { measure } from 'mitata';
import { commitStep } from './commit.ts';
import { decodeStep } from './decode.ts';
import { foldStep } from './fold.ts';
import { relayStep } from './relay.ts';
import type { Step } from './step.ts';

/** As `last-release.json` has it. */
interface StepRatios {
  readonly version: string;
  /** How many times as long as the plain consumer's a step takes. */
  readonly ratios: Readonly<Record<Step['name'], number>>;
}

export interface MeasuredSteps extends StepRatios {
  readonly table: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Microseconds for each record, the median of the samples. */
const microseconds = async (what: () => unknown, { count }: Step): Promise<number> => (await measure(what)).p50 / 1_000 / count;

export async function measureSteps(): Promise<MeasuredSteps> {
  const release = read(join(import.meta.dirname, 'last-release.json')) as StepRatios;
  const { version } = read(join(repository, 'package.json')) as { readonly version: string };
  const rows: string[] = [];
  const ratios: [string, number][] = [];
  for (const step of [decodeStep(), foldStep(), commitStep(), relayStep()]) {
    const { name } = step;
    const [ours, plain] = [await microseconds(step.ours, step), await microseconds(step.plain, step)];
    const [ratio, before] = [ours / plain, release.ratios[name]];
    ratios.push([name, Number(ratio.toFixed(2))]);
    rows.push(`| ${[name, ...[ours, plain, ratio, before, ratio / before].map((figure) => figure.toFixed(2))].join(' | ')} |`);
  }
  const head = `| step | µs each | plain consumer | ratio | ratio at ${release.version} | beside it |\n|---|---|---|---|---|---|`;
  return { version, ratios: Object.fromEntries(ratios) as StepRatios['ratios'], table: [head, ...rows].join('\n') };
}
