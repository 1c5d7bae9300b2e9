export { applyActionDeadline } from './actions/apply-action-deadline.ts';
export { applyAlertFact } from './actions/apply-alert-fact.ts';
export { checkPolicy, type PolicyProblem } from './actions/check-policy.ts';
export { defaultActionRules } from './actions/default-rules.ts';
export {
  cameBack,
  type Difference,
  type EffectCount,
  type EffectFigures,
  effectCounts,
  effectFigures,
  effectFlow,
  type GroupFigures,
} from './actions/effects.ts';
export { type AlertFact, factIdOf, type Said, transitionMatters, type Withdrawal, withdrawalIdOf } from './actions/facts.ts';
export {
  type ActionCalledOff,
  type ActionElements,
  type ActionKind,
  type ActionOffer,
  type ActionPhase,
  type ActionsOutput,
  type ActionTrigger,
  type ActionWithheld,
  actionKinds,
  actionPhases,
  actionTriggers,
  consentsNeeded,
  type EffectGroup,
  type EffectMeasured,
  type EffectOutcome,
  effectGroups,
  effectOutcomes,
  leadingElements,
  offerKinds,
  type RetentionAction,
  type WithholdingReason,
} from './actions/outputs.ts';
export { type ActionRules, type ActionsContext, type PolicyRule, relationships, sizes } from './actions/parameters.ts';
export { type ActionsState, initialActionsState, type OpenAction, type PastDecision } from './actions/state.ts';
export type { ActionsStep } from './actions/step.ts';
export { trialDays } from './actions/trials.ts';
export { type CalibrationFit, type CalibrationVerdict, calibrate, type FittingRules } from './calibration/calibrate.ts';
export { historyWith } from './calibration/history-with.ts';
export { Population } from './calibration/population.ts';
export { type Edges, SegmentChangeCount, type SegmentChanges } from './calibration/segment-changes.ts';
export { type Standing, standingAt } from './calibration/standing.ts';
export { type Cause, type CauseName, causeNames, type Proof, proofs } from './causes/cause.ts';
export {
  type Census,
  type CensusStanding,
  censusFlow,
  censusStanding,
  type StageFigures,
  stageFigures,
  sumOfCensuses,
} from './census/census.ts';
export type { Contacts, SupportCase } from './contacts/contacts.ts';
export type { Engagements } from './engagements/engagements.ts';
export { type Fit, type FitAttempt, type FitFailure, type FitProblem, type FitResult, fitProblems } from './fitting/fit.ts';
export { fitIsotonic, type Outcomes } from './fitting/fit-isotonic.ts';
export { fitBgNbd, fitMbgNbd, fitParetoNbd } from './fitting/fit-rhythm.ts';
export { fitSpend } from './fitting/fit-spend.ts';
export { RhythmCounts, type RhythmSample } from './fitting/rhythm-sample.ts';
export { SpendCounts, type SpendSample } from './fitting/spend-sample.ts';
export { applyDeadline } from './lifecycle/apply-deadline.ts';
export { applyFact } from './lifecycle/apply-fact.ts';
export { type Calibrations, calibrationsFrom, type DatedCalibration } from './lifecycle/calibrations.ts';
export { checkRules, checkThresholds } from './lifecycle/check-rules.ts';
export { defaultRules } from './lifecycle/default-rules.ts';
export {
  type CaseKind,
  type Channel,
  channels,
  type Engagement,
  type Fact,
  type LossReason,
  type Motive,
  type Outcome,
  type ProfileChange,
  type Purchase,
  type Refund,
  type Relationship,
  type SupportContact,
} from './lifecycle/facts.ts';
export type {
  AbandonmentProposed,
  ActionOutcome,
  AlertClosed,
  AlertEvidence,
  ContactabilityChanged,
  LifecycleTransition,
  MainDefectorAlert,
  Output,
  Reason,
  RiskAlert,
  SilenceEvidence,
  Trigger,
} from './lifecycle/outputs.ts';
export type { Calibration, LifecycleContext, LifecycleRules, SilenceRule } from './lifecycle/parameters.ts';
export { returnDays } from './lifecycle/return-chance.ts';
export {
  type Advocacy,
  advocacies,
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
export type { LifecycleWake, WakeSource } from './lifecycle/wakes.ts';
export type { Contactability, Profile } from './profiles/profile.ts';
export { dayOfLastPurchase } from './purchases/counted-days.ts';
export {
  type CountedSpan,
  type DayBucket,
  type DayBuckets,
  daysFrom,
  listOf,
  noDays,
  packDays,
  unpackDays,
} from './purchases/day-buckets.ts';
export { type CountedValues, countedValues, pmgEdges, quintileEdges } from './purchases/edges.ts';
export { emptyHistory, type PurchaseHistory } from './purchases/history.ts';
export { expectedSpendMinor, type SpendParameters, spendLogLikelihood } from './purchases/spend.ts';
export type { Pmg, PmgEdges, RfmEdges } from './purchases/value.ts';
export { bgNbd } from './rhythm/bg-nbd.ts';
export { corrected, type IsotonicTable } from './rhythm/isotonic-table.ts';
export { customerLifetimeValue, type DayValue, secondLifetimeValue } from './rhythm/lifetime-value.ts';
export type { Rhythm, RhythmParameters } from './rhythm/mbg-nbd.ts';
export { mbgNbd } from './rhythm/mbg-nbd-model.ts';
export { type ParetoNbdParameters, paretoNbd } from './rhythm/pareto-nbd.ts';
export type { RhythmModel } from './rhythm/rhythm-model.ts';
export { type Auc, type AucDifference, aucDifference, aucOf } from './score/auc.ts';
export { type FeatureName, featureNames, type ScoreScale } from './score/features.ts';
export { ScoreSample, type ScoreVerdict } from './score/fit-score.ts';
export { type ChanceToBuy, chanceToBuy, type Ranking, rankOf, returnChance } from './score/ranking.ts';
export type { ChanceReason } from './score/reasons.ts';
export { type Score, scoreOf } from './score/score.ts';
export { apart, pooled, type ScoreTrial } from './score/score-trial.ts';
export type { Calendar, Day, Instant } from './time/calendar.ts';
export { isoDate } from './time/iso-date.ts';
export { utcCalendar } from './time/utc-calendar.ts';
export { zonedCalendar } from './time/zoned-calendar.ts';
