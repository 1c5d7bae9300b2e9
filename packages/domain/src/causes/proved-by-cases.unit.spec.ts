import { describe, expect, it } from 'vitest';
import { after, contact, onDay, waited } from '../contacts/spec-support.ts';
import type { CaseKind, SupportContact } from '../lifecycle/facts.ts';
import { addPurchase, emptyHistory } from '../purchases/history.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { causeOn, causesOn, namesOn } from './spec-support.ts';

const opened = (caseKind: CaseKind, more: Partial<SupportContact> = {}) =>
  contact(0, 'opened', { caseKind, desk: 'front', ...more });
const bounced = [contact(1, 'transferred', { desk: 'second' }), contact(2, 'transferred', { desk: 'front' })];
const reopened = [contact(1, 'resolved'), contact(3, 'reopened')];
/** Contacts, and the delays that are missed until a day. */
const by = (day: number, ...contacts: readonly SupportContact[]) => ({ contacts: waited(after(...contacts), onDay(day)) });

describe('a defect not fixed', () => {
  it('is shown by a defect that missed its delay of 10 days, from that instant on', () => {
    expect(namesOn(9.999, by(9.999, opened('defect')))).toEqual(['unknown']);
    expect(causesOn(10, by(10, opened('defect'))).causes).toMatchObject([
      { cause: 'defect-not-fixed', proof: 'open', at: onDay(10), caseId: '4711', restsOn: ['opened-0'] },
    ]);
  });

  it('is shown by a defect that was reopened soon, since the first of both', () => {
    expect(causesOn(4, by(4, opened('defect'), ...reopened)).causes).toMatchObject([
      { cause: 'defect-not-fixed', proof: 'open', at: onDay(3), restsOn: ['opened-0', 'reopened-3'] },
    ]);
    expect(causeOn(30, by(30, opened('defect'), ...reopened), 'defect-not-fixed')?.at).toBe(onDay(3));
  });

  it('is not shown by a defect fixed in time, nor by another case that is late', () => {
    expect(namesOn(20, by(20, opened('defect'), contact(9, 'resolved')))).toEqual(['unknown']);
    expect(namesOn(20, by(20, opened('question')))).toEqual(['unknown']);
  });
});

describe('a service not performed', () => {
  it('is shown by a case of that kind that is important, from its opening on', () => {
    expect(causesOn(0, by(0, opened('service-not-performed', { important: true }))).causes).toMatchObject([
      { cause: 'service-not-performed', proof: 'open', at: onDay(0), caseId: '4711' },
    ]);
  });

  it('is not shown where the service was not important, or the case is of another kind', () => {
    expect(namesOn(0, by(0, opened('service-not-performed')))).toEqual(['unknown']);
    expect(namesOn(0, by(0, opened('question', { important: true })))).toEqual(['unknown']);
  });
});

describe('being sent from desk to desk', () => {
  it('is shown by a bounce, whatever the case is about', () => {
    expect(causesOn(2, by(2, opened('question'), ...bounced)).causes).toMatchObject([
      { cause: 'bounced', proof: 'open', at: onDay(1 + 1), caseId: '4711' },
    ]);
  });

  it('is not shown by one transfer to a new desk', () => {
    expect(namesOn(2, by(2, opened('question'), bounced[0]!))).toEqual(['unknown']);
  });
});

describe('failed onboarding', () => {
  const purchases = addPurchase(emptyHistory, utcCalendar.dayOf(onDay(0)), 100, 365, []);
  const failedOn = (day: number) => by(day, contact(day, 'opened', { caseKind: 'failed-onboarding' }));

  it('is shown by a case of that kind opened at most 60 days after the first purchase day, or before it', () => {
    expect(causesOn(60, { ...failedOn(60), purchases }).causes).toMatchObject([
      { cause: 'failed-onboarding', proof: 'open', at: onDay(60), caseId: '4711' },
    ]);
    expect(namesOn(0, { ...failedOn(-1), purchases })).toEqual(['failed-onboarding']);
  });

  it('is not shown later than that, before any purchase, nor by a case of another kind', () => {
    expect(namesOn(61, { ...failedOn(61), purchases })).toEqual(['unknown']);
    expect(namesOn(0, failedOn(0))).toEqual(['unknown']);
    expect(namesOn(0, { ...by(0, opened('question')), purchases })).toEqual(['unknown']);
  });
});

