import { calibrationsFrom, type DatedCalibration } from '@ebb/domain';
import { type Judgement, judgeAgainstTruth } from '@ebb/testing/simulator';
import { type SimulatedData, simulatedEnd } from '../data/simulated.ts';

/** Drop-outs that Ebb had less time to notice are not judged. */
const settlingDays = 180;

/** What Ebb said of simulated customers, calibrated as it went, beside what is true of them. */
export function truthFigures({ customers }: SimulatedData, calibrations: readonly DatedCalibration[]): Judgement {
  return judgeAgainstTruth(customers, { calibrations: calibrationsFrom(calibrations), until: simulatedEnd, settlingDays });
}
