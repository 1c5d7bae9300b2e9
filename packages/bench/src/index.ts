export { type BenchOptions, bench, fullBench, quickBench } from './bench.ts';
export { pageOf, tablesOf, wholePathTablesOf } from './page.ts';
export type { Report } from './report.ts';
export { buildPeers } from './run/build-peers.ts';
export { peers } from './run/peers.ts';
export { measureSteps } from './steps/measure-steps.ts';
