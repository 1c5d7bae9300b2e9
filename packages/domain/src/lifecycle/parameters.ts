import type { PmgEdges, RfmEdges } from '../purchases/value.ts';
import type { RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { Calendar } from '../time/calendar.ts';

/** Population parameters, versioned. */
export interface Calibration {
  /** Above 0. */
  readonly version: number;
  readonly rhythm: RhythmParameters;
  readonly pmgEdges: PmgEdges;
  readonly rfmEdges: RfmEdges;
}

/** P(alive) threshold and the bounds on days of silence. */
export interface SilenceRule {
  readonly pAlive: number;
  readonly daysMin: number;
  readonly daysMax: number;
}

export interface LifecycleRules {
  readonly windowDays: number;
  readonly corePurchaseDaysMin: number;
  readonly falseAlarmDaysMax: number;
  readonly alertAgainDaysMin: number;
  readonly lapse: { readonly firstTime: SilenceRule; readonly earlyRepeat: SilenceRule; readonly returned: SilenceRule };
  readonly core: { readonly watch: SilenceRule; readonly leaving: SilenceRule; readonly gone: SilenceRule };
}

/** Everything a step may look at besides state and fact. Read-only. */
export interface LifecycleContext {
  readonly customerId: string;
  readonly calendar: Calendar;
  readonly rules: LifecycleRules;
  /**
   * The calibration in force at the event time of the step; null while none is accepted: silence then does not speak, and
   * nobody passes core's test, which needs the edge of medium revenue.
   */
  readonly calibration: Calibration | null;
}
