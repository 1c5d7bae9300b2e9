import { describe, expect, it } from 'vitest';
import { dayMilliseconds } from '../time/calendar.ts';
import { Customer, calibration } from './spec-support.ts';

const core = [0, 21, 42, 63];

/** What an agent is told by the last alert, in both languages. */
function told(ann: Customer): { english: string; french: string } {
  const alert = ann.alerts().at(-1)!;
  return { english: alert.explanation, french: alert.explanationFr };
}

describe('an explanation', () => {
  it('of silence tells how long, the rhythm, the chance and what is at stake', () => {
    const ann = new Customer().buysOn(core);
    const { english, french } = told(ann.waitsUntil(ann.deadlines().leaving!));
    expect(english).toMatch(
      /^Silent for 11\d days, usually buys every 21\. \d\d % likely to buy within half a year; about \d\d € a year at stake\.$/,
    );
    expect(french).toMatch(
      /^Sans achat depuis 11\d jours, achète d’habitude tous les 21 jours\. \d\d\u202f% de chances d’acheter d’ici six mois\u202f; environ \d\d\u202f€ par an en jeu\.$/,
    );
  });

  it('of silence names the case that proves why', () => {
    const ann = new Customer().buysOn(core);
    const { lapse } = ann.deadlines();
    const promisedBy = Date.parse('1997-01-01T12:00:00Z') + (lapse! - 4.5) * dayMilliseconds;
    ann.contacts(lapse! - 9.5, 'opened', { caseKind: 'complaint', promisedBy });
    const { english, french } = told(ann.waitsUntil(lapse!));
    expect(english).toContain('usually buys every 21; complaint 4711 open for 9 days, promised in 5. ');
    expect(french).toContain(
      'tous les 21 jours\u202f; réclamation 4711 ouverte depuis 9 jours, résolution promise sous 5 jours. ',
    );
  });

  it('of an incident says when the customer last bought, and names the case though it proves no cause', () => {
    const ann = new Customer().buys(0).contacts(1, 'opened', { caseKind: 'complaint' });
    const { english, french } = told(ann);
    expect(english).toMatch(/^Last bought 1 day ago; complaint 4711 open for less than an hour\. /);
    expect(french).toMatch(/^Dernier achat il y a 1 jour\u202f; réclamation 4711 ouverte depuis moins d’une heure\. /);
  });

  it('of the third case in a short time says so, and rests on the others', () => {
    const ann = new Customer().buys(0).contacts(1, 'opened', { caseId: 'a', caseKind: 'question' });
    ann.contacts(2, 'closed', { caseId: 'a' }).contacts(3, 'opened', { caseId: 'b', caseKind: 'question' });
    ann.contacts(4, 'closed', { caseId: 'b' }).contacts(5, 'opened', { caseId: 'c', caseKind: 'question' });
    const [alert] = ann.alerts();
    expect(alert!.explanation).toContain('; question c open for less than an hour, one of several cases in a short time. ');
    expect(alert!.explanationFr).toContain(
      'question c ouverte depuis moins d’une heure, une demande parmi plusieurs en peu de temps. ',
    );
    expect(alert!.restsOn).toEqual(['fact-1', 'fact-6', 'fact-2', 'fact-4']);
    expect(alert!.evidence.incidents?.cases).toMatchObject([{ caseId: 'c', oneTooMany: true }]);
  });

  it('of a case that was passed on says so', () => {
    const ann = new Customer().buys(0).contacts(1, 'opened', { caseKind: 'question', desk: 'front' });
    const { english, french } = told(ann.contacts(2, 'transferred', { desk: 'back' }));
    expect(english).toContain('; question 4711 open for 1 day, passed to another desk. ');
    expect(french).toContain('question 4711 ouverte depuis 1 jour, transférée à un autre service. ');
  });

  it('of notice says for when and why', () => {
    const ann = new Customer().buysOn(core).contacts(63, 'notice-given', { motive: 'price' });
    const { english, french } = told(ann);
    expect(english).toMatch(
      /^Has given notice for 4 April 1997; bought today, usually buys every 21 days; the price, stated with the notice/,
    );
    expect(french).toMatch(
      /^A résilié pour le 4 avril 1997\u202f; a acheté aujourd’hui, achète d’habitude tous les 21 jours\u202f; prix/,
    );
    expect(told(ann.waitsUntil(93)).english).toMatch(/^Notice has taken effect; last bought 30 days ago/);
  });

  it('names two causes, the strongest, as nobody listens to more', () => {
    const ann = new Customer().buysOn(core).contacts(64, 'rating', { rating: 1 });
    ann.tells(64, 'payment-failed').tells(65, 'payment-failed').contacts(66, 'notice-given', { motive: 'price' });
    const [alert] = ann.alerts();
    expect(alert!.causes.map(({ cause }) => cause)).toEqual(['price', 'payment-difficulty', 'disappointed']);
    expect(alert!.explanation).toMatch(/; the price, [^;]*; 2 failed payments [^;]*\. About \d+ € a year at stake\.$/);
  });

  it('of payments counts what is owed', () => {
    const ann = new Customer().buysOn([0, 1]).tells(2, 'relationship', { relationship: 'contractual' });
    ann.tells(3, 'invoice-unpaid', { invoiceId: 'i' });
    const { english, french } = told(ann);
    expect(english).toMatch(/^1 invoice unpaid; last bought 2 days ago, usually buys every day\. /);
    expect(french).toMatch(/^1 facture impayée\u202f; dernier achat il y a 2 jours, achète d’habitude tous les jours\. /);
  });

  it('of payments that failed tells of them once', () => {
    const ann = new Customer().buysOn([0, 1]).tells(2, 'relationship', { relationship: 'contractual' });
    const { english, french } = told(ann.tells(3, 'payment-failed').tells(4, 'payment-failed'));
    expect(english).toMatch(
      /^Last bought 3 days ago, usually buys every day; 2 failed payments within 60 days, the last less than an hour ago\. /,
    );
    expect(french).toMatch(
      /^Dernier achat il y a 3 jours, achète d’habitude tous les jours\u202f; 2 paiements refusés en 60 jours, /,
    );
  });

  it('tells a chance where silence is all that speaks for it: not against a notice, nor with a contract or after one', () => {
    const silent = new Customer().buysOn(core);
    expect(told(silent.waitsUntil(silent.deadlines().leaving!)).english).toContain('% likely');
    const noticed = new Customer().buysOn(core).contacts(64, 'notice-given', { effectiveOn: 9_862 + 70 });
    expect(told(noticed).english).not.toContain('likely');
    expect(told(noticed.waitsUntil(70)).english).toMatch(/^Notice has taken effect; [^.]*\. About \d+ € a year at stake\.$/);
    const bound = new Customer().buysOn(core).tells(64, 'relationship', { relationship: 'contractual' });
    expect(told(bound.tells(64, 'payment-failed').tells(64, 'payment-failed')).french).not.toContain('chances');
    expect(told(bound.tells(65, 'contract-ended')).english).not.toContain('likely');
  });

  it('tells a chance that is hardly one as such', () => {
    const hasty = { ...calibration, rhythm: { ...calibration.rhythm, r: 50, alpha: 0.001 } };
    const { english, french } = told(new Customer({ calibration: hasty }).buysOn([0, 1, 2, 3]).waitsUntil(33));
    expect(english).toContain('Less than 1 % likely to buy within half a year; ');
    expect(french).toContain('Moins de 1\u202f% de chances d’acheter d’ici six mois\u202f; ');
  });

  it('of the end of a contract says so', () => {
    const ann = new Customer()
      .buysOn(core)
      .tells(64, 'relationship', { relationship: 'contractual' })
      .tells(65, 'contract-ended');
    const { english, french } = told(ann);
    expect(english).toMatch(/^The contract has ended; last bought 2 days ago/);
    expect(french).toMatch(/^Le contrat a pris fin\u202f; dernier achat il y a 2 jours/);
  });

  it('tells no chance and no value without a calibration', () => {
    const ann = new Customer({ calibration: null }).buys(0).contacts(1, 'notice-given');
    expect(told(ann)).toEqual({
      english: 'Has given notice for 1 February 1997; last bought 1 day ago.',
      french: 'A résilié pour le 1er février 1997\u202f; dernier achat il y a 1 jour.',
    });
  });

  it('tells no value that is not worth a word', () => {
    const ann = new Customer().buys(0, 0).contacts(1, 'notice-given');
    expect(told(ann).english).toBe('Has given notice for 1 February 1997; last bought 1 day ago.');
  });

  it.each([
    ['EUR', 2, 'About 6,500 € a year', 'Environ 6\u202f500\u202f€ par an'],
    ['USD', 2, 'About $6,500 a year', 'Environ 6\u202f500\u202f$ par an'],
    ['JPY', 0, 'About ¥650,000 a year', 'Environ 650\u202f000\u202f¥ par an'],
    ['TND', 3, 'About TND 650 a year', 'Environ 650\u202fTND par an'],
  ] as const)('counts %s in its own minor units', (currency, currencyDigits, english, french) => {
    const ann = new Customer({ currency, currencyDigits, calibration }).buys(0, 1_000_000).contacts(1, 'notice-given');
    const [alert] = ann.alerts();
    expect(alert!.valueAtStakeMinor).toBe(652_598);
    expect(alert!.explanation).toContain(english);
    expect(alert!.explanationFr).toContain(french);
  });
});
