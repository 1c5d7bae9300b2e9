import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

const demo = join(import.meta.dirname, '../../../../infra/config/demo.yaml');
const parse = (text: string) => parseConfig(text, 'ebb.yaml', () => '').delivery;
const target = (changes: string, name = 'crm') =>
  `    - { name: ${name}, kind: webhook, url: "https://crm.example.com/ebb", secretFrom: CRM_SECRET${changes} }`;
const targets = (...lines: string[]) => `delivery:\n  targets:\n${lines.join('\n')}`;

function problemsOf(text: string): readonly string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('a target needs a name, an address and a secret; the retries are those of Standard Webhooks', () => {
  const minute = 60_000;
  expect(parse(targets(target(''))).targets[0]).toMatchObject({
    channels: [],
    timeout: 15_000,
    retries: [5_000, ...[5, 30, 120, 300, 600, 840, 1_200, 1_440].map((minutes) => minutes * minute)],
    allowPrivate: false,
    allowHttp: false,
    actionAgeMax: 1_440 * minute,
  });
});

test('the demo lifts the age of actions for its own receiver on loopback, and for nothing else', () => {
  const text = readFileSync(demo, 'utf8');
  const section = text.slice(text.indexOf('\ndelivery:'));
  const lifted = parse(section).targets.filter(({ actionAgeMax }) => actionAgeMax === null);
  expect(lifted.map(({ url }) => new URL(url).hostname)).toEqual(['127.0.0.1']);
  expect(parse(section).callCentre.actionAgeMax).not.toBeNull();
});

describe('what cannot be right is refused with place, key and what is allowed', () => {
  test.each([
    [targets(target(', channels: [telex]')), 'ebb.yaml:3: delivery.targets.0.channels.0 is one of other, phone, mail'],
    [targets(target(', kinds: [bribe]')), 'ebb.yaml:3: delivery.targets.0.kinds.0 is one of proactive-retention'],
    [targets(target('', 'CRM!')), 'ebb.yaml:3: delivery.targets.0.name is a name of small letters, digits and hyphens'],
    [targets(target(''), target('')), 'ebb.yaml:4: delivery.targets.1.name is crm, as that of target 0'],
    [targets(target('', 'call-centre')), "ebb.yaml:3: delivery.targets.0.name is call-centre, which is the call centre's"],
    [targets(target('').replace('https', 'http')), 'https is allowed; http only with allowHttp: true'],
    [targets(target('').replace('https', 'ftp')), 'ebb.yaml:3: delivery.targets.0.url is no address such as https://'],
    [targets(target('').replace('crm.example', 'me:pw@crm.example')), 'is an address without user, password and fragment'],
    [targets(target('').replace('CRM_SECRET', 'whsec_abc')), 'secretFrom is the name of an environment variable'],
    [`${targets(target(', actionAgeMax: 8d'))}\n  doneKept: 7d`, 'ebb.yaml:4: delivery.doneKept is shorter than an actionAgeMax'],
    [targets(target(', timeout: 0s')), 'ebb.yaml:3: delivery.targets.0.timeout is 0'],
    [targets(target(', concurrencyMax: 0')), 'concurrencyMax is a whole number from 1 to 100'],
    [targets(target(', retrys: [5s]')), 'there is no delivery.targets.0.retrys; did you mean retries?'],
    ['delivery:\n  caps: { perCustomer: { max: -1, per: 7d } }', 'ebb.yaml:2: delivery.caps.perCustomer.max is a whole number'],
    ['delivery: { quietHours: { from: "25:00", to: "08:00" } }', 'quietHours.from is a time of day in quotes, such as "20:00"'],
    [
      'delivery: { quietHours: { from: "08:00", to: "08:00" } }',
      'delivery.quietHours begin and end at 08:00; null stands for none',
    ],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});
