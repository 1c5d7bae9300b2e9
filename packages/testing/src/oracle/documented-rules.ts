import type { LifecycleRules } from '@ebb/domain';

/** The defaults as docs/rules.md states them, written down a second time so that a slip in the product's own shows. */
export const documentedRules: LifecycleRules = {
  windowDays: 365,
  corePurchaseDaysMin: 4,
  falseAlarmDaysMax: 30,
  alertAgainDaysMin: 60,
  overdueDaysMax: 90,
  lapse: {
    firstTime: { pAlive: 0.45, daysMin: 90, daysMax: 180 },
    earlyRepeat: { pAlive: 0.3, daysMin: 90, daysMax: 365 },
    returned: { pAlive: 0.3, daysMin: 90, daysMax: 365 },
  },
  core: {
    watch: { pAlive: 0.5, daysMin: 30, daysMax: Number.POSITIVE_INFINITY },
    leaving: { pAlive: 0.3, daysMin: 30, daysMax: Number.POSITIVE_INFINITY },
    gone: { pAlive: 0.1, daysMin: 150, daysMax: 365 },
  },
  incidents: {
    points: { unmetExpectation: 1, complaint: 2, sidewaysTransfer: 2, serious: 4 },
    halfLifeDays: 30,
    caseDaysMax: { question: 2, complaint: 5, defect: 10, other: 5 },
    reopenedDaysMax: 14,
    casesMax: 3,
    casesDays: 90,
    bounceTransfers: 2,
    quietDaysMin: 14,
    firstTime: { watch: 1, leaving: 2 },
    earlyRepeat: { watch: 2, leaving: 3 },
    core: { watch: 3, leaving: 4 },
  },
  notice: { daysUntilEffective: 30 },
  causes: {
    causeDaysMax: 90,
    onboardingDaysMax: 60,
    boredom: { purchaseDaysMin: 8, categoriesMin: 3, entropyRatioMax: 0.5, gapRatioMin: 1.5, incidentFreeDays: 180 },
    overSolicited: { contactsMin: 8, days: 28, unansweredMin: 6 },
  },
  payments: { failedMin: 2, failedDays: 60, unpaidInvoicePoints: 3, failedPaymentPoints: 2 },
  advocacy: {
    shareOfWalletPercentMin: 80,
    eligibleCategories: [],
    categoriesMin: 3,
    categoriesPercentMin: 80,
    referralsMin: 2,
    referralDays: 730,
  },
  value: { marginPercent: 30, contactCostMinor: 5_00, psychologicalPercentPerReferral: 20, psychologicalPercentMax: 100 },
  abandonment: { confirmDays: 90 },
  wonBackDaysMax: 90,
};
