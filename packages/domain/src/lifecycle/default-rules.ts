import type { LifecycleRules } from './parameters.ts';

/** The defaults of docs/rules.md; days. */
export const defaultRules: LifecycleRules = {
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
    // Watch and leaving need no upper bound: from the greatest silence of gone on, gone speaks in their place.
    watch: { pAlive: 0.5, daysMin: 30, daysMax: 365 },
    leaving: { pAlive: 0.3, daysMin: 30, daysMax: 365 },
    gone: { pAlive: 0.1, daysMin: 150, daysMax: 365 },
  },
};
