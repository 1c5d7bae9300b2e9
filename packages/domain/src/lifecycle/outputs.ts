import type { Pmg } from '../purchases/value.ts';
import type { Day, Instant } from '../time/calendar.ts';
import type { Phase, Risk, Stage } from './state.ts';

export type Reason =
  | 'first-purchase'
  | 'repeat-purchase'
  | 'core-test'
  | 'purchase'
  | 'silence'
  | 'fading'
  | 'return'
  | 'false-alarm';

/** What the lifecycle says of a customer. Ids are without the revision, which the runtime adds. */
export type Output = LifecycleTransition | MainDefectorAlert | AlertClosed;

interface OutputBase {
  /** `<cause>/<what>`. */
  readonly recordId: string;
  readonly customerId: string;
  /** When it took effect, in event time. */
  readonly at: Instant;
  /** Id of the event, or `<customer>@<deadline>@<yyyy-mm-dd>`. */
  readonly causeId: string;
}

export interface LifecycleTransition extends OutputBase {
  readonly type: 'LifecycleTransition';
  readonly fromStage: Stage;
  readonly toStage: Stage;
  readonly fromRisk: Risk;
  readonly toRisk: Risk;
  /** The lifetime after the transition. */
  readonly lifetime: number;
  readonly reason: Reason;
}

/** Why silence spoke, on the day of the alert. P(alive), scores and PMG are after the calibration then in force. */
export interface SilenceEvidence {
  /** The last counted purchase day. */
  readonly lastPurchaseDay: Day;
  readonly silenceDays: number;
  /** Mean days between counted purchase days over the whole history; null with one. */
  readonly usualGapDays: number | null;
  /** Counted purchase days over the whole history. */
  readonly purchaseDays: number;
  /** F and M of the window of the day of the last purchase, be it refunded away since. */
  readonly frequency: number;
  readonly monetaryMinor: number;
  readonly pAlive: number;
  /** The threshold that P(alive) crossed, before the bounds on silence. */
  readonly pAliveThreshold: number;
  readonly pBuysWithin180Days: number;
  /** Of the days of silence. */
  readonly recencyScore: number;
  readonly frequencyScore: number;
  readonly monetaryScore: number;
  readonly pmg: Pmg;
}

export interface MainDefectorAlert extends OutputBase {
  readonly type: 'MainDefectorAlert';
  readonly phase: Phase;
  /** The stage after the transition: `core` while leaving, `core-defector` once gone. */
  readonly stage: Stage;
  readonly lifetime: number;
  /** Ranked; `unknown` alone where nothing is known. */
  readonly causes: readonly string[];
  readonly evidence: SilenceEvidence;
  /** Version of the calibration that solved the deadline. */
  readonly calibrationVersion: number;
  /** One plain English sentence. */
  readonly explanation: string;
}

export interface AlertClosed extends OutputBase {
  readonly type: 'AlertClosed';
  readonly alertId: string;
  readonly phase: Phase;
  readonly reason: 'false-alarm' | 'returned' | 'purchased' | 'escalated';
}
