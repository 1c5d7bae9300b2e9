import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { SupportContact } from '../lifecycle/facts.ts';
import { type Contacts, contactDaysMax, desksMax, keptCasesMax, restsOnMax } from './contacts.ts';
import { pointsAt } from './points.ts';
import { after, contact, onDay } from './spec-support.ts';

const whats = ['other', 'opened', 'contacted', 'transferred', 'promised', 'resolved', 'closed', 'reopened'] as const;
const apart = ['notice-given', 'notice-withdrawn', 'rating', 'praise'] as const;
const kinds = ['other', 'question', 'complaint', 'defect', 'service-not-performed', 'failed-onboarding'] as const;

/** Up to 200 contacts of some 30 cases, many of them of one, over some years; promises may be for a time gone by. */
const anyContacts: fc.Arbitrary<readonly SupportContact[]> = fc
  .array(
    fc.record({
      gapDays: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 20, noNaN: true })),
      what: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...whats) }, { weight: 1, arbitrary: fc.constantFrom(...apart) }),
      caseId: fc.oneof(fc.constant('4711'), fc.integer({ min: 0, max: 30 }).map(String)),
      caseKind: fc.constantFrom(...kinds),
      desk: fc.option(fc.integer({ min: 0, max: 30 }).map(String)),
      level: fc.option(fc.integer({ min: 1, max: 3 })),
      important: fc.boolean(),
      promisedInDays: fc.option(fc.integer({ min: -5, max: 20 })),
    }),
    { minLength: 1, maxLength: 200 },
  )
  .map((happenings) => {
    let day = 0;
    return happenings.map(({ gapDays, what, promisedInDays, ...more }, index) => {
      day += gapDays;
      const promisedBy = promisedInDays === null ? null : onDay(day + promisedInDays);
      return contact(day, what, { ...more, id: `${index}`, promisedBy, rating: what === 'rating' ? 3 : null });
    });
  });

const assertForAll = (law: (contacts: Contacts, last: SupportContact) => void): void =>
  fc.assert(
    fc.property(anyContacts, (contacts) => law(after(...contacts), contacts.at(-1)!)),
    { numRuns: 200 },
  );

describe('whatever contacts there are', () => {
  it('nothing that is kept grows beyond its limit', () => {
    assertForAll(({ cases, contactDays }) => {
      expect(cases.length).toBeLessThanOrEqual(keptCasesMax);
      expect(contactDays.length).toBeLessThanOrEqual(contactDaysMax);
      expect(cases.filter(({ desks, restsOn }) => desks.length > desksMax || restsOn.length > restsOnMax)).toEqual([]);
    });
  });

  it('points are neither below nothing nor above what is serious', () => {
    assertForAll((contacts, { at }) => {
      const points = pointsAt(contacts, at, defaultRules.incidents);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(defaultRules.incidents.points.serious);
    });
  });

  it('cases are kept by opening, each once, rest on the contact that opened them, and are closed after it', () => {
    assertForAll(({ cases }) => {
      expect(cases.map(({ openedAt }) => openedAt)).toEqual(cases.map(({ openedAt }) => openedAt).toSorted((a, b) => a - b));
      expect(new Set(cases.map(({ caseId }) => caseId)).size).toBe(cases.length);
      expect(cases.filter(({ restsOn }) => new Set(restsOn).size !== restsOn.length || restsOn.length === 0)).toEqual([]);
      expect(cases.filter(({ openedAt, closedAt }) => closedAt !== null && closedAt < openedAt)).toEqual([]);
    });
  });

  it('the last closing is known: no case that is kept was closed later', () => {
    assertForAll(({ cases, lastClosedAt }) => {
      const closings = cases.flatMap(({ closedAt }) => (closedAt === null ? [] : [closedAt]));
      expect(Math.max(...closings, lastClosedAt ?? 0)).toBe(lastClosedAt ?? 0);
    });
  });
});
