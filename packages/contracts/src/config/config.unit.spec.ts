import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as domain from '@ebb/domain';
import { defaultRules } from '@ebb/domain';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Config, ConfigError, loadConfig, parseConfig } from './config.ts';

const configFolder = join(import.meta.dirname, '../../../../infra/config');

const noFile = (path: string): string => {
  throw new ConfigError([`${path}: cannot be read`]);
};

const parse = (text: string): Config => parseConfig(text, 'ebb.yaml', noFile);

function problemsOf(text: string): readonly string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const hour = 3_600_000;

describe('a configuration', () => {
  test('may be empty', () => {
    expect(parse('')).toMatchObject({ partitions: 16, latenessMax: 48 * hour, calibration: null, lifecycle: defaultRules });
  });

  test('of defaults says every default, and no other', () => {
    expect(parse(readFileSync(join(configFolder, 'default.yaml'), 'utf8'))).toEqual(parse(''));
  });

  test('of defaults leaves no key out', () => {
    const written = readFileSync(join(configFolder, 'default.yaml'), 'utf8');
    expect(keysOf(parse('')).filter((key) => !new RegExp(`\\b${key}:`).test(written))).toEqual([]);
  });

  test('of the demo runs on event time, and is given no calibration', () => {
    const demo = loadConfig(join(configFolder, 'demo.yaml'));
    expect(Object.values(demo.sources).map((source) => source?.clock)).toEqual(['event', 'event', 'event', 'event']);
    expect(demo).toMatchObject({ reportingCurrency: 'USD', calibration: null, fitting: { everyDays: null, effectiveAfter: 0 } });
  });

  test('may name a file that holds a calibration', () => {
    const file = join(configFolder, '../cdnow/calibration.json');
    const given = parseConfig(`calibration: ${file}`, 'ebb.yaml', (path) => readFileSync(path, 'utf8'));
    expect(given.calibration).toMatchObject({ version: 1, pmgEdges: { medium: 4_968, large: 14_280 }, returnTable: null });
  });

  test('may leave out sources that the shop does not have', () => {
    const { sources } = parse('sources: { supportContacts: null, engagements: null }');
    expect(sources).toMatchObject({ purchases: { topic: 'purchases' }, supportContacts: null, engagements: null });
  });

  test('gives the domain its rules and its calibration', () => {
    expectTypeOf<Config['lifecycle']>().toExtend<domain.LifecycleRules>();
    expectTypeOf<NonNullable<Config['calibration']>>().toExtend<domain.Calibration>();
  });
});

const calibration = `
  version: 1
  rhythm: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }
  pmgEdges: { medium: 5000, large: 15000 }
  rfmEdges: { recency: [-4, -3, -2, -1], frequency: [1, 1, 2, 3], monetary: [1, 2, 3, 4] }
`;

