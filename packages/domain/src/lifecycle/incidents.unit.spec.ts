import { describe, expect, it } from 'vitest';
import { applyDeadline } from './apply-deadline.ts';
import { anyContext, begin, Customer, noonOf } from './spec-support.ts';

const core = [0, 20, 40, 60];
/** The day of the story on which a customer of the stage complains: soon after the last purchase. */
const histories = { 'first-time': [60], 'early-repeat': [40, 60], returned: [0, 400], core } as const;

type Live = keyof typeof histories;

/** A customer of the stage, of whom nothing more is to be heard. */
function customerOf(stage: Live): { ann: Customer; day: number } {
  const ann = new Customer().buysOn(histories[stage]);
  expect(ann.state.stage).toBe(stage);
  ann.hears();
  return { ann, day: histories[stage].at(-1)! + 1 };
}

/** Makes a case of so many points. */
const causing = {
  0: (ann: Customer, day: number) => ann.contacts(day, 'opened', { caseKind: 'question' }),
  1: (ann: Customer, day: number) => ann.contacts(day, 'opened', { caseKind: 'unmet-expectation' }),
  2: (ann: Customer, day: number) => ann.contacts(day, 'opened', { caseKind: 'complaint' }),
  4: (ann: Customer, day: number) => ann.contacts(day, 'opened', { caseKind: 'service-not-performed', important: true }),
};

describe('the risk of incidents', () => {
  it.each([
    ['first-time', 0, 'steady'],
    ['first-time', 1, 'watch'],
    ['first-time', 2, 'leaving'],
    ['early-repeat', 1, 'steady'],
    ['early-repeat', 2, 'watch'],
    ['early-repeat', 4, 'leaving'],
    ['returned', 1, 'steady'],
    ['returned', 2, 'watch'],
    ['returned', 4, 'leaving'],
    ['core', 2, 'steady'],
    ['core', 4, 'leaving'],
  ] as const)('of a %s customer with a case of %i points is %s at once', (stage, points, risk) => {
    const { ann, day } = customerOf(stage);
    expect(causing[points](ann, day).standing).toBe(`${stage}/${risk}`);
  });

  it('of a core customer with 3 points is watch: an invoice unpaid under a contract', () => {
    const { ann, day } = customerOf('core');
    ann.tells(day, 'relationship', { relationship: 'contractual' });
    expect(ann.tells(day, 'invoice-unpaid', { invoiceId: 'i' }).standing).toBe('core/watch');
  });

  it.each(['early-repeat', 'returned'] as const)('of a customer who is %s with 3 points is leaving', (stage) => {
    const { ann, day } = customerOf(stage);
    ann.tells(day, 'relationship', { relationship: 'contractual' });
    expect(ann.tells(day, 'invoice-unpaid', { invoiceId: 'i' }).standing).toBe(`${stage}/leaving`);
  });

  it('asks nothing of who is not live', () => {
    const ann = new Customer().contacts(0, 'opened', { caseKind: 'complaint' });
    expect(ann.said()).toEqual([]);
    expect(ann.standing).toBe('none/steady');
  });

  it('raises a risk alert of a fragile newcomer, and an alert of a main defector of a core customer', () => {
    const newcomer = customerOf('first-time');
    expect(causing[2](newcomer.ann, newcomer.day).said()).toEqual([
      'first-time/steady → first-time/leaving in lifetime 1: incident',
      'risk alert: leaving',
    ]);
    const regular = customerOf('core');
    expect(causing[4](regular.ann, regular.day).said()).toEqual([
      'core/steady → core/leaving in lifetime 1: incident',
      'alert: leaving',
    ]);
  });

  it('rises at the very instant at which a promise breaks', () => {
    const { ann } = customerOf('core');
    ann.contacts(61, 'opened', { caseKind: 'complaint', at: Date.parse('1997-03-03T09:30:00Z') });
    ann.waitsUntil(66);
    expect(ann.hears()).toMatchObject([
      {
        recordId: 'ann@delay@4711@1997-03-08T09:30:00.000Z/transition',
        at: Date.parse('1997-03-08T09:30:00Z'),
        toRisk: 'leaving',
        reason: 'incident',
      },
      { recordId: 'ann@delay@4711@1997-03-08T09:30:00.000Z/alert', trigger: 'incident', openCase: true },
    ]);
  });

  it('does not rise where the case is closed in time', () => {
    const { ann } = customerOf('core');
    ann.contacts(61, 'opened', { caseKind: 'complaint' }).contacts(65.9, 'resolved').waitsUntil(70);
    expect(ann.standing).toBe('core/steady');
  });

  it('says of each of several delays of one instant, by the id of the case', () => {
    const { ann } = customerOf('first-time');
    for (const caseId of ['b', 'a']) ann.contacts(61, 'opened', { caseId, caseKind: 'question' });
    ann.waitsUntil(63.5);
    expect(ann.state.contacts?.cases.map(({ caseId, missedAt }) => [caseId, missedAt !== null])).toEqual([
      ['b', true],
      ['a', true],
    ]);
    expect(ann.hears()[0]?.causeId).toBe('ann@delay@a@1997-03-05T12:00:00.000Z');
  });
});

