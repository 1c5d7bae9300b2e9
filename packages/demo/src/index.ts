export { NotFreshError } from './fresh-topics.ts';
export { type Outcome, OutcomeReader, type OutputTopics, readOutcome, type StandingRecord } from './outcome.ts';
export type { Report } from './report.ts';
export { type DemoOptions, runDemo } from './run-demo.ts';
export type { RunningServices } from './services.ts';
