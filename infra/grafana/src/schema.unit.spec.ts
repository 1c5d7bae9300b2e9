/** The files against what Grafana itself publishes of the version that the compose file runs. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import manifest from '@grafana/schema/package.json' with { type: 'json' };
import { Ajv, type AnySchemaObject, type ErrorObject } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, it } from 'vitest';
import { dashboardFiles } from './files.ts';

const published = '@grafana/schema/dist/types/raw';

/** The JSON Schema of a type that `@grafana/schema` declares; what it does not name is not allowed. */
function schemaOf(file: string, type: string): AnySchemaObject {
  const path = fileURLToPath(import.meta.resolve(`${published}/${file}.gen.d.ts`));
  return createGenerator({ path, type, topRef: false, additionalProperties: false, skipTypeCheck: true }).createSchema(
    type,
  ) as AnySchemaObject;
}

/** Options that are left out are those that the panel begins with. */
const optionsOf = (file: string, type: string): AnySchemaObject => ({ ...schemaOf(file, type), required: [] });

const ajv = new Ajv({ allErrors: true, strict: false });
const isDashboard = ajv.compile(schemaOf('dashboard/x/dashboard_types', 'Dashboard'));

const panelcfg = (kind: string, name: string): string => `composable/${kind}/panelcfg/x/${name}PanelCfg_types`;
const isOptions = {
  stat: ajv.compile(optionsOf(panelcfg('stat', 'Stat'), 'Options')),
  bargauge: ajv.compile(optionsOf(panelcfg('bargauge', 'BarGauge'), 'Options')),
  table: ajv.compile(optionsOf(panelcfg('table', 'Table'), 'Options')),
  timeseries: ajv.compile(optionsOf(panelcfg('timeseries', 'TimeSeries'), 'Options')),
};
/** The other panels have no options of their own for a field. */
const isField: Partial<Record<keyof typeof isOptions, typeof isDashboard>> = {
  table: ajv.compile(optionsOf(panelcfg('table', 'Table'), 'FieldConfig')),
  timeseries: ajv.compile(optionsOf(panelcfg('timeseries', 'TimeSeries'), 'FieldConfig')),
};

const faultOf = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath} ${message} ${JSON.stringify(params)}`;
const faults = (judge: typeof isDashboard, one: unknown): string[] => (judge(one) ? [] : (judge.errors ?? []).map(faultOf));

interface File {
  readonly panels: readonly {
    readonly type: 'row' | keyof typeof isOptions;
    readonly title: string;
    readonly options?: object;
    readonly fieldConfig?: { readonly defaults: { readonly custom?: object } };
  }[];
}

/** What the builders write, and the published schema of this version does not name: where a newer Grafana puts links, and an interval's steps. */
const notKnownYet = /^\/(links\/\d+ .*"placement"|templating\/list\/\d+ .*"auto(_min|_count)?")/;

it('the schema is that of the Grafana that the compose file runs', () => {
  const compose = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  expect(compose).toContain(`image: grafana/grafana:${manifest.version}\n`);
});

describe.each(Object.entries(dashboardFiles))('%s', (_, content) => {
  const file = JSON.parse(content) as File;

  it('is a dashboard', () => {
    expect(faults(isDashboard, file).filter((fault) => !notKnownYet.test(fault))).toEqual([]);
  });

  it('gives its panels no option but those that they have', () => {
    const wrong = file.panels.flatMap(({ type, title, options, fieldConfig }) => {
      if (type === 'row') return [];
      const custom = fieldConfig?.defaults.custom ?? {};
      const judge = isField[type];
      const ofField = judge === undefined ? Object.keys(custom) : faults(judge, custom);
      return [...faults(isOptions[type], options), ...ofField].map((fault) => `${title}: ${fault}`);
    });
    expect(wrong).toEqual([]);
  });
});

it('a dashboard that is none is told by the field', () => {
  const [content = ''] = Object.values(dashboardFiles);
  const dashboard = JSON.parse(content) as object;
  expect(faults(isDashboard, { ...dashboard, timezone: 7 })).toContainEqual(expect.stringMatching(/^\/timezone must be string/));
  expect(faults(isOptions.stat, { colorMode: 'glittering' })).toContainEqual(expect.stringMatching(/^\/colorMode must be equal/));
  expect(faults(isOptions.stat, { colourMode: 'value' })).toContainEqual(expect.stringMatching(/additional properties/));
});
