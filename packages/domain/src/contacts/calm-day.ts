import type { IncidentRules } from '../lifecycle/parameters.ts';
import { type Calendar, type Day, dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Contacts, SupportCase } from './contacts.ts';
import { casePointsAt, closedCaseDaysMax, fullPoints } from './points.ts';

/**
 * The first start of a day, at `from` or later, at which the points are under the threshold and all cases have been closed for
 * long enough; null while a case is open.
 *
 * @param threshold above 0
 * @param from not before the last contact
 */
export function calmDay(
  contacts: Contacts | null,
  threshold: number,
  from: Instant,
  rules: IncidentRules,
  calendar: Calendar,
): Day | null {
  const cases = contacts?.cases ?? [];
  let calmFrom = from;
  for (const one of cases) {
    if (one.closedAt === null) return null;
    calmFrom = Math.max(calmFrom, calmInstant(one, one.closedAt, threshold, rules));
  }
  const isCalm = (day: Day): boolean =>
    calendar.startOf(day) >= from && cases.every((one) => isCalmAt(one, calendar.startOf(day), threshold, rules));
  // The closed form may err by a rounding on either side of the start of a day; what is judged by is the formula itself.
  let day = calendar.dayOf(calmFrom);
  while (!isCalm(day)) day += 1;
  return day;
}

/** When a closed case has been quiet for long enough, and its points have come down to the threshold. */
function calmInstant(one: SupportCase, closedAt: Instant, threshold: number, rules: IncidentRules): Instant {
  const halvings = Math.log2(Math.max(fullPoints(one, rules) / threshold, 1));
  const days = Math.max(rules.quietDaysMin, Math.min(rules.halfLifeDays * halvings, closedCaseDaysMax));
  return closedAt + days * dayMilliseconds;
}

function isCalmAt(one: SupportCase, at: Instant, threshold: number, rules: IncidentRules): boolean {
  const isQuiet = one.closedAt !== null && at - one.closedAt >= rules.quietDaysMin * dayMilliseconds;
  return isQuiet && casePointsAt(one, at, rules) < threshold;
}
