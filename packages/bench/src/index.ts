export { type BenchOptions, bench, fullBench, quickBench } from './bench.ts';
export { pageOf, tablesOf } from './page.ts';
export type { Report } from './report.ts';
