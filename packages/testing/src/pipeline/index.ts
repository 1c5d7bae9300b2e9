export type { SourceRecord } from '@ebb/intake';
export { type Judged, judge } from './judge.ts';
export { type Outcome, readOutcome, type Standing } from './outcome.ts';
export { Pipeline, type PipelineOptions, type RawMessage, type Servers } from './pipeline.ts';
export { eventOf, frameOf, nameIn } from './raw-events.ts';
export { until } from './until.ts';
export {
  type LaunchedWorker,
  launchWorker,
  type Refusal,
  refusalOf,
  type WorkerProcess,
  type WorkerStatus,
} from './worker-process.ts';
