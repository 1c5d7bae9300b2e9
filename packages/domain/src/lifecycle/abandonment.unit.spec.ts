import { describe, expect, it } from 'vitest';
import { applyDeadline } from './apply-deadline.ts';
import { anyContext, begin, Customer, dateOf, noonOf } from './spec-support.ts';

/** Somebody who spent 10 in all, of which 3 are margin; the two contacts cost 5 each. No look says yes while the case is open. */
function costly(): Customer {
  const ann = new Customer().buys(0, 1_000).contacts(1, 'opened', { caseKind: 'question' }).contacts(2, 'closed');
  ann.hears();
  return ann;
}

describe('a customer who costs more than they bring', () => {
  it('is remembered by the first look that finds it, and proposed 90 days later, once', () => {
    const ann = costly();
    expect(ann.state.abandonment).toEqual({ since: begin + 2, proposed: false });
    expect(ann.waitsUntil(91).said()).toEqual([]);
    expect(ann.waitsUntil(92).hears()).toMatchObject([
      {
        type: 'AbandonmentProposed',
        recordId: `ann@abandon@${dateOf(92)}/proposal`,
        stage: 'first-time',
        marginMinor: 300,
        costToServeMinor: 1_000,
        psychologicalValueMinor: 0,
      },
    ]);
    expect(ann.contacts(100, 'praise').waitsUntil(300).said()).not.toContain('abandonment proposed: inactive');
    expect(ann.state.abandonment).toEqual({ since: begin + 2, proposed: true });
  });

  it('is forgotten by a look that says no', () => {
    const ann = costly().buys(50, 5_000);
    expect(ann.state.abandonment).toBeNull();
    expect(ann.waitsUntil(92).said()).not.toContain('abandonment proposed: early-repeat');
  });

  it('may be one by refunds alone', () => {
    const ann = new Customer().buys(0, 1_000).gets({ on: 1, ofMinor: 1_001 });
    expect(ann.state.abandonment).toEqual({ since: begin + 1, proposed: false });
  });

  it('is not proposed where the second look says no', () => {
    const ann = costly().tells(90, 'legal-bar', { granted: true });
    expect(ann.waitsUntil(92).state.abandonment).toBeNull();
  });

  it.each([
    ['a case is open', (ann: Customer) => ann.contacts(3, 'opened', { caseId: 'b', promisedBy: Date.parse('2000-01-01') })],
    ['the law forbids it', (ann: Customer) => ann.tells(3, 'legal-bar', { granted: true }).contacts(4, 'praise')],
    ['it is a partner', (ann: Customer) => ann.tells(3, 'partner', { granted: true }).contacts(4, 'praise')],
    [
      'it is an ambassador',
      (ann: Customer) =>
        ann
          .tells(3, 'referral', { referredCustomerId: 'b' })
          .tells(3, 'referral', { referredCustomerId: 'c' })
          .contacts(4, 'praise'),
    ],
    ['it is lost', (ann: Customer) => ann.tells(3, 'lost', { lossReason: 'other' }).contacts(4, 'praise')],
  ])('is nobody of whom %s', (_, happens) => {
    const ann = costly();
    expect(ann.state.abandonment).not.toBeNull();
    expect(happens(ann).state.abandonment).toBeNull();
  });

  it('is worth no more to the company by any number of referrals than twice the margin', () => {
    // Nobody is an ambassador here. 30 of margin and as much by six referrals are 60; contacts cost 60, then 65.
    const advocacy = { ...anyContext.rules.advocacy, referralsMin: 64 };
    const ann = new Customer({ rules: { ...anyContext.rules, advocacy } }).buys(0, 10_000);
    for (const referredCustomerId of ['b', 'c', 'd', 'e', 'f', 'g']) ann.tells(0, 'referral', { referredCustomerId });
    for (let contact = 0; contact < 12; contact += 1) ann.contacts(1, 'praise');
    expect(ann.state.abandonment).toBeNull();
    expect(ann.contacts(2, 'praise').state.abandonment).not.toBeNull();
  });

  it('is worth more to the company by each referral', () => {
    // 30 of margin and 20 % of it for a referral are 36; contacts at 5 each cost 35, then 40.
    const ann = new Customer().buys(0, 10_000).tells(0, 'referral', { referredCustomerId: 'b' });
    for (let contact = 0; contact < 7; contact += 1) ann.contacts(1, 'praise');
    expect(ann.state.abandonment).toBeNull();
    expect(ann.contacts(2, 'praise').state.abandonment).not.toBeNull();
  });

  it('is abandoned once a manager approves of the proposal, and the look still says yes', () => {
    const ann = costly().tells(91, 'abandonment-approved', { approvedBy: 'manager' });
    expect(ann.state.stage).toBe('first-time');
    ann.waitsUntil(92);
    ann.hears();
    expect(ann.tells(93, 'abandonment-approved', { approvedBy: 'manager' }).said()).toEqual([
      'first-time/steady → abandoned/steady in lifetime 1: abandoned',
    ]);
    expect(ann.state.abandonment).toBeNull();
    expect(ann.buys(94).standing).toBe('returned/steady');
  });

  it('is not abandoned where something has spoken against it since', () => {
    const ann = costly().waitsUntil(92).tells(93, 'legal-bar', { granted: true });
    expect(ann.tells(94, 'abandonment-approved', { approvedBy: 'manager' }).state).toMatchObject({
      stage: 'first-time',
      abandonment: null,
    });
  });

  it('is not looked at again too early', () => {
    const { state } = costly();
    const early = applyDeadline(state, { source: 'purchases', dueAt: noonOf(50) }, anyContext);
    expect(early.outputs).toEqual([]);
    expect(early.state).toBe(state);
  });

  it.each([
    [
      1_000,
      'Loses about 3 € a year, and costs about 5 € in support; ',
      'Fait perdre environ 3\u202f€ par an, et coûte environ 5\u202f€ ',
    ],
    [0, 'Brings no margin, and costs about 5 € in support; ', 'Ne rapporte aucune marge, et coûte environ 5\u202f€ '],
  ] as const)('is explained where refunds of %d more than all leave nothing, or less', (moreMinor, english, french) => {
    const ann = new Customer()
      .buys(0, 1_000)
      .gets({ on: 1, ofMinor: 1_000 + moreMinor })
      .contacts(1, 'praise');
    const [proposed] = ann.waitsUntil(92).hears().slice(-1);
    expect(proposed).toMatchObject({ type: 'AbandonmentProposed' });
    expect((proposed as { explanation: string }).explanation).toContain(english);
    expect((proposed as { explanationFr: string }).explanationFr).toContain(french);
  });

  it('is explained to the manager in two languages', () => {
    const [proposed] = costly().waitsUntil(92).hears();
    expect(proposed).toMatchObject({
      explanation: 'Brings about 3 € of margin a year, and costs about 10 € in support; it was so 90 days ago too.',
      explanationFr:
        'Rapporte environ 3\u202f€ de marge par an, et coûte environ 10\u202f€ de service client\u202f; c’était déjà le cas il y a 90 jours.',
    });
  });
});
