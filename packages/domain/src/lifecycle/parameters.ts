import type { SpendParameters } from '../purchases/spend.ts';
import type { PmgEdges, RfmEdges } from '../purchases/value.ts';
import type { IsotonicTable } from '../rhythm/isotonic-table.ts';
import type { RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { Calendar } from '../time/calendar.ts';

/** Population parameters, versioned. */
export interface Calibration {
  /** Above 0. */
  readonly version: number;
  readonly rhythm: RhythmParameters;
  readonly pmgEdges: PmgEdges;
  readonly rfmEdges: RfmEdges;
  /** How much customers spend on a purchase day; null: as on the days that are known. */
  readonly spend: SpendParameters | null;
  /**
   * The least silence, in days, after which a core customer counts as gone, as far as own data tell; null where they do not. The
   * greater of this and that of the rules holds.
   */
  readonly goneDaysMin: number | null;
  /** From the chance to buy within 180 days as the rhythm has it to that which was observed; null: as the rhythm has it. */
  readonly returnTable: IsotonicTable | null;
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
  /** A lapse that was due so many days before it could speak is told, and raises no alert: it would be too late for any action. */
  readonly overdueDaysMax: number;
  readonly lapse: { readonly firstTime: SilenceRule; readonly earlyRepeat: SilenceRule; readonly returned: SilenceRule };
  readonly core: { readonly watch: SilenceRule; readonly leaving: SilenceRule; readonly gone: SilenceRule };
  readonly incidents: IncidentRules;
  readonly notice: {
    /** Until notice takes effect, where the customer does not say. */
    readonly daysUntilEffective: number;
  };
  readonly causes: CauseRules;
  readonly payments: PaymentRules;
  readonly advocacy: AdvocacyRules;
  readonly value: ValueRules;
  readonly abandonment: {
    /** Days between the two looks that both have to find the customer unprofitable. */
    readonly confirmDays: number;
  };
  /** A return within so many days after a delivered action counts as won back. */
  readonly wonBackDaysMax: number;
}

/** Points at which risk by incidents is raised. */
export interface PointThresholds {
  readonly watch: number;
  readonly leaving: number;
}

export interface IncidentRules {
  readonly points: {
    readonly unmetExpectation: number;
    readonly complaint: number;
    readonly sidewaysTransfer: number;
    /** A promise missed, a bounce, reopened soon, an important service not performed, one case too many. */
    readonly serious: number;
  };
  /** Days after closing in which points halve. */
  readonly halfLifeDays: number;
  /** Days of 24 hours that a case may take by its kind, where nothing is promised. */
  readonly caseDaysMax: {
    readonly question: number;
    readonly complaint: number;
    readonly defect: number;
    readonly other: number;
  };
  /** Reopened within so many days is serious. */
  readonly reopenedDaysMax: number;
  /** So many cases opened within so many days are one too many. */
  readonly casesMax: number;
  readonly casesDays: number;
  /** Transfers to the same or a lower level that make a bounce. */
  readonly bounceTransfers: number;
  /** All cases must have been closed for so many days before risk by incidents is cleared. */
  readonly quietDaysMin: number;
  readonly firstTime: PointThresholds;
  readonly earlyRepeat: PointThresholds;
  readonly core: PointThresholds;
}

interface CauseRules {
  /** Days for which a closed case, a rating or a stated motive stands as a cause. */
  readonly causeDaysMax: number;
  /** A failed set-up counts as failed onboarding up to so many days after the first purchase. */
  readonly onboardingDaysMax: number;
  readonly boredom: {
    readonly purchaseDaysMin: number;
    readonly categoriesMin: number;
    /** Entropy of the last days at most this share of that of the earlier ones. */
    readonly entropyRatioMax: number;
    /** Median of the last gaps at least so many times that of the earlier ones. */
    readonly gapRatioMin: number;
    readonly incidentFreeDays: number;
  };
  readonly overSolicited: { readonly contactsMin: number; readonly days: number; readonly unansweredMin: number };
}

interface PaymentRules {
  /** Failed payments within so many days that prove difficulty. */
  readonly failedMin: number;
  readonly failedDays: number;
  /** Incident points of contractual customers. */
  readonly unpaidInvoicePoints: number;
  readonly failedPaymentPoints: number;
}

export interface AdvocacyRules {
  readonly shareOfWalletPercentMin: number;
  /** The categories that a customer could buy from; with fewer than `categoriesMin` nobody is adept by them. */
  readonly eligibleCategories: readonly string[];
  readonly categoriesMin: number;
  readonly categoriesPercentMin: number;
  readonly referralsMin: number;
  readonly referralDays: number;
}

interface ValueRules {
  /** Margin on revenue, percent. */
  readonly marginPercent: number;
  /** What one support contact costs, minor units of the reporting currency. */
  readonly contactCostMinor: number;
  /** Percent of the margin that each referral adds to what a customer is worth. */
  readonly psychologicalPercentPerReferral: number;
  readonly psychologicalPercentMax: number;
}

/** Everything a step may look at besides state and fact. Read-only. */
export interface LifecycleContext {
  readonly customerId: string;
  readonly calendar: Calendar;
  readonly rules: LifecycleRules;
  /** A digest of the rules. */
  readonly rulesVersion: string;
  /** ISO 4217, for explanations. */
  readonly currency: string;
  /** Digits of its minor unit. */
  readonly currencyDigits: number;
  /**
   * The calibration in force at the event time of the step; null while none is accepted: silence then does not speak, and
   * nobody passes core's test, which needs the edge of medium revenue.
   */
  readonly calibration: Calibration | null;
  /** The calibration of a version; null for one that is not known, or not any more. */
  readonly calibrationOf: (version: number) => Calibration | null;
}
