import type { IncidentRules } from '../lifecycle/parameters.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Contacts, SupportCase } from './contacts.ts';

/** For so many days (of 24 hours) after its closing a case is kept. */
export const closedCaseDaysMax = 90;

export function isForgotten({ closedAt }: SupportCase, at: Instant): boolean {
  return closedAt !== null && at - closedAt > closedCaseDaysMax * dayMilliseconds;
}

/** The points of the customer: the greatest of any case. */
export function pointsAt(contacts: Contacts | null, at: Instant, rules: IncidentRules): number {
  let points = 0;
  for (const one of contacts?.cases ?? []) points = Math.max(points, casePointsAt(one, at, rules));
  return points;
}

/** The points of a case: in full while it is open, halving again and again once it is closed. */
export function casePointsAt(one: SupportCase, at: Instant, rules: IncidentRules): number {
  if (isForgotten(one, at)) return 0;
  const points = fullPoints(one, rules);
  if (one.closedAt === null) return points;
  return points * 2 ** (-(at - one.closedAt) / (rules.halfLifeDays * dayMilliseconds));
}

/** The greatest of what the case is about and of what happened to it. */
export function fullPoints(one: SupportCase, rules: IncidentRules): number {
  const { sidewaysTransfer, serious } = rules.points;
  const { missedAt, bouncedAt, reopenedAt, oneTooMany, sidewaysTransfers } = one;
  const isSerious = missedAt !== null || bouncedAt !== null || reopenedAt !== null || oneTooMany;
  return Math.max(pointsByKind(one, rules), sidewaysTransfers > 0 ? sidewaysTransfer : 0, isSerious ? serious : 0);
}

function pointsByKind({ caseKind, important }: SupportCase, { points }: IncidentRules): number {
  switch (caseKind) {
    case 'unmet-expectation':
    case 'defect':
      return points.unmetExpectation;
    case 'service-not-performed':
      return important ? points.serious : points.unmetExpectation;
    case 'complaint':
      return points.complaint;
    case 'failed-onboarding':
      return points.serious;
    case 'question':
    case 'payment':
    case 'other':
      return 0;
  }
}
