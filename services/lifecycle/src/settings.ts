import { createHash } from 'node:crypto';
import type { Config } from '@ebb/contracts';
import { type Calibrations, utcCalendar, zonedCalendar } from '@ebb/domain';
import type { LifecycleSettings } from './processor.ts';

/** What the processor takes of the configuration. */
export const lifecycleSettings = (config: Config, calibrations: Calibrations): LifecycleSettings => ({
  calendar: config.businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(config.businessTimeZone),
  rules: config.lifecycle,
  rulesVersion: versionOf(config.lifecycle),
  currency: config.reportingCurrency,
  calibrations,
});

/** Eight hexadecimal digits that tell two sets of rules apart. */
const versionOf = (rules: Config['lifecycle']): string =>
  createHash('sha1').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
