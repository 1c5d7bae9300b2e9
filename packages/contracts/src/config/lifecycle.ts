/** The rules of the lifecycle, as they stand in the configuration. */
import { defaultRules } from '@ebb/domain';
import { z } from 'zod';
import { count } from './parts.ts';

const probability = { error: 'is a number between 0 and 1' };
const pAlive = z.number(probability).gt(0, probability).lt(1, probability);
const days = count({ min: 1, max: 3_650 });
const times = count({ min: 1, max: 1_000 });
const percent = count({ min: 0, max: 100 });
const pointsAllowed = { error: 'is a number of points above 0, up to 100' };
const points = z.number(pointsAllowed).gt(0, pointsAllowed).max(100, pointsAllowed);

const silenceRule = (defaults: { pAlive: number; daysMin: number; daysMax: number }) =>
  z
    .strictObject({
      pAlive: pAlive.default(defaults.pAlive),
      daysMin: days.default(defaults.daysMin),
      daysMax: days.default(defaults.daysMax),
    })
    .prefault({});

const pointThresholds = (defaults: { watch: number; leaving: number }) =>
  z.strictObject({ watch: points.default(defaults.watch), leaving: points.default(defaults.leaving) }).prefault({});

const { incidents, causes, payments, advocacy, value } = defaultRules;

const incidentRules = z
  .strictObject({
    points: z
      .strictObject({
        unmetExpectation: points.default(incidents.points.unmetExpectation),
        complaint: points.default(incidents.points.complaint),
        sidewaysTransfer: points.default(incidents.points.sidewaysTransfer),
        serious: points.default(incidents.points.serious),
      })
      .prefault({}),
    halfLifeDays: days.default(incidents.halfLifeDays),
    caseDaysMax: z
      .strictObject({
        question: days.default(incidents.caseDaysMax.question),
        complaint: days.default(incidents.caseDaysMax.complaint),
        defect: days.default(incidents.caseDaysMax.defect),
        other: days.default(incidents.caseDaysMax.other),
      })
      .prefault({}),
    reopenedDaysMax: days.default(incidents.reopenedDaysMax),
    casesMax: times.default(incidents.casesMax),
    casesDays: days.default(incidents.casesDays),
    bounceTransfers: times.default(incidents.bounceTransfers),
    quietDaysMin: days.default(incidents.quietDaysMin),
    firstTime: pointThresholds(incidents.firstTime),
    earlyRepeat: pointThresholds(incidents.earlyRepeat),
    core: pointThresholds(incidents.core),
  })
  .prefault({});

const causeRules = z
  .strictObject({
    causeDaysMax: days.default(causes.causeDaysMax),
    onboardingDaysMax: days.default(causes.onboardingDaysMax),
    boredom: z
      .strictObject({
        purchaseDaysMin: count({ min: 5, max: 16 }).default(causes.boredom.purchaseDaysMin),
        categoriesMin: count({ min: 2, max: 100 }).default(causes.boredom.categoriesMin),
        entropyRatioMax: z.number(probability).gt(0, probability).max(1, probability).default(causes.boredom.entropyRatioMax),
        gapRatioMin: z
          .number({ error: 'is a number from 1' })
          .min(1, { error: 'is a number from 1' })
          .default(causes.boredom.gapRatioMin),
        incidentFreeDays: days.default(causes.boredom.incidentFreeDays),
      })
      .prefault({}),
    overSolicited: z
      .strictObject({
        contactsMin: count({ min: 1, max: 32 }).default(causes.overSolicited.contactsMin),
        days: days.default(causes.overSolicited.days),
        unansweredMin: count({ min: 1, max: 32 }).default(causes.overSolicited.unansweredMin),
      })
      .prefault({}),
  })
  .prefault({});

const paymentRules = z
  .strictObject({
    failedMin: times.default(payments.failedMin),
    failedDays: days.default(payments.failedDays),
    unpaidInvoicePoints: points.default(payments.unpaidInvoicePoints),
    failedPaymentPoints: points.default(payments.failedPaymentPoints),
  })
  .prefault({});

const advocacyRules = z
  .strictObject({
    shareOfWalletPercentMin: percent.default(advocacy.shareOfWalletPercentMin),
    eligibleCategories: z.array(z.string().min(1)).default([...advocacy.eligibleCategories]),
    categoriesMin: times.default(advocacy.categoriesMin),
    categoriesPercentMin: percent.default(advocacy.categoriesPercentMin),
    referralsMin: times.default(advocacy.referralsMin),
    referralDays: days.default(advocacy.referralDays),
  })
  .prefault({});

const valueRules = z
  .strictObject({
    marginPercent: percent.default(value.marginPercent),
    contactCostMinor: count({ min: 0, max: 1_000_000_000 }).default(value.contactCostMinor),
    psychologicalPercentPerReferral: percent.default(value.psychologicalPercentPerReferral),
    psychologicalPercentMax: percent.default(value.psychologicalPercentMax),
  })
  .prefault({});

export const lifecycle = z
  .strictObject({
    windowDays: days.default(defaultRules.windowDays),
    corePurchaseDaysMin: count({ min: 2, max: 365 }).default(defaultRules.corePurchaseDaysMin),
    falseAlarmDaysMax: days.default(defaultRules.falseAlarmDaysMax),
    alertAgainDaysMin: days.default(defaultRules.alertAgainDaysMin),
    overdueDaysMax: days.default(defaultRules.overdueDaysMax),
    lapse: z
      .strictObject({
        firstTime: silenceRule(defaultRules.lapse.firstTime),
        earlyRepeat: silenceRule(defaultRules.lapse.earlyRepeat),
        returned: silenceRule(defaultRules.lapse.returned),
      })
      .prefault({}),
    core: z
      .strictObject({
        watch: silenceRule(defaultRules.core.watch),
        leaving: silenceRule(defaultRules.core.leaving),
        gone: silenceRule(defaultRules.core.gone),
      })
      .prefault({}),
    incidents: incidentRules,
    notice: z.strictObject({ daysUntilEffective: days.default(defaultRules.notice.daysUntilEffective) }).prefault({}),
    causes: causeRules,
    payments: paymentRules,
    advocacy: advocacyRules,
    value: valueRules,
    abandonment: z.strictObject({ confirmDays: days.default(defaultRules.abandonment.confirmDays) }).prefault({}),
    wonBackDaysMax: days.default(defaultRules.wonBackDaysMax),
  })
  .prefault({});
