import type { Calendar, Calibration, DatedCalibration, Instant, LifecycleRules } from '@ebb/domain';

export interface OracleSettings {
  readonly rules: LifecycleRules;
  /** In the order of their effective times. Before the first silence does not speak and nobody is core. */
  readonly calibrations: readonly DatedCalibration[];
  readonly calendar: Calendar;
  /** The final instant: facts and deadlines at it are included. */
  readonly asOf: Instant;
}

/** The last one that had come into force by then. */
export const inForce = ({ calibrations }: OracleSettings, now: Instant): Calibration | null =>
  calibrations.findLast(({ effectiveFrom }) => effectiveFrom <= now) ?? null;
