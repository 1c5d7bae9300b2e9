/** The panels of which the dashboards are made: each says what it shows, what is normal and what to do. */

import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  BigValueColorMode,
  BigValueGraphMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  TableSortByFieldStateBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { type Panel, type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { datasource } from './datasource.ts';

export interface PanelText {
  readonly title: string;
  /** What is shown, in a sentence. */
  readonly shows: string;
  readonly normal: string;
  /** What to do where it is not. */
  readonly otherwise: string;
  /** The alert whose page helps. */
  readonly runbook?: `Ebb${string}`;
  /** Why there may be nothing to show, said in its place. */
  readonly noneBecause?: string;
}

export interface PanelFigures {
  /** As Grafana names it. */
  readonly unit: string;
  readonly decimals?: number;
  /** From where on it is yellow, and red. */
  readonly warn?: number;
  readonly alarm?: number;
  /** What is too little, not too much, is wrong. */
  readonly lowIsBad?: true;
}

/** Queries by what their series are called; `{{label}}` stands for its value. */
type Queries = Readonly<Record<string, string>>;

/** Columns of 24. */
type Width = 4 | 6 | 8 | 12 | 16 | 24;

const heights = { figure: 4, graph: 8 } as const;

/** One number, and how it came there. */
export function figure(text: PanelText, figures: PanelFigures, expr: string, width: Width = 4): Builder<Panel> {
  const panel = new Stat().colorMode(BigValueColorMode.Value).graphMode(BigValueGraphMode.Area);
  const isJudged = figures.warn !== undefined || figures.alarm !== undefined;
  if (!isJudged) panel.colorMode(BigValueColorMode.None);
  panel.reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  return common(panel, text, figures, { '': expr }, width).height(heights.figure).thresholds(thresholds(figures));
}

/** What there is of each now, or over the time that is shown. */
export function ranking(text: PanelText, figures: PanelFigures, queries: Queries, width: Width = 8): Builder<Panel> {
  const panel = new BarGauge().displayMode(BarGaugeDisplayMode.Basic).orientation(VizOrientation.Horizontal).min(0);
  panel.reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  return common(panel, text, figures, queries, width, 'instant').height(heights.graph).thresholds(thresholds(figures));
}

/** A column of a table: a figure for each set of labels. */
export interface Column extends PanelFigures {
  readonly expr: string;
  /** What stands where there is none, while others have one. */
  readonly none: string;
}

/**
 * A line for each set of labels, and a column for each query; the labels come first.
 * @param labels what their columns are called
 * @param columns by what they are called
 */
export function table(
  text: PanelText,
  labels: Readonly<Record<string, string>>,
  columns: Readonly<Record<string, Column>>,
  width: Width,
): Builder<Panel> {
  const queries = Object.fromEntries(Object.entries(columns).map(([name, { expr }]) => [name, expr]));
  const panel = common(new Table(), text, { unit: 'short' }, queries, width, 'table').height(heights.graph);
  const names = Object.keys(columns).map((name, index) => [`Value #${refIdOf(index)}`, name] as const);
  const order = [...Object.keys(labels), ...names.map(([field]) => field)];
  const indexByName = Object.fromEntries(order.map((field, index) => [field, index]));
  panel.withTransformation({ id: 'merge', options: {} });
  panel.withTransformation({
    id: 'organize',
    options: { excludeByName: { Time: true }, indexByName, renameByName: { ...labels, ...Object.fromEntries(names) } },
  });
  for (const [name, { unit, decimals, none }] of Object.entries(columns)) {
    panel.overrideByName(name, [
      { id: 'unit', value: unit },
      { id: 'decimals', value: decimals },
      { id: 'noValue', value: none },
    ]);
  }
  return panel.sortBy([new TableSortByFieldStateBuilder().displayName(Object.values(labels)[0] as string).desc(false)]);
}

/** How it went. */
export const graph = (text: PanelText, figures: PanelFigures, queries: Queries, width: Width = 8): Builder<Panel> =>
  timeSeries(text, figures, queries, width);

/** How the parts of a whole went. */
export const stack = (text: PanelText, figures: PanelFigures, queries: Queries, width: Width = 8): Builder<Panel> =>
  timeSeries(text, figures, queries, width).stacking(new StackingConfigBuilder().mode(StackingMode.Normal)).fillOpacity(30);

function timeSeries(text: PanelText, figures: PanelFigures, queries: Queries, width: Width): TimeSeries {
  const panel = new TimeSeries().lineWidth(1).fillOpacity(5).showPoints(VisibilityMode.Never).axisSoftMin(0);
  panel.legend(
    new VizLegendOptionsBuilder()
      .displayMode(LegendDisplayMode.Table)
      .placement(LegendPlacement.Bottom)
      .showLegend(true)
      .calcs(['lastNotNull', 'max']),
  );
  panel.tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi));
  if (figures.warn !== undefined || figures.alarm !== undefined) {
    panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  return common(panel, text, figures, queries, width).height(heights.graph).thresholds(thresholds(figures));
}

const refIdOf = (index: number): string => String.fromCodePoint(65 + index);

function common<Kind extends Stat | BarGauge | TimeSeries | Table>(
  panel: Kind,
  text: PanelText,
  { unit, decimals }: PanelFigures,
  queries: Queries,
  width: Width,
  asked: 'range' | 'instant' | 'table' = 'range',
): Kind {
  panel.title(text.title).description(descriptionOf(text)).datasource(datasource).unit(unit).span(width);
  if (decimals !== undefined) panel.decimals(decimals);
  if (text.noneBecause !== undefined) panel.noValue(text.noneBecause);
  panel.targets(
    Object.entries(queries).map(([legend, expr], index) => {
      const query = new DataqueryBuilder().refId(refIdOf(index)).datasource(datasource);
      query.expr(expr).legendFormat(legend === '' ? '__auto' : legend);
      if (asked === 'table') query.format(PromQueryFormat.Table);
      return asked === 'range' ? query.range() : query.instant();
    }),
  );
  return panel;
}

function descriptionOf({ shows, normal, otherwise, runbook }: PanelText): string {
  const page = runbook === undefined ? '' : ` Runbook: docs/runbooks/${runbook}.md`;
  return `${shows}\n\n**Normal:** ${normal}\n\n**Otherwise:** ${otherwise}${page}`;
}

/** Grafana colours from the least value upwards. */
function thresholds({ warn, alarm, lowIsBad }: PanelFigures): ThresholdsConfigBuilder {
  const [base, worst] = lowIsBad === true ? ['red', 'green'] : ['green', 'red'];
  const steps: Threshold[] = [{ value: null, color: base }];
  const bounds =
    lowIsBad === true
      ? [[alarm, 'yellow'] as const, [warn, worst] as const]
      : [[warn, 'yellow'] as const, [alarm, worst] as const];
  for (const [value, color] of bounds) if (value !== undefined) steps.push({ value, color });
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}
