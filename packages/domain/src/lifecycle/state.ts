import type { Day, Instant } from '../time/calendar.ts';

export const stages = [
  'none',
  'suspect',
  'prospect',
  'disqualified',
  'first-time',
  'early-repeat',
  'core',
  'inactive',
  'core-defector',
  'returned',
  'lost',
  'abandoned',
  'erased',
] as const;
export type Stage = (typeof stages)[number];

export const risks = ['steady', 'watch', 'leaving'] as const;
export type Risk = (typeof risks)[number];

/** One calendar day with purchases or refunds. Amounts: integers in minor units of the reporting currency. */
export interface DayBucket {
  readonly day: Day;
  /** Whether the day saw a purchase at all (a refund alone opens a bucket too). */
  readonly bought: boolean;
  readonly grossMinor: number;
  readonly refundedMinor: number;
}

/** Counted purchase days that have left the window. */
export interface OlderDays {
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export interface PurchaseHistory {
  /** The day of the first purchase ever seen; null before any. */
  readonly acquiredDay: Day | null;
  readonly older: OlderDays | null;
  /** Ascending by day, all within 365 days of the latest event. */
  readonly buckets: readonly DayBucket[];
}

/** Days on which silence speaks; null where it does not. */
export interface Deadlines {
  readonly fading: Day | null;
  readonly watch: Day | null;
  readonly leaving: Day | null;
  /** Lapse of a customer who is not core, or gone for core. */
  readonly lapse: Day | null;
}

export interface OpenAlert {
  readonly recordId: string;
  readonly phase: Phase;
}

export const phases = ['leaving', 'gone'] as const;
export type Phase = (typeof phases)[number];

export interface CustomerState {
  readonly purchases: PurchaseHistory;
  readonly stage: Stage;
  readonly risk: Risk;
  /** 0 before the first purchase. */
  readonly lifetime: number;
  readonly everCore: boolean;
  /** When the present stage was entered. */
  readonly stageSince: Instant;
  /** The stage left when the customer went; null unless inactive or core-defector. */
  readonly stageBefore: Stage | null;
  readonly deadlines: Deadlines;
  /** Version of the calibration that solved the deadlines. */
  readonly calibrationVersion: number;
  readonly openAlert: OpenAlert | null;
  readonly lastLeavingAlertDay: Day | null;
  readonly lastGoneAlertDay: Day | null;
  /** Net revenue since the present lifetime began (second lifetime value counts from the return). */
  readonly lifetimeRevenueMinor: number;
}
