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
    scores: calibrated.map(({ asOfDay, verdict, score }) => ({ asOfDay, calibration: verdict.kind, score })),
    ...(truth === null ? {} : { truth: truthOf(truth) }),
  };
}

const truthOf = ({ dropOuts, alerts }: Judgement) => ({
  dropOuts: dropOuts.map(({ firstCauses, ...row }) => ({ ...row, firstCauses: Object.fromEntries(firstCauses) })),
  alerts,
});
