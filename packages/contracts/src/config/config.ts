/** The configuration: one YAML file; addresses and secrets come from the environment. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkPolicy, checkRules, checkThresholds } from '@ebb/domain';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { topicReadByLifecycle } from '../topics.ts';
import { calibrationSchema } from './calibration.ts';
import { deliveryProblems } from './delivery.ts';
import { Places, problemsOf } from './problems.ts';
import { configSchema } from './schema.ts';

/** A calibration that the configuration gives. */
export type GivenCalibration = z.output<typeof calibrationSchema>;

/** Durations are in milliseconds. */
export type Config = Omit<z.output<typeof configSchema>, 'calibration'> & { readonly calibration: GivenCalibration | null };

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

const readCalibration = (path: string, readText: ReadText): GivenCalibration =>
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
    ...deliveryProblems(config.delivery, places),
    ...rules,
    ...thresholds,
    ...policyProblems(config, places),
  ];
}

function topicProblems({ sources }: Config, places: Places): string[] {
  const named = Object.entries(sources).flatMap(([source, given]) =>
    given === null ? [] : [{ source, ...given, read: topicReadByLifecycle(given) }],
  );
  return named.flatMap(({ source, topic, rekey, read }, index) => {
    const place = `${places.of(['sources', source, 'topic'])}: sources.${source}.topic is ${topic}`;
    const same = named.slice(0, index).find((earlier) => earlier.topic === topic);
    if (same !== undefined) return [`${place}, as that of ${same.source}: each source has a topic of its own`];
    const taken = rekey ? named.find((other) => other.topic === read) : undefined;
    if (taken === undefined) return [];
    return [`${place}, rekeyed to ${read}, which is that of ${taken.source}: each source has a topic of its own`];
  });
}

function limitProblems(config: Config, places: Places): string[] {
  const problems: string[] = [];
  for (const [source, given] of Object.entries(config.sources)) {
    if (given !== null && given.outOfOrderMax > config.latenessMax) {
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
  const { requestEventsMax, inFlightEventsMax } = config.intake;
  if (inFlightEventsMax < requestEventsMax) {
    problems.push(
      `${places.of(['intake', 'inFlightEventsMax'])}: intake.inFlightEventsMax is ${inFlightEventsMax}, below intake.requestEventsMax, ${requestEventsMax}: a full request would be put off for ever`,
    );
  }
  return problems;
}

function policyProblems({ actions }: Config, places: Places): string[] {
  return checkPolicy(actions).map(({ index, message }) => {
    if (index === null) return `${places.of(['actions', 'policy'])}: actions.policy: ${message}`;
    const rule = `actions.policy.${index} (${actions.policy[index]?.name})`;
    return `${places.of(['actions', 'policy', index])}: ${rule} ${message}`;
  });
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
