import type { BorderLimits, Config } from '@ebb/contracts';
import { type Calendar, utcCalendar, zonedCalendar } from '@ebb/domain';

export const calendarOf = ({ businessTimeZone }: Config): Calendar =>
  businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(businessTimeZone);

/** What the lifecycle will let in, so that it can be told by the line of a file. */
export const limitsOf = (config: Config, calendar: Calendar): BorderLimits => ({
  reportingCurrency: config.reportingCurrency,
  rates: config.rates,
  amountMaxMinor: config.amountMaxMinor,
  clockSkewMax: config.clockSkewMax,
  isoDayOf: (instant) => new Date(calendar.dayOf(instant) * 86_400_000).toISOString().slice(0, 10),
});
