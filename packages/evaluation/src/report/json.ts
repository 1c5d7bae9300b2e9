import type { CalibrationVerdict } from '@ebb/domain';
import type { Judgement } from '@ebb/testing/simulator';
import type { CutFigures, Evaluation } from '../evaluate.ts';

/** The evaluation as `--report` writes it; `truth` of simulated customers only. */
export function reportOf({ data, capacityShare, cuts, calibrated }: Evaluation, truth: Judgement | null) {
  return {
    data,
    capacityShare,
    cuts: cuts.map(({ methods, roc, ...cut }: CutFigures) => ({
      ...cut,
      methods: Object.fromEntries(methods),
      roc: Object.fromEntries(roc),
    })),
    scores: calibrated.map(({ asOfDay, verdict }) => ({ asOfDay, calibration: verdict.kind, score: scoreIn(verdict) })),
    ...(truth === null ? {} : { truth: truthOf(truth) }),
  };
}

/** Why no learnt score was used, its trial, and what ranked; null where nothing was fitted. */
function scoreIn(verdict: CalibrationVerdict) {
  if (verdict.kind === 'learning' || verdict.found === null) return null;
  const { scoreDropped: dropped, scoreTrial: trial } = verdict.found.fit;
  return { dropped, trial, ranking: verdict.found.parameters.ranking };
}

const truthOf = ({ dropOuts, alerts }: Judgement) => ({
  dropOuts: dropOuts.map(({ firstCauses, ...row }) => ({ ...row, firstCauses: Object.fromEntries(firstCauses) })),
  alerts,
});
