export { type Judged, judge } from './judge.ts';
export { type Outcome, readOutcome, type Standing } from './outcome.ts';
export { Pipeline, type PipelineOptions, type Servers } from './pipeline.ts';
export { refusalOf, startWorker, type WorkerProcess } from './worker-process.ts';
