import { readFileSync } from 'node:fs';
import type { Calibration, DatedCalibration } from '@ebb/domain';
import { cdnowFolder } from './customers.ts';

/** infra/cdnow/calibration.json, as `node infra/cdnow/calibrate.ts` wrote it. */
export interface CdnowCalibration extends Calibration {
  /** ISO 8601. */
  readonly effectiveFrom: string;
  readonly provenance: string;
}

export function readCdnowCalibrationFile(): CdnowCalibration {
  // Our own script writes the file, and a unit test compares the two.
  return JSON.parse(readFileSync(new URL('calibration.json', cdnowFolder), 'utf8')) as CdnowCalibration;
}

/** The same, as the rules take it. */
export function readCdnowCalibration(): DatedCalibration {
  const { provenance: _, effectiveFrom, ...calibration } = readCdnowCalibrationFile();
  return { ...calibration, effectiveFrom: Date.parse(effectiveFrom) };
}
