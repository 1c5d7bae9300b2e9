import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { SupportContact } from '../lifecycle/facts.ts';
import { casePointsAt, pointsAt } from './points.ts';
import { after, contact, onDay, waited } from './spec-support.ts';

const rules = defaultRules.incidents;
const pointsOf = (...contacts: readonly SupportContact[]) => pointsAt(after(...contacts), contacts.at(-1)!.at, rules);
const opened = contact(0, 'opened', { desk: 'front', level: 1 });
const to = (day: number, desk: string, level: number | null) => contact(day, 'transferred', { desk, level });

describe('the points of a case', () => {
  it.each([
    ['question', 0],
    ['payment', 0],
    ['other', 0],
    ['unmet-expectation', 1],
    ['defect', 1],
    ['service-not-performed', 1],
    ['complaint', 2],
    ['failed-onboarding', 4],
  ] as const)('of the kind %s are %d', (caseKind, points) => {
    expect(pointsOf(contact(0, 'opened', { caseKind }))).toBe(points);
  });

  it('are 4 for an important service that was not performed', () => {
    expect(pointsOf(contact(0, 'opened', { caseKind: 'service-not-performed', important: true }))).toBe(4);
  });

  it('are no more for another case that is important', () => {
    expect(pointsOf(contact(0, 'opened', { caseKind: 'complaint', important: true }))).toBe(2);
  });

  it.each([
    ['the same level', 1],
    ['a lower level', 0],
    ['an unknown level', null],
  ] as const)('are 2 after a transfer to %s', (_, level) => {
    expect(pointsOf(opened, to(1, 'other', level))).toBe(2);
  });

  it('are none for a transfer to a higher level, nor for the one that opens the case', () => {
    expect(pointsOf(opened, to(1, 'experts', 2))).toBe(0);
    expect(pointsOf(to(1, 'experts', 2))).toBe(0);
  });

  it('are 4 after a bounce: two sideways transfers, with steps up between them or not', () => {
    expect(pointsOf(opened, to(1, 'second', 1), to(1.1, 'third', 1))).toBe(4);
    expect(pointsOf(opened, to(1, 'second', 1), to(1.1, 'experts', 2), to(1.2, 'third', 1))).toBe(4);
    expect(pointsOf(opened, to(1, 'second', 1), to(1.1, 'experts', 2))).toBe(2);
  });

  it('are 4 after a bounce: a transfer back to a desk that has had the case, were it a step up', () => {
    expect(pointsOf(opened, to(1, 'experts', 2), to(1.1, 'front', 1))).toBe(4);
    expect(pointsOf(contact(0, 'opened', { desk: 'experts', level: 2 }), to(1, 'front', 1), to(1.1, 'experts', 2))).toBe(4);
  });

  it('are 4 once a delay was missed, also when the case goes on', () => {
    const late = waited(after(contact(0, 'opened', { caseKind: 'question' })), onDay(2));
    expect(pointsAt(late, onDay(2), rules)).toBe(4);
  });

  it.each([
    [14, 4],
    [14.001, 0],
  ])('after a reopening %d days after the closing are %d', (days, points) => {
    expect(pointsOf(contact(0, 'opened'), contact(1, 'closed'), contact(1 + days, 'reopened'))).toBe(points);
  });

  it('are none for a reopened of a case that is open', () => {
    expect(pointsOf(contact(0, 'opened'), contact(1, 'reopened'))).toBe(0);
  });

  it.each([
    [89.999, 4],
    [90, 0],
  ])('of the third case, opened %d days after the first, are %d', (days, points) => {
    const cases = [contact(0, 'opened', { caseId: '1' }), contact(0, 'closed', { caseId: '1' })].concat(
      [contact(20, 'opened', { caseId: '2' }), contact(20, 'closed', { caseId: '2' })],
      contact(days, 'opened', { caseId: '3' }),
    );
    expect(casePointsAt(after(...cases).cases.at(-1)!, onDay(days), rules)).toBe(points);
  });

  it('are halved every 30 days once it is closed, and gone after 90', () => {
    const closed = after(contact(0, 'opened', { caseKind: 'complaint' }), contact(1, 'resolved'));
    const onDays = [1, 31, 61, 91, 91.001].map((day) => pointsAt(closed, onDay(day), rules));
    expect(onDays).toEqual([2, 1, 0.5, 0.25, 0]);
  });

  it('are in full as long as it is open', () => {
    expect(pointsAt(after(contact(0, 'opened', { caseKind: 'complaint' })), onDay(300), rules)).toBe(2);
  });
});

describe('the points of a customer', () => {
  it('are the greatest of any case, not their sum', () => {
    const both = [
      contact(0, 'opened', { caseId: '1', caseKind: 'complaint' }),
      contact(1, 'opened', { caseId: '2', caseKind: 'defect' }),
    ];
    expect(pointsOf(...both)).toBe(2);
  });

  it('are none without contacts', () => {
    expect(pointsAt(null, onDay(0), rules)).toBe(0);
  });

  it('never rise while nothing happens', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (days, more) => {
        const closed = after(contact(0, 'opened', { caseKind: 'failed-onboarding' }), contact(0, 'resolved'));
        expect(pointsAt(closed, onDay(days + more), rules)).toBeLessThanOrEqual(pointsAt(closed, onDay(days), rules));
      }),
    );
  });
});
