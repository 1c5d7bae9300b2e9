import { describe, expect, it } from 'vitest';
import type { SupportContact } from '../lifecycle/facts.ts';
import { nextDelay } from './delays.ts';
import { after, contact, onDay, waited } from './spec-support.ts';

const dueDay = (...contacts: readonly SupportContact[]) => {
  const next = nextDelay(after(...contacts), onDay(0));
  return next === null ? null : (next.dueAt - onDay(0)) / 86_400_000;
};

describe('the delay of a case', () => {
  it.each([
    ['question', 2],
    ['complaint', 5],
    ['defect', 10],
    ['unmet-expectation', 5],
    ['service-not-performed', 5],
    ['failed-onboarding', 5],
    ['payment', 5],
    ['other', 5],
  ] as const)('of the kind %s is %d days of 24 hours', (caseKind, days) => {
    expect(dueDay(contact(0, 'opened', { caseKind }))).toBe(days);
  });

  it.each(['opened', 'promised'] as const)('is what was promised with %s, sooner or later than its kind has it', (what) => {
    const opened = contact(0, 'opened', { caseKind: 'complaint' });
    expect(dueDay(opened, contact(1, what, { promisedBy: onDay(3) }))).toBe(3);
    expect(dueDay(opened, contact(1, what, { promisedBy: onDay(9) }))).toBe(9);
  });

  it('is not what another contact happens to promise', () => {
    expect(dueDay(contact(0, 'opened'), contact(1, 'contacted', { promisedBy: onDay(3) }))).toBe(5);
  });

  it('is moved by a further promise before it is missed', () => {
    const promised = [contact(0, 'opened', { promisedBy: onDay(3) }), contact(2.9, 'promised', { promisedBy: onDay(6) })];
    expect(dueDay(...promised)).toBe(6);
  });

  it('counts anew from the opening when the kind changes, unless something was promised', () => {
    const restated = contact(1, 'contacted', { caseKind: 'defect' });
    expect(dueDay(contact(0, 'opened', { caseKind: 'question' }), restated)).toBe(10);
    expect(dueDay(contact(0, 'opened', { caseKind: 'question', promisedBy: onDay(4) }), restated)).toBe(4);
  });

  it('counts from the reopening, also when the kind changes after it, and what was promised before binds no more', () => {
    const closed = [contact(0, 'opened', { caseKind: 'question', promisedBy: onDay(4) }), contact(1, 'resolved')];
    expect(dueDay(...closed, contact(3, 'reopened'))).toBe(5);
    expect(dueDay(...closed, contact(3, 'reopened'), contact(4, 'contacted', { caseKind: 'complaint' }))).toBe(8);
  });

  it('does not matter once the case is closed', () => {
    expect(dueDay(contact(0, 'opened'), contact(1, 'resolved'))).toBeNull();
  });

  it('is missed at the very instant at which the case is due and open', () => {
    const opened = after(contact(0, 'opened', { caseKind: 'question' }));
    expect(waited(opened, onDay(2) - 1).cases[0]!.missedAt).toBeNull();
    expect(waited(opened, onDay(2)).cases[0]!.missedAt).toBe(onDay(2));
  });

  it('is not missed where the case is closed at that instant', () => {
    expect(after(contact(0, 'opened', { caseKind: 'question' }), contact(2, 'resolved')).cases[0]!.missedAt).toBeNull();
  });

  it('is missed once per case', () => {
    const late = [contact(0, 'opened', { caseKind: 'question' }), contact(3, 'promised', { promisedBy: onDay(4) })];
    expect(dueDay(...late)).toBeNull();
    expect(after(...late, contact(9, 'contacted')).cases[0]!.missedAt).toBe(onDay(2));
  });
});

describe('of several delays', () => {
  it('the first is next, and at one instant the first by case id', () => {
    const opened = [
      contact(0, 'opened', { caseId: 'b' }),
      contact(0, 'opened', { caseId: 'a' }),
      contact(-1, 'opened', { caseId: 'c' }),
    ];
    expect(nextDelay(after(...opened), onDay(0))).toEqual({ caseId: 'c', dueAt: onDay(4) });
    expect(nextDelay(after(...opened.slice(0, 2)), onDay(0))).toEqual({ caseId: 'a', dueAt: onDay(5) });
    expect(nextDelay(after(...opened), onDay(6))).toEqual({ caseId: 'a', dueAt: onDay(6) });
    expect(nextDelay(null, onDay(0))).toBeNull();
  });
});
