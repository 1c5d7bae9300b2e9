import { panelQueries } from '@ebb/grafana';
import { expect, it } from 'vitest';
import { alertRules } from './alert-rules.ts';
import { registries } from './registries.ts';

const registered = new Set(Object.values(registries()).flatMap((one) => one.getMetricsAsArray().map(({ name }) => name)));
const queries = panelQueries('1h');
const metricsOf = (expr: string) =>
  [...expr.matchAll(/\b(?:ebb|nodejs|process)_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''));

it('a panel asks for metrics that a service registers', () => {
  expect(queries.length).toBeGreaterThan(50);
  expect(queries.filter(({ expr }) => metricsOf(expr).some((name) => !registered.has(name)))).toEqual([]);
});

it('what an alert rests on can be seen', () => {
  const shown = new Set(queries.flatMap(({ expr }) => metricsOf(expr)));
  const needed = new Set(alertRules().flatMap(({ expr }) => metricsOf(expr)));
  expect([...needed].filter((name) => !shown.has(name))).toEqual([]);
});
