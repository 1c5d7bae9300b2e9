import { describe, expect, it } from 'vitest';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { SupportContact } from '../lifecycle/facts.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { contactDaysMax, hasOpenCase, keptCasesMax, withoutNotice } from './contacts.ts';
import { costToServeMinor } from './fold-contact.ts';
import { after, contact, onDay } from './spec-support.ts';

const closing = (index: number) => contact(0.5, 'closed', { caseId: `${index}` });
const dayOf = (day: number) => utcCalendar.dayOf(onDay(day));
const caseOf = (...contacts: readonly SupportContact[]) => after(...contacts).cases[0]!;

const open = (index: number) => contact(index / 100, 'opened', { caseId: `${index}` });

describe('a support case', () => {
  it.each(['opened', 'contacted', 'transferred', 'promised', 'reopened', 'other'] as const)(
    'is open from the first contact that names it, be it %s',
    (what) => {
      const contacts = after(contact(0, what));
      expect(contacts.cases).toMatchObject([{ caseId: '4711', openedAt: onDay(0), closedAt: null, restsOn: [`${what}-0`] }]);
      expect(hasOpenCase(contacts)).toBe(true);
    },
  );

  it.each(['notice-given', 'notice-withdrawn', 'praise'] as const)('is not opened by %s', (what) => {
    expect(after(contact(0, what)).cases).toEqual([]);
  });

  it('is not opened by a rating', () => {
    expect(after(contact(0, 'rating', { rating: 4 })).cases).toEqual([]);
  });

  it('is closed by whichever comes first of resolved and closed', () => {
    expect(caseOf(contact(0, 'opened'), contact(1, 'resolved'), contact(2, 'closed')).closedAt).toBe(onDay(1));
    expect(caseOf(contact(0, 'opened'), contact(1, 'closed'), contact(2, 'resolved')).closedAt).toBe(onDay(1));
  });

  it('that is closed by the first contact that names it was open for no time', () => {
    const contacts = after(contact(3, 'resolved'));
    expect(contacts.cases).toMatchObject([{ openedAt: onDay(3), closedAt: onDay(3) }]);
    expect(hasOpenCase(contacts)).toBe(false);
  });

  it.each(['opened', 'contacted', 'transferred', 'promised', 'other'] as const)('once closed stays closed at %s', (what) => {
    expect(caseOf(contact(0, 'opened'), contact(1, 'resolved'), contact(2, what)).closedAt).toBe(onDay(1));
  });

  it('is opened again by reopened, and closed again after that', () => {
    const reopened = [contact(0, 'opened'), contact(1, 'resolved'), contact(2, 'reopened')];
    expect(caseOf(...reopened)).toMatchObject({ openedAt: onDay(0), closedAt: null });
    expect(caseOf(...reopened, contact(5, 'closed')).closedAt).toBe(onDay(5));
  });

  it('is of the kind last stated, and no statement does not change it', () => {
    const opened = contact(0, 'opened', { caseKind: 'question' });
    expect(caseOf(opened, contact(1, 'contacted', { caseKind: 'complaint' })).caseKind).toBe('complaint');
    expect(caseOf(opened, contact(1, 'contacted')).caseKind).toBe('question');
  });

  it('is important once a contact says so', () => {
    expect(caseOf(contact(0, 'opened', { important: true }), contact(1, 'contacted')).important).toBe(true);
    expect(caseOf(contact(0, 'opened'), contact(1, 'contacted', { important: true })).important).toBe(true);
    expect(caseOf(contact(0, 'opened'), contact(1, 'contacted')).important).toBe(false);
  });

  it('rests on what changed it, not on every contact', () => {
    const told = caseOf(
      contact(0, 'opened'),
      contact(1, 'contacted'),
      contact(1.5, 'contacted', { caseKind: 'complaint' }),
      contact(1.6, 'transferred', { level: 1 }),
      contact(1.7, 'resolved'),
      contact(1.8, 'reopened'),
    );
    expect(told.restsOn).toEqual(['opened-0', 'contacted-1.5', 'transferred-1.6', 'reopened-1.8']);
  });
});

