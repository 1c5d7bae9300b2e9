/** P(buys within 180 days), whom it puts before whom, and what it rests on: "Ranking" of docs/rules.md. */
import type { Calibration, ChanceReason, Day, Fact, IsotonicTable, Score } from '@ebb/domain';
import { pAlive, pBuysWithin, type Rhythm } from './alive.ts';
import { expectedPurchasesIfAlive } from './expected-purchases.ts';
import { countedDays, purchaseDays } from './purchase-days.ts';
import type { OracleSettings } from './settings.ts';

const horizonDays = 180;
const reasonsMax = 5;
const contributionMin = 0.05;

export interface Ranked {
  readonly chance: number;
  readonly reasons: readonly ChanceReason[];
}

/** Of who has bought. */
export function ranked(
  calibration: Calibration,
  known: readonly Fact[],
  rhythm: Rhythm,
  day: Day,
  settings: OracleSettings,
): Ranked {
  const { ranking } = calibration;
  if (ranking === null) return { chance: byRhythm(calibration, rhythm, day), reasons: [] };
  if (ranking.score === null) {
    const purchases =
      pAlive(calibration.rhythm, rhythm, day) * expectedPurchasesIfAlive(calibration.rhythm, rhythm, day, horizonDays);
    return { chance: onLine(ranking.chances, 1 - Math.exp(-purchases)), reasons: [] };
  }
  const parts = partsOf(ranking.score, calibration, known, rhythm, day, settings);
  if (parts === null) return { chance: byRhythm(calibration, rhythm, day), reasons: [] };
  const odds = Math.exp(parts.reduce((sum, { contribution }) => sum + contribution, ranking.score.intercept));
  const reasons = parts
    .filter(({ contribution }) => Math.abs(contribution) >= contributionMin)
    .toSorted((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution));
  return { chance: onLine(ranking.chances, odds / (1 + odds)), reasons: reasons.slice(0, reasonsMax) };
}

function byRhythm({ rhythm: parameters, returnTable }: Calibration, rhythm: Rhythm, day: Day): number {
  const chance = pBuysWithin(parameters, rhythm, day, horizonDays);
  return returnTable === null ? chance : onLine(returnTable, chance);
}

/** On a line between the two points around it, or level with the nearest. */
function onLine({ predicted, observed }: IsotonicTable, chance: number): number {
  const points = predicted.map((x, index) => ({ x, y: observed[index] ?? 0 }));
  const below = points.findLast(({ x }) => x <= chance) ?? points[0];
  const above = points.find(({ x }) => x >= chance) ?? points.at(-1);
  if (below === undefined || above === undefined || above.x <= below.x) return below?.y ?? chance;
  return below.y + ((chance - below.x) * (above.y - below.y)) / (above.x - below.x);
}

/** What each feature adds to the log-odds, in the order of the score; null where no purchase day counts. */
function partsOf(
  score: Score,
  calibration: Calibration,
  known: readonly Fact[],
  rhythm: Rhythm,
  day: Day,
  settings: OracleSettings,
): readonly ChanceReason[] | null {
  const features = featuresOf(score.lookBackDays, calibration, known, rhythm, day, settings);
  if (features === null) return null;
  return score.terms.map(({ feature, mean, deviation, weight }) => {
    const value = features[feature];
    const contribution = value === null ? 0 : (weight * (value - mean)) / deviation;
    return { feature, contribution, detail: '', detailFr: '' };
  });
}

function featuresOf(
  lookBackDays: number,
  calibration: Calibration,
  known: readonly Fact[],
  rhythm: Rhythm,
  day: Day,
  { calendar, rules }: OracleSettings,
): Readonly<Record<ChanceReason['feature'], number | null>> | null {
  const all = purchaseDays(known, calendar, rules.windowDays);
  const counted = countedDays(all);
  if (counted.length === 0) return null;
  const { firstDay, lastDay, repeats } = rhythm;
  // Beyond the look-back no single day is looked at.
  const within = (days: number) => counted.filter((one) => one > day - Math.min(days, lookBackDays));
  const seen = within(lookBackDays);
  const net = seen.reduce((sum, one) => sum + (all.get(one)?.grossMinor ?? 0) - (all.get(one)?.refundedMinor ?? 0), 0);
  const gaps = seen.slice(1).map((one, index) => one - (seen[index] ?? 0));
  const usual = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - usual) ** 2, 0) / gaps.length);
  const chance = Math.min(Math.max(pBuysWithin(calibration.rhythm, rhythm, day, horizonDays), 1e-9), 1 - 1e-9);
  const silence = day - lastDay;
  return {
    chance: Math.log(chance) - Math.log(1 - chance),
    repeats: Math.log(1 + repeats),
    silence: Math.log(1 + silence),
    age: Math.log(1 + day - firstDay),
    silenceOverGap: repeats === 0 ? null : Math.log((silence + 7) / ((lastDay - firstDay) / repeats + 7)),
    spend: seen.length === 0 ? null : Math.log(1 + Math.max(net / seen.length, 0) / Math.max(calibration.pmgEdges.medium, 1)),
    days90: Math.log(1 + within(90).length),
    days28: Math.log(1 + within(28).length),
    lastGap: gaps.length < 1 ? null : Math.log(1 + (gaps.at(-1) ?? 0)),
    unevenness: gaps.length < 2 ? null : spread / usual,
  };
}
