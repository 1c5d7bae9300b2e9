/** For each fault: exactly the alerts that are right fire, and somebody is told of exactly one. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { monitoringPrograms, prepareMonitoring, type Server, startAlertmanager } from '@ebb/stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { until } from '../pipeline/index.ts';
import { alertmanagerFile, alertRules, alertsFile } from './alert-rules.ts';
import { type Course, type Fault, faults, type Scale, well } from './faults.ts';

/** How many scrapes there are before and after the fault. */
interface Span {
  readonly seconds: number;
  readonly unit: string;
  readonly before: number;
  readonly after: number;
}

const scales: Readonly<Record<Scale, Span>> = {
  minutes: { seconds: 60, unit: 'm', before: 60, after: 60 },
  hours: { seconds: 3_600, unit: 'h', before: 216, after: 30 },
};

const severities = new Map(alertRules().map(({ alert, labels }) => [alert, labels['severity'] as string]));

let directory: string;
let alertmanager: Server;
beforeAll(async () => {
  await prepareMonitoring();
  directory = await mkdtemp(join(tmpdir(), 'ebb-faults-'));
  await copyFile(alertsFile, join(directory, 'alerts.yaml'));
  await copyFile(alertmanagerFile, join(directory, 'alertmanager.yaml'));
  alertmanager = await startAlertmanager({ directory });
});
afterAll(async () => {
  await alertmanager.stop();
  await rm(directory, { recursive: true });
});

it('every rule has a fault of which it tells', () => {
  const told = new Set(faults.flatMap(({ fires }) => fires.slice(0, 1).map((alert) => labelsOf(alert)['alertname'])));
  expect([...severities.keys()].filter((alert) => !told.has(alert))).toEqual([]);
});

describe.each(faults)('$fault', (fault) => {
  it('fires what it should, and nothing else', async () => {
    const file = join(directory, 'fault.test.yaml');
    await writeFile(file, stringify(promtoolTest(fault)));
    const { stdout, stderr } = await promisify(execFile)(monitoringPrograms.promtool, ['test', 'rules', file]).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    expect(stdout + stderr).toContain('SUCCESS');
  });

  it('tells somebody of one thing', async () => {
    const firing = fault.fires.map(labelsOf);
    const [told, ...rest] = firing.map(({ alertname }) => alertname);
    await tell(firing, 600_000);
    await until('the rest is held back', async () => (await namesOf('inhibited')).length === rest.length);
    expect(await namesOf('active')).toEqual(told === undefined ? [] : [told]);
    await tell(firing, 0);
    await until('it is over', async () => (await namesOf('active')).length + (await namesOf('inhibited')).length === 0);
  });
});

/** The labels of `Name{label="value", …}`, with its name and urgency. */
function labelsOf(alert: string): Readonly<Record<string, string>> {
  const name = alert.slice(0, alert.indexOf('{'));
  const pairs = [...alert.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label as string, value as string] as const);
  return { alertname: name, severity: severities.get(name) as string, ...Object.fromEntries(pairs) };
}

/** All is well for a while, then there is the fault; what fires is asked at the end of both. */
function promtoolTest({ scale, changes, fires }: Fault): object {
  const { seconds, before, after, unit } = scales[scale];
  const series = Object.entries(well(seconds)).map(([name, course]) => {
    const change = Object.entries(changes).find(([start]) => name.startsWith(start))?.[1];
    return { series: name, values: `${samples(course, before)} ${samplesThen(course, change, scales[scale])}` };
  });
  const expr = 'ALERTS{alertstate="firing"}';
  const expected = fires.map((alert) => ({
    labels: `ALERTS${selector({ alertstate: 'firing', ...labelsOf(alert) })}`,
    value: 1,
  }));
  return {
    rule_files: ['alerts.yaml'],
    evaluation_interval: `1${unit}`,
    tests: [
      {
        interval: `1${unit}`,
        input_series: series,
        promql_expr_test: [
          { expr, eval_time: `${before - 1}${unit}`, exp_samples: [] },
          { expr, eval_time: `${before + after - 1}${unit}`, exp_samples: expected },
        ],
      },
    ],
  };
}

/** So many values of a series, as promtool writes them. */
const samples = ([first, step]: Course, count: number): string => `${first}${step < 0 ? '' : '+'}${step}x${count - 1}`;

function samplesThen([first, step]: Course, change: Fault['changes'][string] | undefined, { before, after }: Span): string {
  if (change === null) return `stale _x${after - 1}`;
  if (typeof change === 'number') return samples([change, 0], after);
  return samples(change ?? [first + step * before, step], after);
}

const selector = (labels: Readonly<Record<string, string>>): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`;

/** What Prometheus tells Alertmanager. @param forMilliseconds how long they go on; 0 where they are over */
async function tell(alerts: readonly Readonly<Record<string, string>>[], forMilliseconds: number): Promise<void> {
  const startsAt = new Date(Date.now() - 60_000).toISOString();
  const endsAt = new Date(Date.now() + forMilliseconds).toISOString();
  const response = await fetch(`${alertmanager.address}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts.map((labels) => ({ labels, startsAt, endsAt }))),
  });
  expect(response.status).toBe(200);
}

/** The names of the alerts that are not over: of those that somebody is told of, or of those that are held back. */
async function namesOf(which: 'active' | 'inhibited'): Promise<string[]> {
  const url = new URL('/api/v2/alerts', alertmanager.address);
  for (const state of ['active', 'inhibited', 'silenced', 'unprocessed']) url.searchParams.set(state, String(state === which));
  const found = (await (await fetch(url)).json()) as { labels: { alertname: string } }[];
  return found.map(({ labels }) => labels.alertname);
}
