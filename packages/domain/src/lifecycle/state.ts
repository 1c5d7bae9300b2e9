import { emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
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

export const phases = ['leaving', 'gone'] as const;
export type Phase = (typeof phases)[number];

/** Days on which silence speaks; null where it does not. */
export interface Deadlines {
  readonly fading: Day | null;
  readonly watch: Day | null;
  readonly leaving: Day | null;
  /** Lapse of a customer who is not core, or gone for core. */
  readonly lapse: Day | null;
}

export const noDeadlines: Deadlines = { fading: null, watch: null, leaving: null, lapse: null };

export interface OpenAlert {
  readonly recordId: string;
  readonly phase: Phase;
}

export interface CustomerState {
  readonly purchases: PurchaseHistory;
  readonly stage: Stage;
  readonly risk: Risk;
  /** 0 before the first purchase. */
  readonly lifetime: number;
  readonly everCore: boolean;
  /** When the present stage was entered; 0 before any was. */
  readonly stageSince: Instant;
  /** The stage left when the customer went; null unless inactive or core-defector. */
  readonly stageBefore: Stage | null;
  readonly deadlines: Deadlines;
  /** Version of the calibration that solved the deadlines; 0 where none did. */
  readonly calibrationVersion: number;
  readonly openAlert: OpenAlert | null;
  readonly lastLeavingAlertDay: Day | null;
  readonly lastGoneAlertDay: Day | null;
  /**
   * Net revenue since the present lifetime began (second lifetime value counts from the return), in minor units. A refund
   * lowers it when it is paid, whichever lifetime's purchase it names.
   */
  readonly lifetimeRevenueMinor: number;
}

/** A customer of whom nothing is known. */
export const initialState: CustomerState = {
  purchases: emptyHistory,
  stage: 'none',
  risk: 'steady',
  lifetime: 0,
  everCore: false,
  stageSince: 0,
  stageBefore: null,
  deadlines: noDeadlines,
  calibrationVersion: 0,
  openAlert: null,
  lastLeavingAlertDay: null,
  lastGoneAlertDay: null,
  lifetimeRevenueMinor: 0,
};
