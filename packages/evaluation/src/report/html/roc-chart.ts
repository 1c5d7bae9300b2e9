import type { LineSeriesOption } from 'echarts';
import type { CutFigures } from '../../evaluate.ts';
import { methodNames } from '../words.ts';
import { colours, type Drawn, svgOf } from './chart.ts';

const drawn: readonly Drawn[] = ['ebb', 'rhythm', 'recency', 'silence-over-gap', 'hiatus'];

/** ROC curves over all customers; a method with one cut-off has one corner. */
export function rocChart({ roc }: CutFigures): string {
  const series = drawn.map(
    (key): LineSeriesOption => ({
      name: methodNames[key],
      type: 'line',
      showSymbol: false,
      data: (roc.get(key) ?? []).map(({ falsePositives, truePositives }) => [falsePositives, truePositives]),
      lineStyle: { color: colours[key], width: key === 'ebb' ? 3 : 1.5 },
      itemStyle: { color: colours[key] },
    }),
  );
  const chance: LineSeriesOption = {
    type: 'line',
    showSymbol: false,
    data: [
      [0, 0],
      [1, 1],
    ],
    lineStyle: { color: '#bbbbbb', type: 'dashed' },
  };
  return svgOf(
    {
      legend: { top: 0, itemGap: 26, data: drawn.map((key) => methodNames[key]) },
      grid: { left: 60, right: 30, top: 76, bottom: 50 },
      xAxis: { type: 'value', min: 0, max: 1, name: 'share of the others', nameLocation: 'middle', nameGap: 28 },
      yAxis: { type: 'value', min: 0, max: 1, name: 'share of buyers', nameLocation: 'middle', nameGap: 36 },
      series: [chance, ...series],
    },
    520,
    480,
  );
}
