import type { CutFigures, Evaluation } from '../evaluate.ts';

/** The evaluation as `--report` writes it. */
export function reportOf({ data, capacityShare, cuts, calibrated }: Evaluation) {
  return {
    data,
    capacityShare,
    cuts: cuts.map(({ methods, roc, ...cut }: CutFigures) => ({
      ...cut,
      methods: Object.fromEntries(methods),
      roc: Object.fromEntries(roc),
    })),
    scores: calibrated.map(({ asOfDay, verdict, score }) => ({ asOfDay, calibration: verdict.kind, score })),
  };
}
