/** What is simulated, in figures. None of it was measured anywhere: docs/simulated.md. */
import type { Calibration, CaseKind, Motive, RhythmParameters } from '@ebb/domain';
import type { Season, Span } from './season.ts';

/** What may go wrong after a purchase. */
export type Mishap = Extract<CaseKind, 'defect' | 'complaint' | 'question' | 'service-not-performed' | 'failed-onboarding'>;

/** Why a customer leaves for something outside of the shop. */
export type OutsideMotive = Exclude<Motive, 'other' | 'disappointed'>;

/** Lowest and highest of a uniform distribution. */
export type Range = readonly [number, number];

/** Shares are from 0 to 1, of what their name says; those per year are rates of Poisson processes. */
export interface Shop {
  readonly span: Span;
  readonly acquisition: {
    /** At the end of a year so much more come than at its beginning, as a share of those at the begin of the span. */
    readonly growthPerYear: number;
    readonly season: Season;
  };
  /** Purchases a week: gamma (r, alpha). The chance to leave at a purchase for no reason that anybody is told: beta (a, b). */
  readonly rhythm: RhythmParameters;
  readonly season: Season;
  /** What is spent at a purchase: gamma with shape p; its rate gamma (q, gammaMinor) over customers. */
  readonly spend: NonNullable<Calibration['spend']>;
  readonly categories: readonly string[];
  /** Sum of the parameters of the symmetric Dirichlet distribution of a customer's tastes: the less, the more they differ. */
  readonly tasteConcentration: number;
  /** Lines of an order. */
  readonly linesMean: number;
  readonly refunds: { readonly share: number; readonly daysLater: Range };
  /** Silent and alive. */
  readonly pauses: { readonly perYear: number; readonly days: Range };
  readonly incidents: {
    /** Of purchases; of failed onboarding, of first purchases. */
    readonly shares: Readonly<Record<Mishap, number>>;
    /** Of those, what goes badly; the others are solved in time. */
    readonly badShare: number;
    /** Of what went badly, what drives the customer away. */
    readonly fatalShare: number;
    /** From when it went badly to the drop-out, exponentially distributed. */
    readonly daysToDropOutMean: number;
    /** Of the fatal ones, those closed in the end; who stays had it closed always. */
    readonly closedLateShare: number;
  };
  readonly outside: {
    readonly perYear: Readonly<Record<OutsideMotive, number>>;
    /** Of those who leave so: give notice. */
    readonly noticeShare: number;
    /** Say why when they are called, weeks later. */
    readonly refusalShare: number;
    /** Notices given and taken back. */
    readonly threatsPerYear: number;
  };
  readonly campaigns: { readonly perYear: number; readonly answeredShare: number };
  readonly pressure: {
    readonly perYear: number;
    /** Commercial contacts, evenly over the days. */
    readonly contacts: number;
    readonly days: number;
    /** Of those pressed, who leave at the last contact. */
    readonly annoyedShare: number;
    /** Of these, who opt out; the others only cease to answer. */
    readonly optOutShare: number;
  };
  readonly boredom: {
    readonly perYear: number;
    /** From then on the purchase rate is so many times what it was, and all is of the favourite category. */
    readonly slowing: number;
    /** Purchases until the drop-out, the last included; whole numbers. */
    readonly purchases: Range;
    /** Who looks closely may see it at this one of them. */
    readonly visibleAfter: number;
  };
  readonly consentShare: number;
}

export const simulatedShop: Shop = {
  span: { from: Date.parse('2022-01-01T00:00:00Z'), until: Date.parse('2024-01-01T00:00:00Z') },
  acquisition: {
    growthPerYear: 0.3,
    season: { byMonth: [9, 8, 9, 10, 10, 9, 8, 8, 10, 11, 14, 14], byWeekday: [10, 9, 9, 10, 11, 12, 9] },
  },
  rhythm: { r: 0.9, alpha: 6, a: 0.7, b: 9.3 },
  season: { byMonth: [9, 8, 9, 10, 10, 9, 8, 8, 10, 11, 13, 15], byWeekday: [9, 9, 9, 10, 12, 13, 8] },
  spend: { p: 4, q: 4, gammaMinor: 30_00 },
  categories: ['books', 'games', 'garden', 'kitchen', 'music', 'toys'],
  tasteConcentration: 3,
  linesMean: 1.6,
  refunds: { share: 0.03, daysLater: [3, 14] },
  pauses: { perYear: 0.12, days: [60, 240] },
  incidents: {
    shares: { defect: 0.02, complaint: 0.02, question: 0.03, 'service-not-performed': 0.01, 'failed-onboarding': 0.03 },
    badShare: 0.35,
    fatalShare: 0.6,
    daysToDropOutMean: 12,
    closedLateShare: 0.4,
  },
  outside: {
    perYear: { 'better-offer': 0.08, price: 0.06, 'payment-difficulty': 0.03, 'need-ended': 0.04, moved: 0.04 },
    noticeShare: 0.3,
    refusalShare: 0.2,
    threatsPerYear: 0.02,
  },
  campaigns: { perYear: 4, answeredShare: 0.3 },
  pressure: { perYear: 0.15, contacts: 10, days: 25, annoyedShare: 0.4, optOutShare: 0.5 },
  boredom: { perYear: 0.3, slowing: 0.45, purchases: [4, 7], visibleAfter: 4 },
  consentShare: 0.5,
};