describe('disappointment', () => {
  it.each(['complaint', 'unmet-expectation'] as const)('is shown by a case of the kind %s that was late', (caseKind) => {
    expect(namesOn(4.999, by(4.999, opened(caseKind)))).toEqual(['unknown']);
    expect(causesOn(5, by(5, opened(caseKind))).causes).toMatchObject([{ cause: 'disappointed', proof: 'open', at: onDay(5) }]);
  });

  it('is shown by a complaint that was bounced or reopened soon, since the first of these', () => {
    expect(causeOn(9, by(9, opened('complaint'), ...bounced), 'disappointed')?.at).toBe(onDay(2));
    expect(causeOn(9, by(9, opened('complaint'), ...reopened), 'disappointed')?.at).toBe(onDay(3));
  });

  it('is not shown by a complaint solved in time, nor by a late case of another kind', () => {
    expect(namesOn(9, by(9, opened('complaint'), contact(4, 'resolved')))).toEqual(['unknown']);
    expect(namesOn(9, by(9, opened('payment')))).toEqual(['unknown']);
  });

  it.each([1, 2])('is shown by a last rating of %d at most 90 days old', (rating) => {
    const rated = by(90, contact(0, 'rating', { rating }));
    expect(causesOn(90, rated).causes).toMatchObject([
      { cause: 'disappointed', proof: 'closed', at: onDay(0), caseId: null, restsOn: ['rating-0'] },
    ]);
    expect(namesOn(90.001, rated)).toEqual(['unknown']);
  });

  it('is not shown by a better rating, one that a better one or praise has followed', () => {
    const poor = contact(0, 'rating', { rating: 1 });
    expect(namesOn(1, by(1, contact(0, 'rating', { rating: 3 })))).toEqual(['unknown']);
    expect(namesOn(2, by(2, poor, contact(1, 'rating', { rating: 5 })))).toEqual(['unknown']);
    expect(namesOn(2, by(2, poor, contact(1, 'praise')))).toEqual(['unknown']);
    expect(namesOn(2, by(2, contact(-1, 'praise'), poor))).toEqual(['disappointed']);
  });

  it('by a rating says which and when', () => {
    expect(causeOn(3, by(3, contact(0, 'rating', { rating: 2 })), 'disappointed')).toMatchObject({
      detail: 'rated 2 out of 5, 3 days ago',
      detailFr: 'note de 2 sur 5, donnée il y a 3 jours',
    });
  });
});

describe('a case as proof', () => {
  const late = [opened('complaint'), contact(6, 'resolved')];

  it('is open, or closed for at most 90 days', () => {
    expect(causesOn(96, by(96, ...late)).causes).toMatchObject([{ cause: 'disappointed', proof: 'closed' }]);
    expect(namesOn(96.001, by(96.001, ...late))).toEqual(['unknown']);
  });

  it('that is open speaks before one that is newer and closed; else the newest speaks', () => {
    const of = (caseId: string, day: number) => contact(day, 'opened', { caseId, caseKind: 'complaint' });
    const closed = (caseId: string, day: number) => contact(day, 'closed', { caseId });
    const one = [of('old', 0), of('new', 1), closed('new', 7)];
    expect(causeOn(8, by(8, ...one), 'disappointed')).toMatchObject({ caseId: 'old', proof: 'open' });
    expect(causeOn(8, by(8, ...one, closed('old', 8)), 'disappointed')).toMatchObject({ caseId: 'new', proof: 'closed' });
  });

  it('is told, of two opened at one instant, by the first by case id', () => {
    const both = ['b', 'a'].map((caseId) => opened('service-not-performed', { caseId, important: true }));
    expect(causeOn(0, by(0, ...both), 'service-not-performed')).toMatchObject({ caseId: 'a' });
  });

  it('tells its story with its figures, in both languages', () => {
    const promised = opened('complaint', { promisedBy: onDay(5) });
    expect(causeOn(9, by(9, promised), 'disappointed')).toMatchObject({
      detail: 'complaint 4711 open for 9 days, promised in 5',
      detailFr: 'réclamation 4711 ouverte depuis 9 jours, résolution promise sous 5 jours',
    });
    expect(causeOn(11, by(11, opened('defect'), ...bounced), 'defect-not-fixed')).toMatchObject({
      detail: 'defect 4711 open for 11 days, due within 10, bounced between desks',
      detailFr: 'panne 4711 ouverte depuis 11 jours, à traiter sous 10 jours, renvoyée de service en service',
    });
    expect(causeOn(3.1, by(3.1, opened('complaint'), ...reopened, contact(3.05, 'closed')), 'disappointed')).toMatchObject({
      detail: 'complaint 4711 closed 1 hour ago, reopened soon after it was closed',
      detailFr: 'réclamation 4711 close il y a 1 heure, rouverte peu après sa clôture',
    });
  });

  it('tells when a delay was missed where another one has been set since', () => {
    const renewed = by(9, opened('complaint'), contact(6, 'promised', { promisedBy: onDay(12) }));
    expect(causeOn(9, renewed, 'disappointed')).toMatchObject({
      detail: 'complaint 4711 open for 9 days, its delay missed 4 days ago',
      detailFr: 'réclamation 4711 ouverte depuis 9 jours, délai dépassé il y a 4 jours',
    });
  });
});
