import { describe, expect, it } from 'vitest';
import { after, contact, onDay } from '../contacts/spec-support.ts';
import { engaged, engagement } from '../engagements/spec-support.ts';
import type { Engagement, SupportContact } from '../lifecycle/facts.ts';
import { addPurchase, emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { causesOn, namesOn } from './spec-support.ts';

/** A purchase on each day, of each of the letters. */
function bought(visits: readonly (readonly [day: number, categories: string])[]): PurchaseHistory {
  return visits.reduce(
    (history, [day, categories]) => addPurchase(history, utcCalendar.dayOf(onDay(day)), 100, 365, categories.split('')),
    emptyHistory,
  );
}

/** Four visits to two categories each, ten days apart, then four to one, further and further apart. */
const bored = [
  [0, 'ab'],
  [10, 'cd'],
  [20, 'ab'],
  [30, 'cd'],
  [40, 'a'],
  [60, 'a'],
  [80, 'a'],
  [100, 'a'],
] as const;

describe('boredom', () => {
  it('is shown by fewer categories at a slower pace, without a case', () => {
    expect(causesOn(150, { purchases: bought(bored) })).toEqual({
      causes: [
        {
          cause: 'boredom',
          proof: 'pattern',
          at: onDay(150),
          caseId: null,
          detail: 'the last 4 purchase days in 1 category instead of 4, 20 days apart instead of 10',
          detailFr: "les 4 derniers jours d'achat dans 1 catégorie au lieu de 4, à 20 jours d'écart au lieu de 10",
          restsOn: [],
        },
      ],
      notAssessable: [],
    });
  });

  it('is shown at exactly half of the entropy and one and a half times the gaps, and not short of it', () => {
    const visits = (gap: number, last: string) =>
      [
        [0, 'ab'],
        [10, 'cd'],
        [20, 'ab'],
        [30, 'cd'],
        [40, 'ab'],
        [40 + gap, 'ab'],
        [40 + 2 * gap, 'ab'],
        [40 + 3 * gap, last],
      ] as const;
    expect(namesOn(150, { purchases: bought(visits(15, 'ab')) })).toEqual(['boredom']);
    expect(namesOn(150, { purchases: bought(visits(14, 'ab')) })).toEqual(['unknown']);
    expect(namesOn(150, { purchases: bought(visits(15, 'ac')) })).toEqual(['unknown']);
  });

  it('is not shown by who buys from as many categories, or as often, as before', () => {
    const asMany = bored.map(([day], index) => [day, index % 2 === 0 ? 'ab' : 'cd'] as const);
    const asOften = bored.map(([, categories], index) => [index * 10, categories] as const);
    expect(causesOn(150, { purchases: bought(asMany) })).toMatchObject({ causes: [{ cause: 'unknown' }], notAssessable: [] });
    expect(namesOn(150, { purchases: bought(asOften) })).toEqual(['unknown']);
  });

  it('cannot be told with fewer than 8 purchase days whose categories are known, or 3 categories', () => {
    const seven = bored.slice(1);
    const oneUnknown = bored.map(([day, categories]) => [day, day === 0 ? '' : categories] as const);
    const twoCategories = bored.map(([day, categories]) => [day, categories === 'cd' ? 'ab' : categories] as const);
    for (const visits of [seven, oneUnknown, twoCategories, []]) {
      expect(causesOn(150, { purchases: bought(visits) })).toMatchObject({
        causes: [{ cause: 'unknown' }],
        notAssessable: ['boredom'],
      });
    }
  });

  it('looks at the last 16 purchase days', () => {
    const long = Array.from({ length: 16 }, (_, index) => [-1_000 + 60 * index, 'xyz'] as const);
    expect(namesOn(150, { purchases: bought([...long, ...bored]) })).toEqual(['unknown']);
    const longAgo = long.map(([day]) => [day, 'x'] as const);
    const quicker = Array.from({ length: 12 }, (_, index) => [-120 + 10 * index, index % 2 === 0 ? 'ab' : 'cd'] as const);
    expect(namesOn(150, { purchases: bought([...longAgo, ...quicker, ...bored.slice(4)]) })).toEqual(['boredom']);
  });

  it('is not shown with a case open, or closed less than 180 days ago, be it forgotten since', () => {
    const purchases = bought(bored);
    const names = (day: number, ...contacts: readonly SupportContact[]) =>
      namesOn(day, { purchases, contacts: after(...contacts) });
    const openedLongAgo = contact(-100, 'opened', { caseKind: 'question' });
    const closed = [openedLongAgo, contact(-30, 'resolved')];
    expect(names(100, openedLongAgo)).toEqual(['unknown']);
    expect(names(149.999, ...closed, contact(101, 'praise'))).toEqual(['unknown']);
    expect(names(150, ...closed)).toEqual(['boredom']);
    const forgotten = [contact(-60, 'opened', { caseId: '2' }), contact(-50, 'closed', { caseId: '2' })];
    expect(names(100, contact(-101, 'opened'), contact(-100, 'closed'), ...forgotten)).toEqual(['unknown']);
    expect(names(130, contact(-101, 'opened'), contact(-100, 'closed'), ...forgotten)).toEqual(['boredom']);
  });
});

const sent = (count: number, last = 27) =>
  Array.from({ length: count }, (_, index) => engagement(last - count + 1 + index, 'campaign-sent'));
const idsOf = (engagements: readonly Engagement[]) => engagements.map(({ id }) => id);
const answered = engagement(27.1, 'answered');
const optedOut = (day: number) => engagement(day, 'opted-out');
const complaint = (day: number) => contact(day, 'opened', { caseKind: 'complaint' });
const answeredOn = (day: number) => engagement(day, 'answered');

describe('over-solicitation', () => {
  const names = (engagements: readonly Engagement[], contacts: readonly SupportContact[] = []) =>
    namesOn(28, { engagements: engaged(...engagements), contacts: contacts.length === 0 ? null : after(...contacts) });

  it('is shown by 8 commercial contacts in 28 days and an opt-out in these', () => {
    expect(causesOn(28, { engagements: engaged(...sent(8), answered, optedOut(27.2)) }).causes).toEqual([
      {
        cause: 'over-solicited',
        proof: 'pattern',
        at: onDay(28),
        caseId: null,
        detail: '8 commercial contacts in 28 days, the last 1 day ago, and an opt-out',
        detailFr: '8 sollicitations commerciales en 28 jours, la dernière il y a 1 jour, et une désinscription',
        restsOn: [...idsOf(sent(8)), 'opted-out-27.2'],
      },
    ]);
    expect(names([optedOut(-1), ...sent(8), answered])).toEqual(['unknown']);
  });

  it('is shown by 8 of them and a complaint opened in these', () => {
    const engagements = engaged(...sent(8), answered);
    expect(causesOn(28, { engagements, contacts: after(complaint(27)) }).causes).toMatchObject([
      {
        cause: 'over-solicited',
        detail: '8 commercial contacts in 28 days, the last 1 day ago, and complaint 4711',
        detailFr: '8 sollicitations commerciales en 28 jours, la dernière il y a 1 jour, et la réclamation 4711',
        restsOn: [...idsOf(sent(8)), 'opened-27'],
      },
    ]);
    expect(names([...sent(8), answered], [complaint(-1), contact(1, 'closed')])).toEqual(['unknown']);
    expect(names([...sent(8), answered], [contact(27, 'opened', { caseKind: 'question' })])).toEqual(['unknown']);
  });

  it('is shown by 8 of them of which 6 in a row went unanswered', () => {
    expect(causesOn(28, { engagements: engaged(...sent(2, 20), answeredOn(21), ...sent(6)) }).causes).toMatchObject([
      {
        cause: 'over-solicited',
        detail: '8 commercial contacts in 28 days, the last 1 day ago, 6 in a row unanswered',
        detailFr: '8 sollicitations commerciales en 28 jours, la dernière il y a 1 jour, dont 6 de suite sans réponse',
        restsOn: idsOf([...sent(2, 20), ...sent(6)]),
      },
    ]);
    expect(names([...sent(3, 20), answeredOn(21), ...sent(5)])).toEqual(['unknown']);
  });

  it('is not shown by 7 commercial contacts, or 8 of which one was 28 days before the last', () => {
    expect(names([...sent(7), optedOut(27.2)])).toEqual(['unknown']);
    expect(names([engagement(-1, 'campaign-sent'), ...sent(7), optedOut(28)])).toEqual(['unknown']);
    expect(names([engagement(0.001, 'campaign-sent'), ...sent(7), optedOut(28)])).toEqual(['over-solicited']);
  });

  it('is shown for 90 days after it, where nothing was bought since', () => {
    const pressed = engaged(...sent(10), optedOut(27.2));
    const namesAfter = (day: number, ...visits: readonly number[]) =>
      namesOn(day, { engagements: pressed, purchases: bought(visits.map((visit) => [visit, 'a'] as const)) });
    expect(namesAfter(117.2)).toEqual(['over-solicited']);
    expect(namesAfter(117.3)).toEqual(['unknown']);
    expect(namesAfter(100, 27)).toEqual(['over-solicited']);
    expect(namesAfter(100, 28)).toEqual(['unknown']);
    expect(causesOn(100, { engagements: pressed }).causes).toMatchObject([
      {
        detail: '10 commercial contacts in 28 days, the last 73 days ago, and an opt-out',
        restsOn: [...idsOf(sent(10)), 'opted-out-27.2'],
      },
    ]);
  });

  it('is not shown for 90 days after it by silence alone, where the customer has answered since', () => {
    expect(namesOn(100, { engagements: engaged(...sent(8)) })).toEqual(['over-solicited']);
    expect(namesOn(100, { engagements: engaged(...sent(8), answeredOn(50)) })).toEqual(['unknown']);
  });
});
