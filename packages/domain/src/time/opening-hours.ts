import type { Day, Instant, TimedCalendar } from './calendar.ts';

/** When people are there who can act, in the business time zone. */
export interface OpeningHours {
  /** 0 for Sunday to 6 for Saturday; at least one. */
  readonly weekdays: readonly number[];
  /** Minutes since midnight, as clocks show it; from below to. */
  readonly from: number;
  readonly to: number;
  /** Days without opening. */
  readonly holidays: readonly Day[];
}

/** When so many milliseconds of opening time, above 0, have passed since an instant. */
export function afterOpeningTime(since: Instant, milliseconds: number, hours: OpeningHours, calendar: TimedCalendar): Instant {
  let left = milliseconds;
  for (let day = calendar.dayOf(since); ; day += 1) {
    if (!isOpenOn(day, hours)) continue;
    const opens = Math.max(calendar.at(day, hours.from), since);
    const open = Math.max(calendar.at(day, hours.to) - opens, 0);
    if (left <= open) return opens + left;
    left -= open;
  }
}

function isOpenOn(day: Day, { weekdays, holidays }: OpeningHours): boolean {
  return weekdays.includes(weekdayOf(day)) && !holidays.includes(day);
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}
