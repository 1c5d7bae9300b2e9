import type { CauseName } from '../causes/cause.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { Engagements } from '../engagements/engagements.ts';
import type { Profile } from '../profiles/profile.ts';
import { emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
import type { Day, Instant } from '../time/calendar.ts';
import type { Trigger } from './outputs.ts';

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

/** Beside the stage: how much a customer stands up for the company, the strongest last. */
export const advocacies = ['none', 'adept', 'ambassador', 'partner'] as const;
export type Advocacy = (typeof advocacies)[number];

export const phases = ['leaving', 'gone'] as const;
export type Phase = (typeof phases)[number];

/** Days on which silence speaks; null where it does not. */
export interface Deadlines {
  readonly fading: Day | null;
  readonly watch: Day | null;
  readonly leaving: Day | null;
  /** Lapse of a customer who is not core, or gone for core. */
  readonly lapse: Day | null;
  /** The lapse would have been due so long before it could be judged that it alerts nobody any more. */
  readonly isLapseOverdue: boolean;
  /** While no calibration is in force, and silence can't be judged: when it is asked again whether one is. */
  readonly learning: Day | null;
}

export const noDeadlines: Deadlines = {
  fading: null,
  watch: null,
  leaving: null,
  lapse: null,
  isLapseOverdue: false,
  learning: null,
};

export interface OpenAlert {
  readonly recordId: string;
  readonly phase: Phase;
  readonly trigger: Trigger;
}

/** When a phase was last alerted for a cause. */
export interface PastAlert {
  readonly phase: Phase;
  /** The first of its causes. */
  readonly cause: CauseName;
  readonly trigger: Trigger;
  readonly day: Day;
}

/** The judgement that it costs more to keep a customer than the customer brings. */
interface Abandonment {
  /** The day on which it was first so, and so at each look since. */
  readonly since: Day;
  /** Proposed to a manager, and nothing has spoken against it since. */
  readonly proposed: boolean;
}

export interface CustomerState {
  readonly purchases: PurchaseHistory;
  /** Null before the first contact. */
  readonly contacts: Contacts | null;
  /** Null before the first profile change that is kept. */
  readonly profile: Profile | null;
  /** Null before the first engagement. */
  readonly engagements: Engagements | null;
  readonly stage: Stage;
  /** The greatest of the risks by silence, incidents and notice. */
  readonly risk: Risk;
  /** By silence or fading; cleared by purchases only. */
  readonly silenceRisk: Risk;
  /** By incident points, with hysteresis and dwell; of contractual customers by payments as well. */
  readonly incidentRisk: Risk;
  readonly advocacy: Advocacy;
  /** 0 before the first purchase. */
  readonly lifetime: number;
  readonly everCore: boolean;
  /** When the present stage was entered; 0 before any was. */
  readonly stageSince: Instant;
  /** The stage left when the customer went; null unless inactive or core-defector. */
  readonly stageBefore: Stage | null;
  /** What made the customer go; null unless inactive or core-defector. */
  readonly goneBy: Trigger | null;
  readonly deadlines: Deadlines;
  /** Version of the calibration that solved the deadlines, by which the customer is judged until the next purchase; 0 for none. */
  readonly calibrationVersion: number;
  readonly openAlert: OpenAlert | null;
  /** The latest of each phase and cause, as long as it keeps the next from being raised; that of the open alert last. */
  readonly pastAlerts: readonly PastAlert[];
  readonly abandonment: Abandonment | null;
  /**
   * Net revenue since the present lifetime began (second lifetime value counts from the return), in minor units. A refund
   * lowers it when it is paid, whichever lifetime's purchase it names.
   */
  readonly lifetimeRevenueMinor: number;
  /** Id of the event of the last purchase. */
  readonly lastPurchaseId: string | null;
}

/** A customer of whom nothing is known. */
export const initialState: CustomerState = {
  purchases: emptyHistory,
  contacts: null,
  profile: null,
  engagements: null,
  stage: 'none',
  risk: 'steady',
  silenceRisk: 'steady',
  incidentRisk: 'steady',
  advocacy: 'none',
  lifetime: 0,
  everCore: false,
  stageSince: 0,
  stageBefore: null,
  goneBy: null,
  deadlines: noDeadlines,
  calibrationVersion: 0,
  openAlert: null,
  pastAlerts: [],
  abandonment: null,
  lifetimeRevenueMinor: 0,
  lastPurchaseId: null,
};