describe('a wrong configuration is refused with place, key and what is allowed', () => {
  test.each([
    ['latenesMax: 1h', 'ebb.yaml:1: there is no latenesMax; did you mean latenessMax? allowed here: businessTimeZone, '],
    [
      'sources:\n  purchases: { clok: wall }',
      'ebb.yaml:2: there is no sources.purchases.clok; did you mean clock? allowed here: topic, rekey, clock, ',
    ],
    ['lifecycle:\n  core:\n    lost: {}', 'ebb.yaml:3: there is no lifecycle.core.lost; allowed here: watch, leaving, gone'],
    ['\nlatenessMax: 2 days', 'ebb.yaml:2: latenessMax is no duration: a whole number and ms, s, min, h or d, such as 48h'],
    ['latenessMax: 48', 'ebb.yaml:1: latenessMax is a duration, such as 48h, 5min or 30d'],
    ['batch:\n  statesMax: 10001', 'ebb.yaml:2: batch.statesMax is a whole number from 1 to 10000'],
    ['sources:\n  purchases: null', 'ebb.yaml:2: sources.purchases '],
    ['partitions: many', 'ebb.yaml:1: partitions is a whole number from 1 to 1024'],
    ['businessTimeZone: Mars/Olympus', 'ebb.yaml:1: businessTimeZone is no IANA time zone, such as UTC or Europe/Paris'],
    ['reportingCurrency: EURO', 'ebb.yaml:1: reportingCurrency is no currency of ISO 4217, such as EUR'],
    ['sources: { profiles: { clock: moon } }', 'ebb.yaml:1: sources.profiles.clock is one of wall, event'],
    ['rates: { USD: [{ from: 2026-01-01, rate: 0.92 }] }', 'ebb.yaml:1: rates.USD.0.rate is an exact decimal in quotes'],
    ['rates: { USD: [{ from: 2026-01-01, rate: "0.00" }] }', 'ebb.yaml:1: rates.USD.0.rate is a decimal above 0'],
    ['rates: { USD: [{ from: January, rate: "1" }] }', 'ebb.yaml:1: rates.USD.0.from is a day, as yyyy-mm-dd'],
    ['rates: { ABC: [{ from: 2026-01-01, rate: "1" }] }', 'ebb.yaml:1: rates.ABC is no currency of ISO 4217'],
    [
      'kafka:\n  sasl: { mechanism: plain, password: hunter2 }',
      'ebb.yaml:2: there is no kafka.sasl.password; did you mean passwordFrom?',
    ],
    [
      'kafka:\n  sasl: { mechanism: plain, passwordFrom: hunter2 }',
      'ebb.yaml:2: kafka.sasl.passwordFrom is the name of an environment variable',
    ],
    ['lifecycle: { core: { gone: { pAlive: 10 } } }', 'ebb.yaml:1: lifecycle.core.gone.pAlive is a number between 0 and 1'],
    ['calibration:\n  version: 1\n  rythm: {}', 'ebb.yaml:3: there is no calibration.rythm; did you mean rhythm?'],
    ['calibration: 7', 'ebb.yaml:1: calibration is a calibration, the path of a file that holds one, or null'],
    ['calibration: away.json', 'away.json: cannot be read'],
    ['partitions: [', 'ebb.yaml:1: '],
    ['partitions: 3\npartitions: 4', 'ebb.yaml:2: '],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });

  test('all at once, in the order of the file', () => {
    const problems = problemsOf('partitions: 0\nlatenesMax: 1h\nclockSkewMax: soon\n');
    expect(problems.map((problem) => problem.slice(0, 'ebb.yaml:1'.length))).toEqual(['ebb.yaml:1', 'ebb.yaml:2', 'ebb.yaml:3']);
  });
});

describe('fields that do not go together are refused', () => {
  test.each([
    ['sources:\n  profiles: { topic: purchases }', 'ebb.yaml:2: sources.profiles.topic is purchases, as that of purchases'],
    [
      'sources:\n  purchases: { topic: crm-by-customer }\n  profiles: { topic: crm, rekey: true }',
      'ebb.yaml:3: sources.profiles.topic is crm, rekeyed to crm-by-customer, which is that of purchases',
    ],
    ['latenessMax: 1min', 'sources.purchases.outOfOrderMax is longer than latenessMax'],
    ['batch: { recordsMax: 30000 }', 'queueRecordsMax is 20000, below batch.recordsMax, 30000'],
    ['intake: { inFlightEventsMax: 999 }', 'intake.inFlightEventsMax is 999, below intake.requestEventsMax, 1000'],
    ['rates: { EUR: [{ from: 2026-01-01, rate: "1" }] }', 'ebb.yaml:1: rates.EUR is the reporting currency itself'],
    [
      'rates:\n  USD:\n    - { from: 2026-02-01, rate: "1" }\n    - { from: 2026-01-01, rate: "1" }',
      'ebb.yaml:4: rates.USD are to ascend by day; 2026-01-01 comes after 2026-02-01',
    ],
    ['lifecycle:\n  core: { leaving: { pAlive: 0.6 } }', 'ebb.yaml:2: lifecycle: The P(alive) thresholds of core'],
    [
      `calibration:${calibration}lifecycle: { lapse: { firstTime: { pAlive: 0.7 } } }`,
      'lapse.firstTime.pAlive is 0.7, but P(alive) is 0.640',
    ],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});

test('a calibration in the file itself is taken as it stands', () => {
  expect(parse(`calibration:${calibration}`).calibration).toMatchObject({
    version: 1,
    effectiveFrom: Date.UTC(1990, 0, 1),
    provenance: '',
  });
});

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
