import type { CaseKind } from '../lifecycle/facts.ts';
import type { IncidentRules } from '../lifecycle/parameters.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Contacts, SupportCase } from './contacts.ts';

/** Until when a case is to be solved to whose customer nothing was promised. */
export function dueAfter(from: Instant, caseKind: CaseKind, { caseDaysMax }: IncidentRules): Instant {
  return from + daysFor(caseKind, caseDaysMax) * dayMilliseconds;
}

function daysFor(caseKind: CaseKind, { question, complaint, defect, other }: IncidentRules['caseDaysMax']): number {
  switch (caseKind) {
    case 'question':
      return question;
    case 'complaint':
      return complaint;
    case 'defect':
      return defect;
    default:
      return other;
  }
}

/**
 * The next delay that is missed unless the case is closed before; by case id where several end at one instant.
 * @param from what was over by then is missed at that instant
 */
export function nextDelay(contacts: Contacts | null, from: Instant): { readonly caseId: string; readonly dueAt: Instant } | null {
  let next: SupportCase | null = null;
  for (const one of contacts?.cases ?? []) {
    if (one.closedAt === null && one.missedAt === null && (next === null || isBefore(one, next, from))) next = one;
  }
  return next === null ? null : { caseId: next.caseId, dueAt: Math.max(next.dueAt, from) };
}

function isBefore(one: SupportCase, other: SupportCase, from: Instant): boolean {
  const [dueAt, otherDueAt] = [Math.max(one.dueAt, from), Math.max(other.dueAt, from)];
  return dueAt === otherDueAt ? one.caseId < other.caseId : dueAt < otherDueAt;
}

/** The delay of the case is missed at the instant: the one at which it was due, or at which it was set where that is later. */
export function missDelay(contacts: Contacts, caseId: string, at: Instant): Contacts {
  const cases = contacts.cases.map((one) => (one.caseId === caseId ? { ...one, missedAt: at } : one));
  return { ...contacts, cases };
}
