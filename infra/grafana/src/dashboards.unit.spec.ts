import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { describe, expect, it } from 'vitest';
import { dashboardFiles, dashboards, dashboardsFolder } from './files.ts';
import { panelQueries } from './queries.ts';

it('the files are those that the code makes (else run `node infra/grafana/src/generate.ts`)', () => {
  const files = readdirSync(dashboardsFolder).map((name) => [name, readFileSync(`${dashboardsFolder}/${name}`, 'utf8')]);
  expect(Object.fromEntries(files)).toEqual(dashboardFiles);
});

const isPanel = (one: object): one is Panel => 'targets' in one;

describe.each(dashboards)('$title', ({ panels = [] }) => {
  const own = panels.filter(isPanel);

  it.each(own)(
    '$title says what it shows, in what unit, what is normal and what to do',
    ({ description = '', fieldConfig, targets }) => {
      expect(description).toMatch(/^[A-Z1].+\n\n\*\*Normal:\*\* .+\n\n\*\*Otherwise:\*\* .+$/);
      expect(fieldConfig?.defaults.unit).toBeTruthy();
      expect(targets?.length).toBeGreaterThan(0);
      const pages = [...description.matchAll(/docs\/runbooks\/\w+\.md/g)].map(([page]) => page);
      expect(pages.filter((page) => !existsSync(new URL(`../../../${page}`, import.meta.url)))).toEqual([]);
    },
  );

  it('no two panels have the same title or number', () => {
    expect(new Set(own.map(({ title }) => title)).size).toBe(own.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('fills each line from left to right, and no panel lies on another', () => {
    const cells = panels.flatMap(({ gridPos }) => {
      const { x, y, w, h } = gridPos as NonNullable<Panel['gridPos']>;
      return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`);
    });
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.filter((cell) => Number(cell.split(',')[0]) >= 24)).toEqual([]);
  });
});

it('a query is asked with nothing of Grafana left in it', () => {
  expect(panelQueries('1h').filter(({ expr }) => /\$(?!1)/.test(expr))).toEqual([]);
});
