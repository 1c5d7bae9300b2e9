import type { CustomSeriesOption } from 'echarts';
import type { CutFigures } from '../../evaluate.ts';
import { methodNames } from '../words.ts';
import { colours, svgOf } from './chart.ts';

const quantile = 1.96;

/** AUC of each method with its interval, over all customers and over core. */
export function aucChart({ methods }: CutFigures): string {
  const shown = [...methods].filter(([, { auc }]) => auc.all !== null).toReversed();
  const series = (['all', 'core'] as const).map((group, index): CustomSeriesOption => {
    const data = shown.flatMap(([, { auc, aucStandardError }], row) => {
      const [area, error] = [auc[group], aucStandardError[group]];
      return area === null || error === null ? [] : [[area, row, area - quantile * error, area + quantile * error]];
    });
    const colour = group === 'all' ? colours.ebb : colours.recency;
    const offset = index === 0 ? -5 : 5;
    return {
      name: group === 'all' ? 'all customers' : 'core',
      type: 'custom',
      data,
      itemStyle: { color: colour },
      renderItem: (_, api) => {
        const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
        const [low] = api.coord([api.value(2), api.value(1)]) as [number, number];
        const [high] = api.coord([api.value(3), api.value(1)]) as [number, number];
        const at = y + offset;
        return {
          type: 'group',
          children: [
            { type: 'line', shape: { x1: low, y1: at, x2: high, y2: at }, style: { stroke: colour, lineWidth: 2 } },
            { type: 'circle', shape: { cx: x, cy: at, r: 4 }, style: { fill: colour } },
          ],
        };
      },
    };
  });
  return svgOf(
    {
      legend: { top: 0, itemGap: 26 },
      grid: { left: 160, right: 30, top: 40, bottom: 50 },
      xAxis: { type: 'value', min: 0.45, max: 0.9 },
      yAxis: { type: 'category', data: shown.map(([key]) => methodNames[key]) },
      series,
    },
    1060,
    360,
  );
}
