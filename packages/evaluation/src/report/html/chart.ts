import { type EChartsOption, init } from 'echarts';

/** A chart as a drawing of its own, drawn here: the page needs no script. */
export function svgOf(option: EChartsOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 60, right: 30, top: 60, bottom: 50 },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Okabe & Ito (2008), told apart also by those who are colour-blind. */
export const colours = {
  ebb: '#0072b2',
  rhythm: '#56b4e9',
  recency: '#e69f00',
  'silence-over-gap': '#009e73',
  hiatus: '#d55e00',
  'pareto-nbd': '#cc79a7',
  'bg-nbd': '#000000',
} as const;

export type Drawn = keyof typeof colours;
