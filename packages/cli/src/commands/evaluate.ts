import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { ConfigError, loadConfig } from '@ebb/contracts';
import {
  type Cut,
  cdnowCuts,
  cdnowData,
  defaultCuts,
  EvaluationError,
  evaluateHistory,
  fileData,
  type HistoryData,
  reportOf,
  simulatedData,
  textOf,
  truthFigures,
  truthText,
} from '@ebb/evaluation';
import type { pageOf } from '@ebb/evaluation/page';
import { IntakeError, parseColumns } from '@ebb/intake';
import { UserError } from '../errors.ts';
import { configFileOf } from '../running/config-file.ts';

const badRowsNamedMax = 20;
const millisecondsPerDay = 86_400_000;

interface EvaluateSettings {
  readonly simulated?: number | undefined;
  readonly map?: string | undefined;
  readonly currency?: string | undefined;
  readonly cut?: number | undefined;
  readonly horizon?: number | undefined;
  readonly capacity: number;
  readonly report?: string | undefined;
  readonly html?: string | undefined;
}

export const evaluate = () =>
  new Command('evaluate')
    .summary('how well Ebb foretells who leaves, on real customers')
    .description(
      `Walks through a history of purchases, each four weeks calibrated anew by what is known by then, and holds against what came: who buys
again, and what Ebb would have alerted; beside simpler methods. Without a file: 23,570 customers of CDNOW.`,
    )
    .argument('[file]', "one's own purchases, as for ./ebb replay")
    .option('--map <columns>', 'which column of the file holds what, as for ./ebb replay: customer=COL,at=COL,amount=COL[,…]')
    .option('--currency <code>', 'of rows without a currency of their own (the reporting currency, unless given)')
    .addOption(
      new Option('--simulated <customers>', 'customers of the simulated shop, of whom the truth is known').argParser(parseCount),
    )
    .addOption(new Option('--cut <date>', 'the last day that is known (several, unless given)').argParser(parseDay))
    .addOption(
      new Option('--horizon <days>', 'the days after it that are foretold (all there are, up to 273)').argParser(parseCount),
    )
    .addOption(
      new Option('--capacity <percent>', 'of the customers, whom a call-centre can call').argParser(parsePercent).default(5),
    )
    .option('--report <file>', 'write all figures, as JSON')
    .option('--html <file>', 'write a page with charts, that needs nothing besides itself (not in the image)')
    .action(async (file, settings) => {
      try {
        await run(file, settings);
      } catch (error) {
        const isExpected = error instanceof EvaluationError || error instanceof IntakeError || error instanceof ConfigError;
        if (isExpected) throw new UserError(error.message, { cause: error });
        throw error;
      }
    });

async function run(file: string | undefined, settings: EvaluateSettings): Promise<void> {
  const { report, html } = settings;
  const page = html === undefined ? null : await loadCharts();
  const config = loadConfig(configFileOf(process.env));
  if (file !== undefined && settings.simulated !== undefined) {
    throw new UserError(`${file} or --simulated: only one of the two can be evaluated at a time.`);
  }
  const simulated = settings.simulated === undefined ? null : simulatedData(settings.simulated);
  const data = simulated?.data ?? (file === undefined ? cdnowData() : await ownData(file, settings, config));
  const isCdnow = file === undefined && simulated === null;
  const cuts = cutsOf(settings, data, isCdnow);
  const { evaluation, walk } = evaluateHistory({
    data,
    cuts,
    rules: { lifecycle: config.lifecycle, fitting: config.fitting },
    capacityShare: settings.capacity / 100,
    onProgress: (text) => process.stderr.write(`${text} …\n`),
  });
  const truth = simulated && truthFigures(simulated, walk.calibrations);
  process.stdout.write(`\n${textOf(evaluation)}${truth === null ? '' : truthText(truth)}`);
  if (report !== undefined) writeFileSync(resolve(report), `${JSON.stringify(reportOf(evaluation, truth), null, 2)}\n`);
  if (html !== undefined && page !== null) writeFileSync(resolve(html), page.pageOf(evaluation));
}

/** Takes a while, so not for every command; and the image does without the library, which is large. */
async function loadCharts(): Promise<{ readonly pageOf: typeof pageOf }> {
  try {
    return await import('@ebb/evaluation/page');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UserError(
      '--html needs the library echarts, which is not installed here (the image leaves it out). Run it from a checkout, or write the figures with --report.',
      { cause: error },
    );
  }
}

async function ownData(
  path: string,
  { map, currency }: EvaluateSettings,
  config: ReturnType<typeof loadConfig>,
): Promise<HistoryData> {
  if (map === undefined) throw new UserError(`Say with --map which columns of ${path} hold customer, time and amount.`);
  let bad = 0;
  return fileData({
    path,
    columns: parseColumns(map),
    currency: currency?.toUpperCase() ?? config.reportingCurrency,
    config,
    onBadRow: ({ line, reason }) => {
      bad += 1;
      if (bad <= badRowsNamedMax) process.stderr.write(`${path}:${line}: ${reason}\n`);
    },
  });
}

function cutsOf({ cut, horizon }: EvaluateSettings, data: HistoryData, isCdnow: boolean): readonly Cut[] {
  const usual = isCdnow ? cdnowCuts : defaultCuts(data);
  if (cut !== undefined) return [{ day: cut, horizonDays: horizon ?? Math.min(Math.max(data.lastDay - cut, 1), 273) }];
  return horizon === undefined ? usual : usual.map(({ day }) => ({ day, horizonDays: horizon }));
}

function parseDay(text: string): number {
  const at = Date.parse(`${text}T00:00:00Z`);
  // It takes the 31st of a month of 30 days for the first of the next one.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('It has to be a date such as 1997-09-30.');
  }
  return at / millisecondsPerDay;
}

function parseCount(text: string): number {
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number === 0) throw new InvalidArgumentError('It has to be a whole number, at least 1.');
  return number;
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (!(percent > 0 && percent <= 100)) throw new InvalidArgumentError('It has to be above 0, and at most 100.');
  return percent;
}
