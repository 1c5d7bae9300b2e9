import { type DatedCalibration, featureNames, type Ranking, type Score } from '@ebb/domain';
import type { LearntScore, Records } from '../generated/records.ts';

/** A published version, as the rules take it. */
export const datedCalibration = ({ version, effectiveFrom, parameters }: Records['Calibration']): DatedCalibration => ({
  version,
  effectiveFrom,
  ...parameters,
  ranking: rankingOf(parameters.ranking),
});

/** Chances belong to what ranks: where this is not known, as of another release, neither are they. */
function rankingOf(ranking: Records['Calibration']['parameters']['ranking']): Ranking | null {
  if (ranking === null || ranking.score === null) return ranking === null ? null : { ...ranking, score: null };
  return isKnown(ranking.score) ? { ...ranking, score: ranking.score } : null;
}

const isKnown = (score: LearntScore): score is LearntScore & Score =>
  score.terms.length === featureNames.length && score.terms.every(({ feature }, index) => feature === featureNames[index]);
