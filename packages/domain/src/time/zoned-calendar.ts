import { type Day, dayMilliseconds, type Instant, type TimedCalendar } from './calendar.ts';

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
export function zonedCalendar(timeZone: string): TimedCalendar {
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

  const at = timesOf(wallClock(timeZone));
  return { dayOf, startOf, at };
}

/**
 * The instant at which clocks on the wall show a time. The zone's distance from UTC is looked up a day before and a day after:
 * one of the two holds. Where neither does, clocks skip the time; the former distance then leads beyond the jump.
 */
function timesOf(wallClockAt: (instant: Instant) => number): TimedCalendar['at'] {
  const remembered = new Map<number, Instant>();
  const offsetAt = (instant: Instant): number => wallClockAt(instant) - instant;

  function find(onTheWall: number): Instant {
    const before = onTheWall - offsetAt(onTheWall - dayMilliseconds);
    if (wallClockAt(before) === onTheWall) return before;
    const after = onTheWall - offsetAt(onTheWall + dayMilliseconds);
    return wallClockAt(after) === onTheWall ? after : before;
  }

  return (day, minute) => {
    const onTheWall = day * dayMilliseconds + minute * 60_000;
    const known = remembered.get(onTheWall);
    if (known !== undefined) return known;
    const instant = find(onTheWall);
    if (remembered.size >= rememberedDaysMax) remembered.clear();
    remembered.set(onTheWall, instant);
    return instant;
  };
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

/** Date and time that clocks on the wall show at an instant, as if they were UTC. */
function wallClock(timeZone: string): (instant: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const numbers = format.format(instant).match(/\d+/g) as readonly string[];
    const [month, day, year, hour, minute, second] = numbers.map(Number) as [number, number, number, number, number, number];
    // oxlint-disable-next-line no-restricted-globals -- pure, as it is given the date
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}
