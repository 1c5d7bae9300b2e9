import { createHash } from 'node:crypto';
import type { Config } from '@ebb/contracts';
import { calibrationsFrom, utcCalendar, zonedCalendar } from '@ebb/domain';
import type { LifecycleSettings } from './processor.ts';

/** What the processor takes of the configuration. */
export const lifecycleSettings = (config: Config): LifecycleSettings => ({
  calendar: config.businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(config.businessTimeZone),
  rules: config.lifecycle,
  rulesVersion: versionOf(config.lifecycle),
  currency: config.reportingCurrency,
  calibrations: calibrationsFrom(config.calibration === null ? [] : [config.calibration]),
});

/** Eight hexadecimal digits that tell two sets of rules apart. */
const versionOf = (rules: Config['lifecycle']): string =>
  createHash('sha1').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
