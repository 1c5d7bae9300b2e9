import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../lifecycle/default-rules.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { zonedCalendar } from '../time/zoned-calendar.ts';
import { calmDay } from './calm-day.ts';
import { casePointsAt } from './points.ts';
import { after, contact, onDay } from './spec-support.ts';

const rules = defaultRules.incidents;
const dayIn = (day: number) => utcCalendar.dayOf(onDay(day));
const closedOnDay1 = (caseKind: 'complaint' | 'failed-onboarding') =>
  after(contact(0, 'opened', { caseKind }), contact(1, 'resolved'));

describe('calm is back', () => {
  it('at the first start of a day 14 days after the closing, where the points are under the threshold by then', () => {
    expect(calmDay(closedOnDay1('complaint'), 3, onDay(1), rules, utcCalendar)).toBe(dayIn(16));
  });

  it('at the very start of a day 14 days after a closing at the start of one', () => {
    const contacts = after(contact(0, 'opened'), contact(0.5, 'closed'));
    expect(calmDay(contacts, 3, onDay(0.5), rules, utcCalendar)).toBe(dayIn(15));
  });

  it('when the points have come under the threshold, where that takes longer: 4 are 2 after 30 days', () => {
    expect(calmDay(closedOnDay1('failed-onboarding'), 2, onDay(1), rules, utcCalendar)).toBe(dayIn(32));
  });

  it('only once they are under it: on it is not enough', () => {
    const contacts = after(contact(0, 'opened', { caseKind: 'failed-onboarding' }), contact(0.5, 'closed'));
    expect(calmDay(contacts, 2, onDay(0.5), rules, utcCalendar)).toBe(dayIn(32));
  });

  it('not as long as a case is open', () => {
    const contacts = after(contact(0, 'opened', { caseId: '1' }), contact(1, 'closed', { caseId: '1' }), contact(2, 'opened'));
    expect(calmDay(contacts, 3, onDay(2), rules, utcCalendar)).toBeNull();
  });

  it('after the last of several cases has been quiet', () => {
    const two = [
      contact(0, 'opened', { caseId: '1' }),
      contact(1, 'closed', { caseId: '1' }),
      contact(2, 'opened'),
      contact(4, 'closed'),
    ];
    expect(calmDay(after(...two), 3, onDay(4), rules, utcCalendar)).toBe(dayIn(19));
  });

  it('not before the instant that is asked for, and at it where it is the start of a day', () => {
    expect(calmDay(closedOnDay1('complaint'), 3, onDay(40), rules, utcCalendar)).toBe(dayIn(41));
    expect(calmDay(closedOnDay1('complaint'), 3, onDay(39.5), rules, utcCalendar)).toBe(dayIn(40));
    expect(calmDay(null, 3, onDay(3), rules, utcCalendar)).toBe(dayIn(4));
  });

  it('on the first day, of all days, that the conditions hold, in any time zone', () => {
    const anyHours = fc.integer({ min: 0, max: 24 * 60 });
    const anyCalendar = fc.constantFrom(utcCalendar, zonedCalendar('Europe/Paris'), zonedCalendar('America/Sao_Paulo'));
    const anyThreshold = fc.double({ min: 0.1, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(anyHours, { maxLength: 4 }), anyCalendar, anyThreshold, (hours, calendar, threshold) => {
        const cases = hours
          .toSorted((one, other) => one - other)
          .flatMap((hour, index) => [
            contact(hour / 24, 'opened', { caseId: `${index}`, caseKind: 'failed-onboarding' }),
            contact(hour / 24, 'closed', { caseId: `${index}` }),
          ]);
        const contacts = cases.length === 0 ? null : after(...cases);
        const from = cases.at(-1)?.at ?? onDay(0);
        const isCalm = (day: number) =>
          calendar.startOf(day) >= from &&
          (contacts?.cases ?? []).every(
            (one) =>
              calendar.startOf(day) - one.closedAt! >= 14 * 86_400_000 &&
              casePointsAt(one, calendar.startOf(day), rules) < threshold,
          );
        let first = calendar.dayOf(from);
        while (!isCalm(first)) first += 1;
        expect(calmDay(contacts, threshold, from, rules, calendar)).toBe(first);
      }),
    );
  });
});
