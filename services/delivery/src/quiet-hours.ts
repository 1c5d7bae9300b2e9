/** When nobody is contacted, on the clock that hangs on the customer's wall. */
import { DateTime, IANAZone } from 'luxon';

/** From and to as `hh:mm`; from 20:00 to 08:00 goes over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const minuteMilliseconds = 60_000;
const dayMinutes = 1_440;

/**
 * The first instant, from `now` on, that is not within the quiet hours: `now` itself where it is not.
 * @param timeZone IANA name; where it is none that is known, the business time zone holds
 */
export function quietUntil(now: number, { from, to }: QuietHours, timeZone: string | null, businessTimeZone: string): number {
  const zone = timeZone !== null && IANAZone.isValidZone(timeZone) ? timeZone : businessTimeZone;
  const isQuiet = (instant: number) => within(minuteOf(instant, zone), minutes(from), minutes(to));
  if (!isQuiet(now)) return now;
  const wallNow = minuteOf(now, zone);
  const wait = (minutes(to) - wallNow + dayMinutes) % dayMinutes;
  const end = startOfMinute(now) + wait * minuteMilliseconds;
  const shift = offsetAt(end, zone) - offsetAt(now, zone);
  if (shift === 0) return end;
  const change = changeBetween(now, end, zone);
  // Where the clocks go on past the end, quiet ends with the change; where they go back, the end is reached once more.
  return Math.max(change, end - shift * minuteMilliseconds);
}

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return 60 * hour + minute;
};

const within = (minute: number, from: number, to: number): boolean =>
  from < to ? minute >= from && minute < to : minute >= from || minute < to;

const startOfMinute = (instant: number): number => Math.floor(instant / minuteMilliseconds) * minuteMilliseconds;

function minuteOf(instant: number, zone: string): number {
  const { hour, minute } = DateTime.fromMillis(instant, { zone });
  return 60 * hour + minute;
}

/** Minutes ahead of UTC. */
const offsetAt = (instant: number, zone: string): number => DateTime.fromMillis(instant, { zone }).offset;

/** The first millisecond with the later offset. */
function changeBetween(from: number, to: number, zone: string): number {
  const before = offsetAt(from, zone);
  let earlier = from;
  let later = to;
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2);
    if (offsetAt(middle, zone) === before) earlier = middle;
    else later = middle;
  }
  return later;
}
