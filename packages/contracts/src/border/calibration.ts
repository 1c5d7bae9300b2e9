import type { DatedCalibration } from '@ebb/domain';
import type { Records } from '../generated/records.ts';

/** A published version, as the rules take it. */
export const datedCalibration = ({ version, effectiveFrom, parameters }: Records['Calibration']): DatedCalibration => ({
  version,
  effectiveFrom,
  ...parameters,
});
