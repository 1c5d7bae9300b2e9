import { describe, expect, it } from 'vitest';
import { begin, Customer, dateOf } from './spec-support.ts';

const core = [0, 20, 40, 60];

/** A core customer who gives notice on day 61. */
function afterNotice(more: Parameters<Customer['contacts']>[2] = {}): Customer {
  return new Customer().buysOn(core).contacts(61, 'notice-given', more);
}

describe('notice given', () => {
  it('makes a customer leaving at once, with an alert that tells why', () => {
    const ann = new Customer().buysOn(core);
    ann.hears();
    expect(ann.contacts(61, 'notice-given', { motive: 'price' }).hears()).toMatchObject([
      { recordId: 'contact:fact-5/transition', toStage: 'core', toRisk: 'leaving', reason: 'notice' },
      {
        recordId: 'contact:fact-5/alert',
        type: 'MainDefectorAlert',
        phase: 'leaving',
        trigger: 'notice',
        causes: [{ cause: 'price', proof: 'stated' }],
        evidence: { notice: { eventId: 'fact-5', effectiveDay: begin + 91 }, silence: { pAliveThreshold: null } },
        restsOn: ['fact-4', 'fact-5'],
      },
    ]);
  });

  it('by a newcomer raises a risk alert', () => {
    const ann = new Customer().buys(0);
    ann.hears();
    expect(ann.contacts(1, 'notice-given').said()).toEqual([
      'first-time/steady → first-time/leaving in lifetime 1: notice',
      'risk alert: leaving',
    ]);
  });

  it('takes effect after 30 days where the customer says nothing else', () => {
    const ann = afterNotice();
    ann.hears();
    expect(ann.waitsUntil(90).said()).toEqual([]);
    expect(ann.waitsUntil(91).hears()).toMatchObject([
      { causeId: `ann@notice@${dateOf(91)}`, toStage: 'core-defector', toRisk: 'steady', reason: 'notice-effective' },
      { type: 'AlertClosed', reason: 'escalated' },
      { type: 'MainDefectorAlert', phase: 'gone', trigger: 'notice', evidence: { notice: { eventId: 'fact-5' } } },
    ]);
    expect(ann.state).toMatchObject({ goneBy: 'notice', contacts: { notice: null } });
  });

  it('takes effect on the day that is stated', () => {
    expect(afterNotice({ effectiveOn: begin + 70 }).waitsUntil(70).standing).toBe('core-defector/steady');
  });

  it('for a day that is past takes effect at the next start of a day', () => {
    const ann = afterNotice({ effectiveOn: begin + 50 });
    expect(ann.standing).toBe('core/leaving');
    expect(ann.waitsUntil(62).standing).toBe('core-defector/steady');
  });

  it('of who was never core leads to inactive, without an alert', () => {
    const ann = new Customer().buys(0).contacts(1, 'notice-given');
    ann.hears();
    expect(ann.waitsUntil(31).said()).toEqual([
      'first-time/leaving → inactive/steady in lifetime 1: notice-effective',
      'closed: leaving, escalated',
    ]);
  });

  it('stands though the customer buys in between', () => {
    const ann = afterNotice();
    ann.hears();
    expect(ann.buys(80).said()).toEqual([]);
    expect(ann.waitsUntil(91).standing).toBe('core-defector/steady');
  });

  it('is replaced by a further one', () => {
    const ann = afterNotice({ motive: 'price' });
    ann.hears();
    expect(ann.contacts(63, 'notice-given', { motive: 'moved', effectiveOn: begin + 80 }).said()).toEqual([
      'closed: leaving, escalated',
      'alert: leaving',
    ]);
    expect(ann.waitsUntil(80).standing).toBe('core-defector/steady');
  });

  it('without a motive is told at once though silence has alerted without a cause: the alert escalates', () => {
    const ann = new Customer().buysOn(core);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    ann.hears();
    expect(ann.contacts(leaving! + 1, 'notice-given').said()).toEqual(['closed: leaving, escalated', 'alert: leaving']);
    expect(ann.state.openAlert).toMatchObject({ trigger: 'notice' });
  });

  it('by a newcomer is told at once though a complaint has alerted without a cause', () => {
    const ann = new Customer().buys(0).contacts(1, 'opened', { caseKind: 'complaint' });
    ann.hears();
    expect(ann.contacts(2, 'notice-given').said()).toEqual(['closed: leaving, escalated', 'risk alert: leaving']);
  });

  it('again, after it was withdrawn, is told again, however soon and for whatever motive', () => {
    const ann = afterNotice({ motive: 'price' }).contacts(63, 'notice-withdrawn');
    ann.hears();
    expect(ann.contacts(65, 'notice-given', { motive: 'price' }).said()).toEqual([
      'core/steady → core/leaving in lifetime 1: notice',
      'alert: leaving',
    ]);
  });

  it('come into effect is told at once though silence had said that the customer was gone', () => {
    const ann = new Customer().buysOn(core);
    const { lapse } = ann.deadlines();
    ann.buys(lapse! + 1).contacts(lapse! + 2, 'notice-given', { effectiveOn: begin + lapse! + 5 });
    ann.hears();
    expect(ann.waitsUntil(lapse! + 5).said()).toContain('alert: gone');
  });

  it('by somebody who has gone is a motive only', () => {
    const ann = new Customer().buys(0);
    ann.waitsUntil(ann.deadlines().lapse!);
    ann.hears();
    ann.contacts(200, 'notice-given', { motive: 'moved' });
    expect(ann.waitsUntil(300).said()).toEqual([]);
    expect(ann.state.contacts?.notice).toMatchObject({ motive: 'moved' });
    expect(ann.buys(301).standing).toBe('returned/steady');
    expect(ann.state.contacts?.notice).toBeNull();
  });
});

