import { boughtBetween } from '../calibration/standing.ts';
import { fitIsotonic } from '../fitting/fit-isotonic.ts';
import type { Calibration } from '../lifecycle/parameters.ts';
import { rhythmReturnChance } from '../lifecycle/return-chance.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { expectedPurchases } from '../rhythm/expected-purchases.ts';
import type { Day } from '../time/calendar.ts';
import { type AucDifference, aucDifference } from './auc.ts';
import { featureNames, featuresOf, type ScoreScale } from './features.ts';
import { fitLogistic } from './logistic-regression.ts';
import { type Ranking, rhythmRank } from './ranking.ts';
import { type Score, scoreOfStanding } from './score.ts';
import { type ScoreStanding, scoreStandingAt } from './score-standing.ts';
import { reasonToDrop, type ScoreTrial, trialDays } from './score-trial.ts';

/** Days within which a purchase is looked for: short, so that customers who have come lately can be learnt from. */
const labelDays = 28;
/** Days back of the cuts that are learnt from, pooled: each label ends where the next one begins. */
const cutsBack = [28, 56];
/** Customers of one sample: more would not make the score better, but would take memory. */
const customersMax = 200_000;
/** Penalty on the squares of weights, in customers' worth of information. */
const ridge = 10;
const corePurchaseDaysMin = 4;
const tablePointsMax = 64;
/** Below so many buyers and others nothing is learnt. */
const outcomesMin = 100;

/** What ranks, and the chances that go with it, are measured by. */
export type RankingScale = ScoreScale & Pick<Calibration, 'returnTable'>;

export type ScoreVerdict =
  /** `trial` null where it could not be tried. */
  | { readonly kind: 'dropped'; readonly reason: string; readonly trial: ScoreTrial | null }
  | { readonly kind: 'used'; readonly score: Score; readonly trial: ScoreTrial };

interface Example {
  readonly standing: ScoreStanding;
  readonly bought: boolean;
}

/** What a score is learnt from: customers at earlier cuts, and who had bought soon after. Nothing after the day is looked at. */
export class ScoreSample {
  readonly lookBackDays: number;
  readonly #asOf: Day;
  readonly #learning: Example[] = [];
  readonly #trialLearning: Example[] = [];
  readonly #trial: Example[] = [];
  /** As of the last day that is known. */
  readonly #now: ScoreStanding[] = [];
  #customers = 0;

  /**
   * @param asOf the last day that is known
   * @param windowDays that histories keep day by day
   */
  constructor(asOf: Day, windowDays: number) {
    this.#asOf = asOf;
    this.lookBackDays = Math.max(windowDays - trialDays - Math.max(...cutsBack), 0);
  }

