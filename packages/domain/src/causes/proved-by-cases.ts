import type { SupportCase } from '../contacts/contacts.ts';
import type { Day, Instant } from '../time/calendar.ts';
import { storyOf, storyOfFr } from './case-story.ts';
import type { Cause, CauseName } from './cause.ts';
import { type Inquiry, isRecent, type Known } from './known.ts';

/** What cases prove that are open, or were closed not long ago; the one opened last first, then by id. */
export function provedByCases({ contacts, purchases }: Known, inquiry: Inquiry): readonly Cause[] {
  const speaking = (contacts?.cases ?? []).filter(({ closedAt }) => closedAt === null || isRecent(closedAt, inquiry));
  return speaking
    .toSorted((one, other) => other.openedAt - one.openedAt || (one.caseId < other.caseId ? -1 : 1))
    .flatMap((one) =>
      [
        defectNotFixed(one),
        serviceNotPerformed(one),
        bounced(one),
        failedOnboarding(one, purchases.acquiredDay, inquiry),
        disappointed(one),
      ].flatMap((shown) => (shown === null ? [] : [causeOf(one, shown, inquiry)])),
    );
}

/** What a case shows, and since when. */
interface Shown {
  readonly cause: CauseName;
  readonly at: Instant;
}

function defectNotFixed({ caseKind, missedAt, reopenedAt }: SupportCase): Shown | null {
  return caseKind === 'defect' ? shownAt('defect-not-fixed', first(missedAt, reopenedAt)) : null;
}

function serviceNotPerformed({ caseKind, important, openedAt }: SupportCase): Shown | null {
  return caseKind === 'service-not-performed' && important ? shownAt('service-not-performed', openedAt) : null;
}

function bounced({ bouncedAt }: SupportCase): Shown | null {
  return shownAt('bounced', bouncedAt);
}

function failedOnboarding(
  { caseKind, openedAt }: SupportCase,
  acquiredDay: Day | null,
  { rules, calendar }: Inquiry,
): Shown | null {
  if (caseKind !== 'failed-onboarding' || acquiredDay === null) return null;
  const isNew = calendar.dayOf(openedAt) - acquiredDay <= rules.causes.onboardingDaysMax;
  return isNew ? shownAt('failed-onboarding', openedAt) : null;
}

function disappointed({ caseKind, missedAt, bouncedAt, reopenedAt }: SupportCase): Shown | null {
  if (caseKind !== 'complaint' && caseKind !== 'unmet-expectation') return null;
  return shownAt('disappointed', first(missedAt, first(bouncedAt, reopenedAt)));
}

function shownAt(cause: CauseName, at: Instant | null): Shown | null {
  return at === null ? null : { cause, at };
}

function first(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}

function causeOf(one: SupportCase, { cause, at }: Shown, inquiry: Inquiry): Cause {
  return {
    cause,
    proof: one.closedAt === null ? 'open' : 'closed',
    at,
    caseId: one.caseId,
    detail: storyOf(one, inquiry.at),
    detailFr: storyOfFr(one, inquiry.at),
    restsOn: one.restsOn,
  };
}
