import { readFileSync } from 'node:fs';
import type { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { registries, serviceNames } from './registries.ts';

interface Described {
  readonly type: string;
  readonly labels: readonly string[];
  readonly of: readonly string[];
}

const page = readFileSync(new URL('../../../../docs/metrics.md', import.meta.url), 'utf8');

const words = (cell: string): string[] => cell.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));

/** Rows of the page: metric, type, labels, unit, of, meaning, what to do. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const documented = new Map(
  rows.map(([, name = '', type = '', labels = '', , of = '']): [string, Described] => [
    name.replaceAll('`', ''),
    { type, labels: words(labels).toSorted(), of: of === 'all' ? serviceNames : words(of) },
  ]),
);

/** What prom-client keeps of a metric and does not type. */
interface Registered {
  readonly name: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}

const registeredIn = (registry: Registry): readonly Registered[] => registry.getMetricsAsArray() as unknown as Registered[];

const registered = new Map<string, Described>();
for (const [service, registry] of Object.entries(registries())) {
  for (const { name, type, labelNames } of registeredIn(registry)) {
    const { labels = [], of = [] } = registered.get(name) ?? {};
    registered.set(name, { type, labels: [...new Set([...labels, ...labelNames])].toSorted(), of: [...of, service] });
  }
}

describe('docs/metrics.md', () => {
  it('has every metric that a service registers, and no other', () => {
    expect([...documented.keys()].toSorted()).toEqual([...registered.keys()].toSorted());
    expect(documented.size).toBe(rows.length);
  });

  it.each([...registered])('says type, labels and services of %s', (name, what) => {
    expect(documented.get(name)).toEqual(what);
  });

  it.each(rows.map((cells) => [cells[1], cells[4], cells[6]]))('says the unit and meaning of %s', (_, unit, meaning) => {
    expect(unit).not.toBe('');
    expect(meaning).not.toBe('');
  });
});

describe('names of metrics', () => {
  const own = [...registered].filter(([name]) => name.startsWith('ebb_'));

  it.each(own)('%s follows the conventions of Prometheus', (name, { type }) => {
    expect(name).toMatch(/^[a-z][a-z0-9_]*[a-z0-9]$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(name).not.toMatch(/_(milliseconds|minutes|hours|days|kilobytes|megabytes|percent)\b/);
  });

  it('there are those of Ebb beside those of the process', () => {
    expect(own.length).toBeGreaterThan(40);
  });
});
