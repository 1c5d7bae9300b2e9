import type { Calibration, LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';

/**
 * The calibration by which a customer is judged: the one that was in force at the last purchase and solved the deadlines, whatever
 * has come into force since. Null before any was, and where that version is not known any more.
 */
export function ownCalibration(
  { calibrationVersion }: Pick<CustomerState, 'calibrationVersion'>,
  { calibration, calibrationOf }: LifecycleContext,
): Calibration | null {
  if (calibrationVersion === 0) return null;
  return calibration?.version === calibrationVersion ? calibration : calibrationOf(calibrationVersion);
}
