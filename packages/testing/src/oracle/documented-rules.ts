import type { LifecycleRules } from '@ebb/domain';

/** The defaults as docs/rules.md states them, written down a second time so that a slip in the product's own shows. */
export const documentedRules: LifecycleRules = {
  windowDays: 365,
  corePurchaseDaysMin: 4,
  falseAlarmDaysMax: 30,
  alertAgainDaysMin: 60,
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
};
