import {
  bgNbd,
  type CalibrationFit,
  type FitResult,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  mbgNbd,
  paretoNbd,
  RhythmCounts,
  type RhythmModel,
  rankOf,
  returnChance,
  returnDays,
  type Standing,
} from '@ebb/domain';
import { bestThreshold } from '../figures/threshold.ts';
import type { InForce } from '../walk-forward.ts';
import type { CustomersAtCut } from './customers-at-cut.ts';

const methodKeys = [
  'ebb',
  'rhythm',
  'recency',
  'frequency',
  'all-inactive',
  'hiatus',
  'silence-over-gap',
  'bg-nbd-alive',
  'bg-nbd',
  'mbg-nbd',
  'pareto-nbd',
] as const;
export type MethodKey = (typeof methodKeys)[number];

/** What a method says of each customer, the likelier to buy the higher. */
export interface Foresight {
  readonly key: MethodKey;
  readonly scores: Float64Array;
  /** Purchase days within the horizon; null for a method that says nothing of them. */
  readonly expectedPurchases: Float64Array | null;
  /** P(buys within the chance days); null for a method that says nothing of it. */
  readonly chances: Float64Array | null;
  /** Silence, in days, up to which a customer counts as active; of a fixed cut-off only. */
  readonly cutOffDays?: number;
  /** What there is to say of how it came about, such as a cut-off that was tuned; null for nothing. */
  readonly note: string | null;
}

/** A method that has nothing to say at a cut. */
interface Silent {
  readonly key: MethodKey;
  readonly problem: string;
}

export type Method = Foresight | Silent;

/** All methods, in the order of `methodKeys`. */
export function methodsAt(customers: CustomersAtCut, inForce: InForce | null): readonly Method[] {
  const { standings } = customers;
  const counts = new RhythmCounts();
  for (const { x, txDays, TDays } of standings) counts.add(x, txDays, TDays);
  const sample = counts.sample();
  const bg = fitBgNbd(sample);
  return [
    ebb(customers, inForce),
    rhythm(customers, inForce),
    simple('recency', standings, ({ txDays, TDays }) => txDays - TDays),
    simple('frequency', standings, ({ x }) => x),
    simple('all-inactive', standings, () => 0),
    hiatus(customers),
    simple('silence-over-gap', standings, silenceOverGap),
    alive(customers, bg),
    fitted('bg-nbd', customers, bgNbd, bg),
    fitted('mbg-nbd', customers, mbgNbd, fitMbgNbd(sample)),
    fitted('pareto-nbd', customers, paretoNbd, fitParetoNbd(sample)),
  ];
}

const learning = 'no calibration is in force yet: too little is known of how customers buy';

function ebb(customers: CustomersAtCut, inForce: InForce | null): Method {
  const foresight = rhythm(customers, inForce);
  if (inForce === null || 'problem' in foresight) return { key: 'ebb', problem: learning };
  const { calibration, fit } = inForce;
  const { histories, chanceDays, cut } = customers;
  const chances =
    chanceDays === returnDays
      ? Float64Array.from(histories, (history) => returnChance(calibration, history, cut.day))
      : foresight.chances;
  const score = calibration.ranking?.score ?? null;
  if (score === null) return { ...foresight, key: 'ebb', chances, note: `the rhythm ranks. ${whyNot(fit)}` };
  const scores = Float64Array.from(histories, (history) => rankOf(history, cut.day, calibration, score)!);
  return { ...foresight, key: 'ebb', scores, chances, note: 'the learnt score ranks' };
}

function whyNot({ scoreDropped, scoreTrial }: CalibrationFit): string {
  if (scoreTrial === null) return `A score was not learnt: ${scoreDropped}`;
  const { difference, standardError } = scoreTrial.all;
  const figures = `AUC ${difference.toFixed(4)} above the rhythm's, standard error ${standardError.toFixed(4)}`;
  return `A score was learnt, and dropped: ${scoreDropped} In its last trial: ${figures}`;
}

function rhythm(customers: CustomersAtCut, inForce: InForce | null): Method {
  if (inForce === null) return { key: 'rhythm', problem: learning };
  return byModel('rhythm', customers, mbgNbd, inForce.calibration.rhythm);
}

function simple(key: MethodKey, standings: readonly Standing[], score: (standing: Standing) => number): Foresight {
  return { key, scores: Float64Array.from(standings, score), expectedPurchases: null, chances: null, note: null };
}

/** Who has no gap yet comes after all others, by recency. */
function silenceOverGap({ x, txDays, TDays }: Standing): number {
  const silence = TDays - txDays;
  return x === 0 ? -1e9 - silence : (-silence * x) / txDays;
}

/** Wübben & Wangenheim (2008), "Instant customer base analysis", Journal of Marketing 72(3), 82-93. */
function hiatus({ standings, bought, isForTuning }: CustomersAtCut): Method {
  const tuned = [...isForTuning.keys()].filter((index) => isForTuning[index] === 1);
  const silences = Float64Array.from(standings, ({ txDays, TDays }) => TDays - txDays);
  const threshold = bestThreshold(
    Float64Array.from(tuned, (index) => -silences[index]!),
    Uint8Array.from(tuned, (index) => bought[index]!),
  );
  if (threshold === null) return { key: 'hiatus', problem: 'of the customers it is tuned on all have bought, or none' };
  const scores = silences.map((silence) => (-silence >= threshold ? 1 : 0));
  const note = `inactive after more than ${-threshold} days of silence`;
  return { key: 'hiatus', scores, expectedPurchases: null, chances: null, cutOffDays: -threshold, note };
}

function alive({ standings }: CustomersAtCut, fit: ReturnType<typeof fitBgNbd>): Method {
  if (!fit.converged) return { key: 'bg-nbd-alive', problem: notFitted(fit) };
  return simple('bg-nbd-alive', standings, ({ x, txDays, TDays }) =>
    bgNbd.pAlive(fit.parameters, { x, tx: txDays / 7 }, TDays / 7) >= 0.5 ? 1 : 0,
  );
}

function fitted<Parameters>(
  key: MethodKey,
  customers: CustomersAtCut,
  model: RhythmModel<Parameters>,
  fit: FitResult<Parameters>,
): Method {
  return fit.converged ? byModel(key, customers, model, fit.parameters) : { key, problem: notFitted(fit) };
}

const notFitted = <Parameters>(fit: FitResult<Parameters>): string =>
  fit.converged ? '' : `the model could not be fitted: ${fit.problem}`;

function byModel<Parameters>(
  key: MethodKey,
  customers: CustomersAtCut,
  model: RhythmModel<Parameters>,
  parameters: Parameters,
): Foresight {
  const { standings, cut, chanceDays } = customers;
  const expectedPurchases = Float64Array.from(standings, ({ x, txDays, TDays }) =>
    model.expectedPurchases(parameters, { x, tx: txDays / 7 }, TDays / 7, cut.horizonDays / 7),
  );
  const chances = chancesOf(customers, model, parameters, chanceDays);
  return { key, scores: expectedPurchases, expectedPurchases, chances, note: null };
}

function chancesOf<Parameters>(
  { standings }: CustomersAtCut,
  model: RhythmModel<Parameters>,
  parameters: Parameters,
  days: number,
): Float64Array {
  return Float64Array.from(standings, ({ x, txDays, TDays }) =>
    model.pBuysWithin(parameters, { x, tx: txDays / 7 }, TDays / 7, days / 7),
  );
}
