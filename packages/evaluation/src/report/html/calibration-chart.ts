import type { LineSeriesOption } from 'echarts';
import type { CutFigures } from '../../evaluate.ts';
import { methodNames } from '../words.ts';
import { colours, type Drawn, svgOf } from './chart.ts';

const drawn: readonly Drawn[] = ['ebb', 'rhythm', 'bg-nbd', 'pareto-nbd'];

/** The chance to buy as it was foretold, against the share that bought; on the diagonal it is right. */
export function calibrationChart({ methods }: CutFigures): string {
  const series = drawn.map(
    (key): LineSeriesOption => ({
      name: methodNames[key],
      type: 'line',
      symbolSize: 7,
      data: (methods.get(key)?.calibrationCurve ?? []).map(({ predicted, observed }) => [predicted, observed]),
      lineStyle: { color: colours[key], width: key === 'ebb' ? 3 : 1.5 },
      itemStyle: { color: colours[key] },
    }),
  );
  const right: LineSeriesOption = {
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
      xAxis: { type: 'value', min: 0, max: 1, name: 'foretold', nameLocation: 'middle', nameGap: 28 },
      yAxis: { type: 'value', min: 0, max: 1, name: 'observed', nameLocation: 'middle', nameGap: 36 },
      series: [right, ...series],
    },
    520,
    480,
  );
}