  /** To be given in no order that tells anything of the customers; more than are needed are not looked at. */
  add(history: PurchaseHistory): void {
    if (this.#customers === customersMax) return;
    this.#customers += 1;
    const now = scoreStandingAt(history, this.#asOf, this.lookBackDays);
    if (now !== null) this.#now.push(now);
    if (this.lookBackDays === 0) return;
    const trialFrom = this.#asOf - trialDays;
    for (const back of cutsBack) {
      this.#addExample(this.#learning, history, this.#asOf - back, labelDays);
      this.#addExample(this.#trialLearning, history, trialFrom - back, labelDays);
    }
    this.#addExample(this.#trial, history, trialFrom, trialDays);
  }

  /**
   * The order by a score, or by the rhythm, and its chances: in the mean of those who rank alike as the rhythm and its table have them, as
   * the days of which a score was learnt are fewer.
   */
  ranking(scale: RankingScale, score: Score | null): Ranking {
    const inWeeks = this.#now.map(({ x, txDays, TDays }) => ({ rhythm: { x, tx: txDays / 7 }, T: TDays / 7 }));
    const predicted = Float64Array.from(this.#now, (standing, index) =>
      score === null
        ? rhythmRank(scale.rhythm, inWeeks[index]!.rhythm, inWeeks[index]!.T)
        : scoreOfStanding(standing, scale, score),
    );
    const happened = Float64Array.from(inWeeks, ({ rhythm, T }) => rhythmReturnChance(scale, rhythm, T));
    const weight = new Float64Array(this.#now.length).fill(1);
    return { score, chances: fitIsotonic({ predicted, happened, weight }, tablePointsMax) };
  }

  #addExample(examples: Example[], history: PurchaseHistory, cut: Day, days: number): void {
    const standing = scoreStandingAt(history, cut, this.lookBackDays);
    if (standing !== null) examples.push({ standing, bought: boughtBetween(history, cut, cut + days) });
  }

  /**
   * Learns a score, and drops it unless scores that were learnt so, from what had been before, ranked better than the rhythm.
   *
   * @param before the trials of earlier days, each of which knew nothing of what came after it
   */
  fit(scale: ScoreScale, before: readonly ScoreTrial[]): ScoreVerdict {
    const early = learn(this.#trialLearning, scale, this.lookBackDays);
    const trial = early === null ? null : this.#tryOut(early, scale);
    const score = learn(this.#learning, scale, this.lookBackDays);
    if (trial === null || score === null) {
      return { kind: 'dropped', reason: `Fewer than ${outcomesMin} have bought since, or not, to learn from.`, trial };
    }
    const reason = reasonToDrop(trial, before);
    return reason === null ? { kind: 'used', score, trial } : { kind: 'dropped', reason, trial };
  }

  #tryOut(score: Score, scale: ScoreScale): ScoreTrial | null {
    const all = difference(score, this.#trial, scale);
    if (all === null) return null;
    const core = this.#trial.filter(({ standing }) => standing.x + 1 >= corePurchaseDaysMin);
    return { asOfDay: this.#asOf, customers: this.#trial.length, all, core: difference(score, core, scale) };
  }
}

function isEnough(examples: readonly Example[]): boolean {
  const buyers = examples.reduce((sum, { bought }) => sum + Number(bought), 0);
  return Math.min(buyers, examples.length - buyers) >= outcomesMin;
}

function learn(examples: readonly Example[], scale: ScoreScale, lookBackDays: number): Score | null {
  if (!isEnough(examples)) return null;
  const rows = examples.map(({ standing }) => featuresOf(standing, scale));
  const scales = featureNames.map((_, column) => standardOf(rows, column));
  const width = featureNames.length;
  const values = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) {
    for (let column = 0; column < width; column += 1) {
      const { mean, deviation } = scales[column]!;
      const value = row[column]!;
      if (value !== null) values[index * width + column] = (value - mean) / deviation;
    }
  }
  const happened = Uint8Array.from(examples, ({ bought }) => Number(bought));
  const fitted = fitLogistic({ width, values, happened }, ridge);
  if (fitted === null) return null;
  const terms = featureNames.map((feature, index) => ({ feature, ...scales[index]!, weight: fitted.weights[index]! }));
  return { labelDays, lookBackDays, intercept: fitted.intercept, terms };
}

/** Of what is the same for all, nothing can be learnt: any deviation does. */
function standardOf(
  rows: readonly (readonly (number | null)[])[],
  column: number,
): { readonly mean: number; readonly deviation: number } {
  let [known, sum] = [0, 0];
  for (const row of rows) {
    const value = row[column]!;
    if (value === null) continue;
    known += 1;
    sum += value;
  }
  const mean = sum / Math.max(known, 1);
  let squares = 0;
  for (const row of rows) {
    const value = row[column]!;
    if (value !== null) squares += (value - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / Math.max(known, 1));
  return { mean, deviation: deviation > 1e-9 ? deviation : 1 };
}

/** Of the two things that the rhythm foretells, expected purchases rank customers better than the chance to buy. */
function difference(score: Score, examples: readonly Example[], scale: ScoreScale): AucDifference | null {
  if (!isEnough(examples)) return null;
  const learnt = Float64Array.from(examples, ({ standing }) => scoreOfStanding(standing, scale, score));
  const rhythm = Float64Array.from(examples, ({ standing: { x, txDays, TDays } }) =>
    expectedPurchases(scale.rhythm, { x, tx: txDays / 7 }, TDays / 7, trialDays / 7),
  );
  return aucDifference(
    learnt,
    rhythm,
    Uint8Array.from(examples, ({ bought }) => Number(bought)),
  );
}
