export { applyDeadlines } from './lifecycle/apply-deadlines.ts';
export { applyFact } from './lifecycle/apply-fact.ts';
export { checkRules, checkThresholds } from './lifecycle/check-rules.ts';
export { nextWakeDay } from './lifecycle/deadlines.ts';
export { defaultRules } from './lifecycle/default-rules.ts';
export type { Engagement, Fact, ProfileChange, Purchase, Refund, SupportContact } from './lifecycle/facts.ts';
export type {
  AlertClosed,
  LifecycleTransition,
  MainDefectorAlert,
  Output,
  Reason,
  SilenceEvidence,
} from './lifecycle/outputs.ts';
export type { Calibration, LifecycleContext, LifecycleRules, SilenceRule } from './lifecycle/parameters.ts';
export {
  type CustomerState,
  type Deadlines,
  initialState,
  type OpenAlert,
  type Phase,
  phases,
  type Risk,
  risks,
  type Stage,
  stages,
} from './lifecycle/state.ts';
export type { LifecycleStep } from './lifecycle/step.ts';
export type { DayBucket, OlderDays, PurchaseHistory } from './purchases/history.ts';
export type { Pmg, PmgEdges, RfmEdges } from './purchases/value.ts';
export type { RhythmParameters } from './rhythm/mbg-nbd.ts';
export type { Calendar, Day, Instant } from './time/calendar.ts';
export { utcCalendar } from './time/utc-calendar.ts';
export { zonedCalendar } from './time/zoned-calendar.ts';