describe('calm', () => {
  it('comes at the start of a day, once all cases have been closed for 14 days and the points are under the threshold', () => {
    const { ann } = customerOf('first-time');
    ann.contacts(61, 'opened', { caseKind: 'unmet-expectation' }).contacts(62, 'closed');
    ann.hears();
    expect(ann.waitsUntil(76).said()).toEqual([]);
    expect(ann.waitsUntil(77).hears()).toMatchObject([
      { causeId: 'ann@calm@1997-03-19', at: Date.parse('1997-03-19'), toRisk: 'steady', reason: 'incident-over' },
    ]);
  });

  it('waits for the points where they need longer: 4 fall under 4 at once, and under 3 after 12.5 days of 30 to halve', () => {
    const { ann } = customerOf('core');
    causing[4](ann, 61).contacts(62, 'closed');
    ann.hears();
    // After 14 days 2.9 points are left: under what raises the watch.
    expect(ann.waitsUntil(77).said()).toEqual([
      'core/leaving → core/steady in lifetime 1: incident-over',
      'closed: leaving, incident-over',
    ]);
  });

  it('lowers the risk to what the points still say, and waits again for the rest', () => {
    const { ann } = customerOf('early-repeat');
    causing[4](ann, 61).contacts(62, 'closed');
    ann.hears();
    expect(ann.waitsUntil(77).said()).toEqual([
      'early-repeat/leaving → early-repeat/watch in lifetime 1: incident-over',
      'closed: leaving, incident-over',
    ]);
    // 4 points halve to 2 in 30 days, on the noon of day 92: under 2 from the start of day 93 on.
    expect(ann.waitsUntil(92).said()).toEqual([]);
    expect(ann.waitsUntil(93).said()).toEqual(['early-repeat/watch → early-repeat/steady in lifetime 1: incident-over']);
  });

  it('does not come while another case is open', () => {
    const { ann } = customerOf('first-time');
    ann.contacts(61, 'opened', { caseKind: 'unmet-expectation' }).contacts(62, 'closed');
    ann.contacts(63, 'opened', { caseId: 'other', caseKind: 'payment', promisedBy: Date.parse('1997-12-01') });
    ann.hears();
    expect(ann.waitsUntil(100).said()).toEqual([]);
  });

  it('does not come by closing alone, nor by a purchase: there is a dwell', () => {
    const { ann } = customerOf('core');
    causing[4](ann, 61).contacts(62, 'closed').buys(70);
    expect(ann.standing).toBe('core/leaving');
  });

  it('begins anew when the case is reopened', () => {
    const { ann } = customerOf('first-time');
    ann.contacts(61, 'opened', { caseKind: 'unmet-expectation' }).contacts(62, 'closed').contacts(70, 'reopened');
    ann.hears();
    expect(ann.waitsUntil(71).said()).toEqual([]);
    expect(ann.standing).toBe('first-time/leaving');
  });
});