describe('notice withdrawn', () => {
  it('before its effect makes a customer steady again and closes the alert', () => {
    const ann = afterNotice();
    ann.hears();
    expect(ann.contacts(70, 'notice-withdrawn').said()).toEqual([
      'core/leaving → core/steady in lifetime 1: notice-withdrawn',
      'closed: leaving, notice-withdrawn',
    ]);
    expect(ann.waitsUntil(91).standing).toBe('core/steady');
  });

  it('leaves the risk that silence and incidents still have', () => {
    const ann = new Customer().buysOn([40, 60]).contacts(61, 'opened', { caseKind: 'complaint' }).contacts(61, 'notice-given');
    ann.hears();
    expect(ann.contacts(62, 'notice-withdrawn').said()).toEqual([
      'early-repeat/leaving → early-repeat/watch in lifetime 1: notice-withdrawn',
      'closed: leaving, notice-withdrawn',
    ]);
  });

  it('after its effect changes nothing', () => {
    const ann = afterNotice().waitsUntil(91);
    ann.hears();
    expect(ann.contacts(92, 'notice-withdrawn').said()).toEqual([]);
    expect(ann.standing).toBe('core-defector/steady');
  });
});

describe('a notice for a far day', () => {
  /** Falls silent until put down as gone, months before the notice takes effect. */
  function fallsSilent(effectiveDay: number): { ann: Customer; lapse: number } {
    const ann = new Customer().buysOn(core).contacts(61, 'notice-given', { motive: 'price', effectiveOn: begin + effectiveDay });
    const lapse = ann.deadlines().lapse!;
    ann.waitsUntil(lapse);
    expect(ann.standing).toBe('core-defector/steady');
    ann.hears();
    return { ann, lapse };
  }

  it('stands though silence was a false alarm: it is told again, and takes effect', () => {
    const { ann, lapse } = fallsSilent(500);
    expect(ann.buys(lapse + 5).hears()).toMatchObject([
      { toStage: 'core', toRisk: 'leaving', reason: 'false-alarm' },
      { type: 'AlertClosed', phase: 'gone', reason: 'false-alarm' },
      { type: 'MainDefectorAlert', phase: 'leaving', trigger: 'notice', causes: [{ cause: 'price' }] },
    ]);
    expect(ann.waitsUntil(500).said()).toContain('core/leaving → core-defector/steady in lifetime 1: notice-effective');
  });

  it('is told alone, whatever incidents say to who is back', () => {
    const { ann, lapse } = fallsSilent(500);
    ann.contacts(lapse + 1, 'opened', { caseKind: 'service-not-performed', important: true });
    ann.hears();
    expect(ann.buys(lapse + 2).alerts()).toMatchObject([{ trigger: 'notice' }]);
    expect(ann.state).toMatchObject({ incidentRisk: 'leaving', openAlert: { trigger: 'notice' } });
  });

  it('that has come meanwhile makes a purchase a return, not a false alarm', () => {
    const { lapse } = fallsSilent(500);
    const { ann } = fallsSilent(lapse + 5);
    expect(ann.buys(lapse + 6).said()).toEqual([
      'core-defector/steady → returned/steady in lifetime 2: return',
      'closed: gone, returned',
    ]);
    expect(ann.state.contacts?.notice).toBeNull();
  });
});

describe('a purchase after notice has taken effect', () => {
  it('is a return, however soon: that going was no false alarm', () => {
    const ann = afterNotice().waitsUntil(91);
    ann.hears();
    expect(ann.buys(92).said()).toEqual([
      'core-defector/steady → returned/steady in lifetime 2: return',
      'closed: gone, returned',
    ]);
  });
});
