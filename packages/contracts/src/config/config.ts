/** The configuration: one YAML file; addresses and secrets come from the environment. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkRules, checkThresholds } from '@ebb/domain';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { calibrationSchema } from './calibration.ts';
import { Places, problemsOf } from './problems.ts';
import { configSchema } from './schema.ts';

export type Calibration = z.output<typeof calibrationSchema>;

/** Durations are in milliseconds. `calibration` is null while none is accepted: silence then does not speak. */
export type Config = Omit<z.output<typeof configSchema>, 'calibration'> & { readonly calibration: Calibration | null };

/** A configuration that cannot be used, with all that is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Text of a file that the configuration names. */
export type ReadText = (path: string) => string;

/** @throws {ConfigError} listing every problem */
export function loadConfig(path: string): Config {
  return parseConfig(textOf(path), path, (named) => textOf(resolve(dirname(path), named)));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError([`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code})`]);
  }
}

/**
 * @param text YAML
 * @param fileName stands in the problems
 * @param readText for a calibration in a file of its own; a ConfigError that it throws is taken up
 * @throws {ConfigError} listing every problem
 */
export function parseConfig(text: string, fileName: string, readText: ReadText): Config {
  const { value, places } = parseYaml(text, fileName, configSchema);
  const calibration = typeof value.calibration === 'string' ? readCalibration(value.calibration, readText) : value.calibration;
  const config = { ...value, calibration };
  const problems = crossProblems(config, places);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const readCalibration = (path: string, readText: ReadText): Calibration =>
  parseYaml(readText(path), path, calibrationSchema).value;

/** YAML is a superset of JSON: both are read here. */
function parseYaml<Schema extends z.ZodType>(text: string, fileName: string, schema: Schema) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(document.errors.map(({ pos, message }) => `${fileName}:${lines.linePos(pos[0]).line}: ${message}`));
  }
  const places = new Places(fileName, document, lines);
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) throw new ConfigError(problemsOf(parsed.error, schema, places));
  return { value: parsed.data, places };
}

/** What is wrong between fields that are each right by themselves. */
function crossProblems(config: Config, places: Places): string[] {
  const rules = checkRules(config.lifecycle).map((problem) => `${places.of(['lifecycle'])}: lifecycle: ${problem}`);
  const thresholds =
    config.calibration === null
      ? []
      : checkThresholds(config.lifecycle, config.calibration.rhythm).map(
          (problem) => `${places.of(['lifecycle'])}: lifecycle: ${problem}`,
        );
  return [
    ...topicProblems(config, places),
    ...limitProblems(config, places),
    ...rateProblems(config, places),
    ...rules,
    ...thresholds,
  ];
}

function topicProblems({ sources }: Config, places: Places): string[] {
  const named = Object.entries(sources).map(([source, { topic }]) => ({ source, topic }));
  return named.flatMap(({ source, topic }, index) => {
    const other = named.slice(0, index).find((earlier) => earlier.topic === topic);
    if (other === undefined) return [];
    return [
      `${places.of(['sources', source, 'topic'])}: sources.${source}.topic is ${topic}, as that of ${other.source}: each source has a topic of its own`,
    ];
  });
}

function limitProblems(config: Config, places: Places): string[] {
  const problems: string[] = [];
  for (const [source, { outOfOrderMax }] of Object.entries(config.sources)) {
    if (outOfOrderMax > config.latenessMax) {
      problems.push(
        `${places.of(['sources', source, 'outOfOrderMax'])}: sources.${source}.outOfOrderMax is longer than latenessMax: what is only out of order would be too late`,
      );
    }
  }
  if (config.queueRecordsMax < config.batch.recordsMax) {
    problems.push(
      `${places.of(['queueRecordsMax'])}: queueRecordsMax is ${config.queueRecordsMax}, below batch.recordsMax, ${config.batch.recordsMax}: no batch could ever be full`,
    );
  }
  return problems;
}

function rateProblems({ rates, reportingCurrency }: Config, places: Places): string[] {
  return Object.entries(rates).flatMap(([currency, dated]) => {
    if (currency === reportingCurrency)
      return [`${places.ofKey(['rates'], currency)}: rates.${currency} is the reporting currency itself: remove it`];
    const index = dated.findIndex(({ from }, at) => at > 0 && from <= (dated[at - 1]?.from ?? ''));
    if (index < 0) return [];
    return [
      `${places.of(['rates', currency, index])}: rates.${currency} are to ascend by day; ${dated[index]?.from} comes after ${dated[index - 1]?.from}`,
    ];
  });
}
