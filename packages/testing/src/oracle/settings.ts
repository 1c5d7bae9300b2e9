import type { Calendar, Calibration, Instant, LifecycleRules } from '@ebb/domain';

export interface OracleSettings {
  readonly rules: LifecycleRules;
  /** In force over the whole life; null: silence does not speak and nobody is core. */
  readonly calibration: Calibration | null;
  readonly calendar: Calendar;
  /** The final instant: facts and deadlines at it are included. */
  readonly asOf: Instant;
}