describe('an alert that spoke before its cause had shown', () => {
  it('is raised anew once the promise to a newcomer is broken: the cause is known by then', () => {
    const { ann } = customerOf('first-time');
    causing[2](ann, 61);
    expect(ann.alerts()).toMatchObject([{ trigger: 'incident', causes: [{ cause: 'unknown' }] }]);
    expect(ann.waitsUntil(67).hears()).toMatchObject([
      { recordId: 'ann@delay@4711@1997-03-08T12:00:00.000Z/closed', type: 'AlertClosed', reason: 'escalated' },
      { recordId: 'ann@delay@4711@1997-03-08T12:00:00.000Z/alert', trigger: 'incident', causes: [{ cause: 'disappointed' }] },
    ]);
    expect(ann.standing).toBe('first-time/leaving');
  });

  it('is raised anew once the case of a newcomer has been bounced', () => {
    const { ann } = customerOf('first-time');
    ann
      .contacts(61, 'opened', { caseKind: 'question', desk: 'a', level: 1 })
      .contacts(61.2, 'transferred', { desk: 'b', level: 1 });
    expect(ann.alerts()).toMatchObject([{ causes: [{ cause: 'unknown' }] }]);
    expect(ann.contacts(61.4, 'transferred', { desk: 'c', level: 1 }).alerts()).toMatchObject([
      { causes: [{ cause: 'bounced' }] },
    ]);
    expect(ann.contacts(61.6, 'transferred', { desk: 'd', level: 1 }).said()).toEqual([]);
  });

  it('is raised anew though silence raised it, with the threshold that silence crossed', () => {
    const ann = new Customer().buysOn(core);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    ann.hears();
    expect(ann.contacts(leaving! + 1, 'rating', { rating: 1 }).hears()).toMatchObject([
      { type: 'AlertClosed', reason: 'escalated' },
      { trigger: 'silence', causes: [{ cause: 'disappointed' }], evidence: { silence: { pAliveThreshold: 0.3 } } },
    ]);
    expect(ann.buys(leaving! + 2).said()).toContain('closed: leaving, purchased');
  });

  it('is raised anew once payments have failed', () => {
    const { ann } = customerOf('first-time');
    causing[2](ann, 61).contacts(62, 'closed').tells(63, 'payment-failed');
    ann.hears();
    expect(ann.tells(64, 'payment-failed').alerts()).toMatchObject([{ causes: [{ cause: 'payment-difficulty' }] }]);
  });

  it('stays where it names a cause, whatever else shows', () => {
    const { ann } = customerOf('first-time');
    ann.contacts(61, 'opened', { caseKind: 'failed-onboarding' });
    ann.hears();
    expect(ann.contacts(62, 'rating', { rating: 1 }).said()).toEqual([]);
  });

  it('is not raised anew by what the customer answers to an action', () => {
    const { ann } = customerOf('first-time');
    causing[2](ann, 61);
    ann.hears();
    const refusal = { actionId: 'action', outcome: 'refused', motive: 'price' } as const;
    expect(ann.engages(62, 'outcome', refusal).said()).toEqual(['outcome: action, outcome']);
  });
});

describe('an alert that something else has raised', () => {
  it('is not closed by calm', () => {
    const { ann } = customerOf('core');
    causing[4](ann, 61)
      .contacts(62, 'closed')
      .contacts(63, 'notice-given', { motive: 'price', effectiveOn: begin + 100 });
    ann.hears();
    expect(ann.waitsUntil(80).said()).toEqual([]);
    expect(ann.state).toMatchObject({ incidentRisk: 'steady', risk: 'leaving', openAlert: { trigger: 'notice' } });
  });

  it('is not closed by notice withdrawn', () => {
    const { ann } = customerOf('core');
    causing[4](ann.contacts(61, 'notice-given'), 62);
    ann.hears();
    expect(ann.contacts(63, 'notice-withdrawn').said()).toEqual([]);
    expect(ann.state).toMatchObject({ risk: 'leaving', openAlert: { trigger: 'incident' } });
  });
});

