import type { Calibration } from '../lifecycle/parameters.ts';
import { returnDays } from '../lifecycle/return-chance.ts';
import { pBuysWithin } from '../rhythm/mbg-nbd.ts';
import type { ScoreStanding } from './score-standing.ts';

/** What the score adds up, in this order. */
export const featureNames = [
  'chance',
  'repeats',
  'silence',
  'age',
  'silenceOverGap',
  'spend',
  'days90',
  'days28',
  'lastGap',
  'unevenness',
] as const;
export type FeatureName = (typeof featureNames)[number];

/** What features are measured by. */
export type ScoreScale = Pick<Calibration, 'rhythm' | 'pmgEdges'>;

/** A chance closer to 0 or 1 than this is as good as it. */
const chanceMin = 1e-9;
/** Added to both, so that a gap of a day or two does not make any silence look long. */
const gapSlackDays = 7;

/**
 * The value of each feature, mostly logs, finite of any history; null where the customer's past does not tell it.
 */
export function featuresOf(standing: ScoreStanding, { rhythm, pmgEdges }: ScoreScale): (number | null)[] {
  const { x, txDays, TDays, days28, days90, spendMinor, lastGapDays, unevenness } = standing;
  const silenceDays = TDays - txDays;
  const chance = pBuysWithin(rhythm, { x, tx: txDays / 7 }, TDays / 7, returnDays / 7);
  const bounded = Math.min(Math.max(chance, chanceMin), 1 - chanceMin);
  return [
    Math.log(bounded / (1 - bounded)),
    Math.log1p(x),
    Math.log1p(silenceDays),
    Math.log1p(TDays),
    x === 0 ? null : Math.log((silenceDays + gapSlackDays) / (txDays / x + gapSlackDays)),
    spendMinor === null ? null : Math.log1p(Math.max(spendMinor, 0) / Math.max(pmgEdges.medium, 1)),
    Math.log1p(days90),
    Math.log1p(days28),
    lastGapDays === null ? null : Math.log1p(lastGapDays),
    unevenness,
  ];
}
