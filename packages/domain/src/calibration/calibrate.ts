import type { Fit, FitProblem } from '../fitting/fit.ts';
import { fitMbgNbd } from '../fitting/fit-rhythm.ts';
import { fitSpend } from '../fitting/fit-spend.ts';
import { checkThresholds } from '../lifecycle/check-rules.ts';
import type { Calibration, LifecycleRules, SilenceRule } from '../lifecycle/parameters.ts';
import type { SpendParameters } from '../purchases/spend.ts';
import { crossing, type Rhythm, type RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { ScoreVerdict } from '../score/fit-score.ts';
import type { ScoreTrial } from '../score/score-trial.ts';
import type { Day } from '../time/calendar.ts';
import type { Population } from './population.ts';

/** What holds of the customers as a whole. */
export type PopulationParameters = Omit<Calibration, 'version'>;

/** When a fit is good enough, and how far it may move from the one before. */
export interface FittingRules {
  /** Below these it is still learning. */
  readonly customersMin: number;
  readonly repeatersMin: number;
  /** Days since the first purchase of all: shorter histories cannot tell who is gone from who is about to buy. */
  readonly spanDaysMin: number;
  /** Factor by which the silence that speaks, of typical customers, may grow or shrink. */
  readonly silenceChangeMax: number;
  /** Factor by which the edges of revenue may grow or shrink. */
  readonly edgeChangeMax: number;
  /** Share of core customers found gone that may turn out false alarms. */
  readonly falseAlarmShareMax: number;
  /** Silences, and customers held against what came, that a figure has to rest on. */
  readonly observationsMin: number;
}

interface CalibrationData {
  readonly asOfDay: Day;
  readonly customers: number;
  readonly repeaters: number;
  /** Days since the first purchase of all. */
  readonly spanDays: number;
  /** Distinct (x, tx, T). */
  readonly points: number;
  readonly activeCustomers: number;
  /** 0 without a table. */
  readonly tableCustomers: number;
}

export interface CalibrationFit {
  readonly rhythmLogLikelihood: number;
  readonly rhythmIterations: number;
  readonly spendLogLikelihood: number | null;
  readonly expectedShare: number | null;
  /** Why no learnt score ranks customers, but the rhythm; null where one does. */
  readonly scoreDropped: string | null;
  /** How a score, learnt from what had been before, ranked beside the rhythm; null where none could be tried. */
  readonly scoreTrial: ScoreTrial | null;
}

export type CalibrationVerdict =
  /** Too little is known to fit anything. */
  | { readonly kind: 'learning'; readonly data: CalibrationData; readonly reasons: readonly string[] }
  /** The last good one stays. `found` is null where nothing could be fitted. */
  | {
      readonly kind: 'refused';
      readonly data: CalibrationData;
      readonly reasons: readonly string[];
      readonly found: FoundParameters | null;
    }
  | { readonly kind: 'accepted'; readonly data: CalibrationData; readonly found: FoundParameters };

interface FoundParameters {
  readonly parameters: PopulationParameters;
  readonly fit: CalibrationFit;
}

/** What holds already. */
interface Predecessor {
  readonly parameters: PopulationParameters;
  /** Of scores, by it and by those before it, whether they were used or not. */
  readonly trials: readonly ScoreTrial[];
}

/**
 * Fits a population, and judges the fit by itself and against the calibration before it.
 *
 * @param predecessor null before the first
 */
export function calibrate(
  population: Population,
  predecessor: Predecessor | null,
  rules: LifecycleRules,
  fitting: FittingRules,
): CalibrationVerdict {
  const sample = population.rhythm();
  const hasTable = population.pastCustomers >= fitting.observationsMin;
  const data = {
    asOfDay: population.asOf,
    customers: sample.customers,
    repeaters: population.repeaters,
    spanDays: population.spanDays,
    points: sample.count.length,
    activeCustomers: population.activeCustomers,
    tableCustomers: hasTable ? population.pastCustomers : 0,
  };
  const lacking = lacks(data, fitting);
  if (lacking.length > 0) return { kind: 'learning', data, reasons: lacking };
  const rhythm = fitMbgNbd(sample);
  if (!rhythm.converged) return { kind: 'refused', data, reasons: [failed('rhythm', rhythm.problem)], found: null };
  const spend = fitSpend(population.spend());
  const returns = hasTable ? population.returnTable(rhythm.parameters) : null;
  const unranked = {
    rhythm: rhythm.parameters,
    spend: spend.converged ? spend.parameters : null,
    ...population.edges(),
    goneDaysMin: population.leastSilence(rules.core.gone.daysMin, fitting.falseAlarmShareMax, fitting.observationsMin),
    returnTable: returns?.table ?? null,
  };
  const score = population.score.fit(unranked, predecessor?.trials ?? []);
  const ranking = population.score.ranking(unranked, score.kind === 'used' ? score.score : null);
  const parameters = { ...unranked, ranking };
  const reasons = [
    ...checkThresholds(rules, parameters.rhythm),
    ...(predecessor === null ? [] : movedTooFar(predecessor.parameters, parameters, rules, fitting)),
    ...(predecessor?.parameters.spend && !spend.converged ? [failed('spend', spend.problem)] : []),
  ];
  const fit = fitOf(rhythm, spend.converged ? spend : null, returns?.expectedShare ?? null, score);
  const found = { parameters, fit };
  return reasons.length > 0 ? { kind: 'refused', data, reasons, found } : { kind: 'accepted', data, found };
}

function lacks({ customers, repeaters, spanDays }: CalibrationData, fitting: FittingRules): readonly string[] {
  const { customersMin, repeatersMin, spanDaysMin } = fitting;
  return [
    ...(customers < customersMin ? [`${customers} customers have bought, and ${customersMin} are needed.`] : []),
    ...(repeaters < repeatersMin ? [`${repeaters} customers have bought on two days, and ${repeatersMin} are needed.`] : []),
    ...(spanDays < spanDaysMin ? [`The first purchase was ${spanDays} days ago, and ${spanDaysMin} are needed.`] : []),
  ];
}

const failed = (what: 'rhythm' | 'spend', problem: FitProblem): string => `The model of ${what} could not be fitted: ${problem}.`;

const fitOf = (
  rhythm: Fit<RhythmParameters>,
  spend: Fit<SpendParameters> | null,
  expectedShare: number | null,
  score: ScoreVerdict,
): CalibrationFit => ({
  rhythmLogLikelihood: rhythm.logLikelihood,
  rhythmIterations: rhythm.iterations,
  spendLogLikelihood: spend?.logLikelihood ?? null,
  expectedShare,
  scoreDropped: score.kind === 'used' ? null : score.reason,
  scoreTrial: score.trial,
});

/** A core customer: five days in half a year. */
const core: Rhythm = { x: 4, tx: 26 };
const newcomer: Rhythm = { x: 0, tx: 0 };

function movedTooFar(
  before: PopulationParameters,
  now: PopulationParameters,
  rules: LifecycleRules,
  { silenceChangeMax, edgeChangeMax }: FittingRules,
): readonly string[] {
  const silences = [
    { what: 'The days of silence after which a first-time buyer is gone', rhythm: newcomer, rule: rules.lapse.firstTime },
    { what: 'The days of silence after which a typical core customer is leaving', rhythm: core, rule: rules.core.leaving },
    { what: 'The days of silence after which a typical core customer is gone', rhythm: core, rule: rules.core.gone },
  ].map(({ what, rhythm, rule }) => ({
    what,
    from: silenceDays(before.rhythm, rhythm, rule),
    to: silenceDays(now.rhythm, rhythm, rule),
  }));
  const edges = (['medium', 'large'] as const).map((size) => ({
    what: `The least revenue of a ${size} customer, in minor units,`,
    from: before.pmgEdges[size],
    to: now.pmgEdges[size],
  }));
  const moves = [
    ...silences.map((move) => ({ ...move, changeMax: silenceChangeMax })),
    ...edges.map((move) => ({ ...move, changeMax: edgeChangeMax })),
  ];
  return moves
    .filter(({ from, to, changeMax }) => Math.max(from, to) > changeMax * Math.min(from, to))
    .map(({ what, from, to, changeMax }) => `${what} would go from ${from} to ${to}, by more than a factor of ${changeMax}.`);
}

function silenceDays(parameters: RhythmParameters, rhythm: Rhythm, { pAlive, daysMin, daysMax }: SilenceRule): number {
  const days = Math.ceil(7 * (crossing(parameters, rhythm, pAlive) - rhythm.tx));
  return Math.min(Math.max(days, daysMin), daysMax);
}
