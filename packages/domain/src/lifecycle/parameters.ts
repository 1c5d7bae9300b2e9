import type { Calendar } from '../time/calendar.ts';

/** MBG/NBD parameters; the unit of time is a week (Batislam, Denizel & Filiztekin 2007). */
export interface RhythmParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Population parameters, versioned. */
export interface Calibration {
  readonly version: number;
  readonly rhythm: RhythmParameters;
  /** Minor units of the reporting currency. */
  readonly pmgEdges: { readonly medium: number; readonly large: number };
  /** Four ascending edges each: recency in days (negated), frequency in purchase days, monetary in minor units. */
  readonly rfmEdges: {
    readonly recency: readonly number[];
    readonly frequency: readonly number[];
    readonly monetary: readonly number[];
  };
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
  /** The calibration in force at the event time of the step; null while none is accepted: silence then does not speak. */
  readonly calibration: Calibration | null;
}