describe('cases', () => {
  it('are forgotten once they have been closed for more than 90 days, which is seen at the next contact', () => {
    const closed = [contact(0, 'opened'), contact(1, 'closed')];
    const caseIdsAt = (day: number) =>
      after(...closed, contact(day, 'opened', { caseId: '2' })).cases.map(({ caseId }) => caseId);
    expect(caseIdsAt(91)).toEqual(['4711', '2']);
    expect(caseIdsAt(91.001)).toEqual(['2']);
  });

  it('of which one was forgotten leave behind when it was closed', () => {
    expect(after(contact(0, 'opened'), contact(1, 'closed'), contact(120, 'opened', { caseId: '2' })).lastClosedAt).toBe(
      onDay(1),
    );
    expect(after(contact(0, 'opened')).lastClosedAt).toBeNull();
  });

  it('that are too many go: the closed ones first, the oldest of them first', () => {
    const many = Array.from({ length: keptCasesMax }, (_, index) => open(index));
    const caseIds = after(...many, closing(5), closing(3), { ...open(90), caseId: 'new' }).cases.map(({ caseId }) => caseId);
    expect(caseIds).toHaveLength(keptCasesMax);
    expect(caseIds).not.toContain('3');
    expect(caseIds).toEqual(expect.arrayContaining(['0', '5', 'new']));
  });

  it('that are all open and too many go, the oldest first', () => {
    const many = Array.from({ length: keptCasesMax + 1 }, (_, index) => contact(index / 100, 'opened', { caseId: `${index}` }));
    expect(after(...many).cases.map(({ caseId }) => caseId)).toEqual(many.slice(1).map(({ caseId }) => caseId));
  });
});

describe('a notice', () => {
  it('takes effect on the day that the customer states', () => {
    const given = contact(0, 'notice-given', { effectiveOn: dayOf(12), motive: 'moved' });
    expect(after(given).notice).toEqual({
      eventId: 'notice-given-0',
      givenAt: onDay(0),
      effectiveDay: dayOf(12),
      motive: 'moved',
    });
  });

  it('takes effect 30 days later where nothing is stated', () => {
    expect(after(contact(0, 'notice-given')).notice).toMatchObject({ effectiveDay: dayOf(30), motive: null });
  });

  it.each([0, -5])('takes effect at the next start of a day where the day stated is %d days away', (days) => {
    expect(after(contact(0, 'notice-given', { effectiveOn: dayOf(days) })).notice?.effectiveDay).toBe(dayOf(1));
  });

  it('is replaced by a further one', () => {
    expect(after(contact(0, 'notice-given'), contact(3, 'notice-given')).notice).toMatchObject({ givenAt: onDay(3) });
  });

  it('is gone once it is withdrawn, or set aside', () => {
    expect(after(contact(0, 'notice-given'), contact(3, 'notice-withdrawn')).notice).toBeNull();
    expect(withoutNotice(after(contact(0, 'notice-given'))).notice).toBeNull();
  });
});

describe('what customers say of the service', () => {
  it('the last rating counts', () => {
    const ratings = [contact(0, 'rating', { rating: 1 }), contact(1, 'rating', { rating: 4 })];
    expect(after(...ratings).rating).toEqual({ eventId: 'rating-1', at: onDay(1), rating: 4 });
  });

  it('praise is kept', () => {
    expect(after(contact(0, 'praise'), contact(1, 'opened')).lastPraiseAt).toBe(onDay(0));
  });
});

describe('the cost to serve', () => {
  const today = utcCalendar.dayOf(onDay(364));
  const costOf = (...contacts: readonly SupportContact[]) => costToServeMinor(after(...contacts), today, defaultRules);

  it('is 5.00 for each contact of the last 365 days, of whatever kind', () => {
    expect(costOf(contact(0, 'opened'), contact(1, 'praise'), contact(2, 'rating', { rating: 3 }))).toBe(1_500);
    expect(costOf(contact(-1, 'opened'), contact(0, 'contacted'))).toBe(500);
  });

  it('is nothing for who has never been in touch', () => {
    expect(costToServeMinor(null, today, defaultRules)).toBe(0);
  });

  it('counts the latest 64 contacts at most', () => {
    const many = Array.from({ length: contactDaysMax + 10 }, (_, index) => contact(index, 'contacted'));
    expect(costOf(...many)).toBe(64 * 500);
  });
});
