export type { SourceRecord } from '@ebb/intake';
export { factsOf } from './facts.ts';
export { HoldingRegistry } from './holding-registry.ts';
export { compared, type Judged, judge, judgeLifecycle, verdictsOn } from './judge.ts';
export { type Outcome, readAll, readOutcome, type Standing } from './outcome.ts';
export { Pipeline, type PipelineOptions, type RawMessage, type Servers } from './pipeline.ts';
export { type DeliveryStanding, deliveryAt, type Flow, untilQuiet } from './quiet.ts';
export { eventOf, frameOf, nameIn } from './raw-events.ts';
export { until } from './until.ts';
export {
  type LaunchedWorker,
  launchWorker,
  type Refusal,
  refusalOf,
  untilSaid,
  type WorkerProcess,
  type WorkerStatus,
} from './worker-process.ts';
