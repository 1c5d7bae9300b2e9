import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { repository } from '@ebb/stack';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { alertmanagerFile, alertRules, alertTestFiles, faster, runbooksFolder } from './alert-rules.ts';
import { registries } from './registries.ts';

const rules = alertRules();
const names = rules.map(({ alert }) => alert);
const pageOf = (alert: string): string => readFileSync(`${runbooksFolder}/${alert}.md`, 'utf8');

describe('every alert', () => {
  it.each(rules)('$alert says how urgent it is, what is wrong and where help is', ({ alert, labels, annotations }) => {
    expect(['page', 'ticket']).toContain(labels['severity']);
    expect(annotations['summary']).toBeTruthy();
    expect(annotations['description']).toBeTruthy();
    expect(annotations['runbook']).toBe(`docs/runbooks/${alert}.md`);
    expect(existsSync(`${repository}/${annotations['runbook']}`)).toBe(true);
  });

  it('has its page, and every page its alert', () => {
    expect(readdirSync(runbooksFolder).toSorted()).toEqual(names.map((name) => `${name}.md`).toSorted());
  });

  it.each(names)('%s: its page says what it means, how to confirm it, what to do and how it clears', (name) => {
    const headings = [...pageOf(name).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([name, 'What it means', 'How to confirm it', 'What to do', 'How it clears']);
  });

  it.each(names)('%s: its page names commands that there are', (name) => {
    const commands = [...pageOf(name).matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    );
    const inText = [...pageOf(name).matchAll(/`((?:\.\/ebb|curl|redis-cli) [^`]+)`/g)].map(([, command = '']) => command);
    expect(commands).not.toEqual([]);
    expect([...commands, ...inText].filter((command) => !isCommand(command))).toEqual([]);
  });

  it('rests on metrics that a service registers', () => {
    const registered = new Set(Object.values(registries()).flatMap((one) => one.getMetricsAsArray().map(({ name }) => name)));
    const text = readFileSync(`${repository}/infra/prometheus/alerts.yaml`, 'utf8');
    const used = [...text.matchAll(/\bebb_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''));
    expect(used.length).toBeGreaterThan(10);
    expect([...new Set(used)].filter((name) => !registered.has(name))).toEqual([]);
  });

  it.each(names)('%s has a test with its fault, and one without', (name) => {
    const tests = alertTestFiles.map((file) => parse(readFileSync(file, 'utf8')) as Tests);
    const cases = tests
      .flatMap((file) => file.tests)
      .flatMap((test) => test.alert_rule_test ?? [])
      .filter(({ alertname }) => alertname === name);
    expect(cases.some(({ exp_alerts: alerts = [] }) => alerts.length > 0)).toBe(true);
    expect(cases.some(({ exp_alerts: alerts = [] }) => alerts.length === 0)).toBe(true);
  });
});

/** A command of the launcher, a question to an address that a service serves, or the client of Redis. */
function isCommand(command: string): boolean {
  const ebb = /^\.\/ebb (\w+)/.exec(command)?.[1];
  if (ebb !== undefined) return existsSync(`${repository}/packages/cli/src/commands/${ebb}.ts`);
  const served = /^curl (?:-s|-X POST) "\$[A-Z]+_URL\/([a-z-]+)/.exec(command)?.[1];
  if (served !== undefined) return ['health', 'status', 'metrics', 'targets', 'dead-letters'].includes(served);
  return command.startsWith('redis-cli ');
}

interface Tests {
  readonly tests: readonly { readonly alert_rule_test?: readonly { alertname: string; exp_alerts?: readonly object[] }[] }[];
}

it('an inhibition names alerts that there are', () => {
  const named = [...readFileSync(alertmanagerFile, 'utf8').matchAll(/\bEbb\w+/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !names.includes(name))).toEqual([]);
});

it('rules can run in a time in which a minute is two seconds', () => {
  expect(faster('x[5m] > 2 * 60 for 1m, 1h, 15s, 0.6 * 600', 2)).toBe('x[10s] > 2 * 2 for 2s, 120s, 1s, 0.6 * 600');
});
