import { type Calendar, type Day, dayMilliseconds, type Instant } from './calendar.ts';

/** No zone has ever been further from UTC than this (Manila until 1844: 15 h 56 min). */
const offsetMillisecondsMax = 16 * 3_600_000;

/** Eleven years of days; asking Intl for one takes some 50 µs, so what was found is kept. */
const rememberedDaysMax = 4096;

/**
 * Days of an IANA time zone, with its changes of the clocks.
 *
 * A date that a zone left out (Apia, 2011-12-30) begins and ends at the same instant, so no instant is on it. Where the
 * clocks are set back across midnight (St. John's until 2011) the date begins twice; one of the two is its start, always
 * the same one.
 *
 * @param timeZone such as `Europe/Paris`
 * @throws RangeError, from Intl, where the time zone is unknown
 */
export function zonedCalendar(timeZone: string): Calendar {
  const localDayOf = localDays(timeZone);
  const starts = new Map<Day, Instant>();

  function startOf(day: Day): Instant {
    const remembered = starts.get(day);
    if (remembered !== undefined) return remembered;
    const start = firstInstantOf(day, localDayOf);
    if (starts.size >= rememberedDaysMax) starts.clear();
    starts.set(day, start);
    return start;
  }

  function dayOf(instant: Instant): Day {
    let day = Math.floor(instant / dayMilliseconds) - 1;
    while (startOf(day + 1) <= instant) day += 1;
    return day;
  }

  return { dayOf, startOf };
}

/** Halves the time in which the date must begin until one millisecond is left. */
function firstInstantOf(day: Day, localDayOf: (instant: Instant) => Day): Instant {
  let before = day * dayMilliseconds - offsetMillisecondsMax;
  let after = day * dayMilliseconds + offsetMillisecondsMax;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDayOf(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}

/** The date that a calendar on the wall shows at an instant. */
function localDays(timeZone: string): (instant: Instant) => Day {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (instant) => {
    const [month, day, year] = format.format(instant).split('/').map(Number) as [number, number, number];
    // oxlint-disable-next-line no-restricted-globals -- pure, as it is given the date
    return Date.UTC(year, month - 1, day) / dayMilliseconds;
  };
}