describe('a deadline of the contacts', () => {
  it('that is asked for too early says nothing', () => {
    const { ann } = customerOf('first-time');
    const { state } = causing[2](ann, 61);
    const dueAt = noonOf(66);
    const early = applyDeadline(state, { source: 'contacts', dueAt: dueAt - 1 }, anyContext);
    expect(early.state).toBe(state);
    expect(early.outputs).toEqual([]);
    expect(early.wakes).toContainEqual({ source: 'contacts', dueAt });
  });
});

describe('a purchase that changes the stage', () => {
  it('judges incidents by the thresholds of the new stage: a complaint is less to a regular, and its alert is over', () => {
    const { ann } = customerOf('first-time');
    causing[2](ann, 61);
    ann.hears();
    expect(ann.buys(62).said()).toEqual([
      'first-time/leaving → early-repeat/watch in lifetime 1: repeat-purchase',
      'closed: leaving, incident-over',
    ]);
  });

  it('finds incidents of before: who buys with an open complaint is leaving from the start', () => {
    const ann = new Customer().contacts(0, 'opened', { caseKind: 'complaint' });
    expect(ann.buys(1).said()).toEqual(['none/steady → first-time/leaving in lifetime 1: first-purchase', 'risk alert: leaving']);
  });

  it('after a false alarm restores a steady customer first, and then finds the incidents', () => {
    const ann = new Customer().buysOn(core);
    const wentOn = ann.deadlines().lapse!;
    causing[4](ann.waitsUntil(wentOn), wentOn + 1);
    ann.hears();
    expect(ann.buys(wentOn + 2).said()).toEqual([
      'core-defector/steady → core/steady in lifetime 1: false-alarm',
      'closed: gone, false-alarm',
      'core/steady → core/leaving in lifetime 1: purchase',
      'alert: leaving',
    ]);
  });
});

describe('the greatest of the risks', () => {
  it('stays where one of them goes: a purchase ends the silence, not the incident', () => {
    const ann = new Customer().buysOn(core);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    causing[4](ann, leaving! + 1);
    ann.hears();
    expect(ann.buys(leaving! + 2).standing).toBe('core/leaving');
    expect(ann.state).toMatchObject({ silenceRisk: 'steady', incidentRisk: 'leaving' });
  });

  it('and an alert escalates: what incidents prove is told though silence has alerted', () => {
    const ann = new Customer().buysOn(core);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    ann.hears();
    causing[4](ann, leaving! + 1);
    expect(ann.said()).toEqual(['closed: leaving, escalated', 'alert: leaving']);
    expect(ann.state.openAlert).toMatchObject({ trigger: 'incident' });
  });

  it('an alert is not raised again for the same first cause within 60 days; the former stays open', () => {
    const ann = new Customer().buysOn(core).contacts(61, 'notice-given', { motive: 'price' });
    const open = ann.state.openAlert;
    ann.hears();
    expect(ann.contacts(62, 'notice-given', { motive: 'price' }).said()).toEqual([]);
    expect(ann.state.openAlert).toBe(open);
  });

  it('is told at once where it grows louder: incidents though silence has alerted, for no known cause either', () => {
    const ann = new Customer().buysOn(core);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    for (const caseId of ['a', 'b']) ann.contacts(leaving! + 1, 'opened', { caseId, caseKind: 'question' });
    ann.hears();
    expect(ann.contacts(leaving! + 1, 'opened', { caseId: 'c', caseKind: 'question' }).said()).toEqual([
      'closed: leaving, escalated',
      'alert: leaving',
    ]);
    expect(ann.state.openAlert).toMatchObject({ trigger: 'incident' });
  });

  it('is forgotten by who goes', () => {
    const { ann } = customerOf('first-time');
    causing[2](ann, 61);
    expect(ann.waitsUntil(ann.deadlines().lapse!).state).toMatchObject({
      stage: 'inactive',
      risk: 'steady',
      incidentRisk: 'steady',
    });
  });
});
