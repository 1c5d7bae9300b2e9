import { describe, expect, it } from 'vitest';
import { Customer } from './spec-support.ts';
import { noDeadlines } from './state.ts';

const core = [0, 20, 40, 60];
const contractual = { relationship: 'contractual' } as const;
const transactional = { relationship: 'transactional' } as const;

function underContract(days: readonly number[] = core): Customer {
  const ann = new Customer().buysOn(days).tells(60.1, 'relationship', contractual);
  ann.hears();
  return ann;
}

describe('with a contract', () => {
  it('silence means nothing: deadlines go, and new purchases set none', () => {
    const ann = underContract();
    expect(ann.deadlines()).toEqual(noDeadlines);
    expect(ann.buys(70).deadlines()).toEqual(noDeadlines);
    expect(ann.waitsUntil(2_000).said()).toEqual([]);
  });

  it('the risk of silence goes, and the alert that silence had raised was a false alarm', () => {
    const ann = new Customer().buysOn(core);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    ann.hears();
    expect(ann.tells(leaving! + 1, 'relationship', contractual).said()).toEqual([
      'core/leaving → core/steady in lifetime 1: relationship',
      'closed: leaving, false-alarm',
    ]);
  });

  it('what notice had raised stays', () => {
    const ann = new Customer().buysOn(core).contacts(61, 'notice-given');
    ann.hears();
    expect(ann.tells(62, 'relationship', contractual).said()).toEqual([]);
    expect(ann.state.openAlert).toMatchObject({ trigger: 'notice' });
  });

  it('a core customer does not fade', () => {
    expect(underContract().buys(1_000).standing).toBe('core/steady');
  });

  it('an unpaid invoice is 3 points until it is paid, then calm comes with the next day', () => {
    const ann = underContract([60]);
    ann.tells(70, 'invoice-unpaid', { invoiceId: 'i' });
    expect(ann.said()).toEqual(['first-time/steady → first-time/leaving in lifetime 1: payment', 'risk alert: leaving']);
    ann.waitsUntil(200).tells(200, 'invoice-paid', { invoiceId: 'i' });
    expect(ann.said()).toEqual([]);
    expect(ann.waitsUntil(201).said()).toEqual([
      'first-time/leaving → first-time/steady in lifetime 1: incident-over',
      'closed: leaving, incident-over',
    ]);
  });

  it('one failed payment is 2 points, two within 60 days are 4 and a cause', () => {
    const ann = underContract([40, 60]);
    expect(ann.tells(70, 'payment-failed').standing).toBe('early-repeat/watch');
    ann.hears();
    expect(ann.tells(80, 'payment-failed').hears()).toMatchObject([
      { toRisk: 'leaving', reason: 'payment' },
      {
        type: 'RiskAlert',
        trigger: 'payment',
        relationship: 'contractual',
        causes: [{ cause: 'payment-difficulty' }],
        evidence: { payments: { failedPayments: 2, unpaidInvoices: [] } },
      },
    ]);
    // The first is forgotten 60 days later, at noon of day 130; the second at noon of day 140.
    expect(ann.waitsUntil(130).said()).toEqual([]);
    expect(ann.waitsUntil(131).said()[0]).toBe('early-repeat/leaving → early-repeat/watch in lifetime 1: incident-over');
    expect(ann.waitsUntil(141).said()).toEqual(['early-repeat/watch → early-repeat/steady in lifetime 1: incident-over']);
  });

  it('an alert of payments rests on the invoice and on the failure that it counts', () => {
    const ann = underContract([60]).tells(70, 'payment-failed').tells(71, 'invoice-unpaid', { invoiceId: 'i' });
    const [failed] = ann.alerts();
    expect(failed!.restsOn).toEqual(['fact-1', 'fact-3']);
    const [notice] = ann.contacts(72, 'notice-given').alerts();
    expect(notice!.restsOn).toEqual(['fact-1', 'fact-5', 'fact-4', 'fact-3']);
  });

  it('what is unpaid when the contract begins raises the risk with it', () => {
    const ann = new Customer().buys(60).tells(61, 'invoice-unpaid', { invoiceId: 'i' });
    ann.hears();
    expect(ann.tells(62, 'relationship', contractual).said()).toEqual([
      'first-time/steady → first-time/leaving in lifetime 1: relationship',
      'risk alert: leaving',
    ]);
  });

  it('the end of the contract is the end: of a core customer with an alert', () => {
    const ann = underContract();
    expect(ann.tells(100, 'contract-ended').said()).toEqual([
      'core/steady → core-defector/steady in lifetime 1: contract-ended',
      'alert: gone',
    ]);
    expect(ann.buys(101).standing).toBe('returned/steady');
  });

  it('the end of the contract of who was never core leads to inactive', () => {
    expect(underContract([60]).tells(100, 'contract-ended').said()).toEqual([
      'first-time/steady → inactive/steady in lifetime 1: contract-ended',
    ]);
  });
});

describe('without a contract', () => {
  it('its end says nothing', () => {
    const ann = new Customer().buysOn(core);
    ann.hears();
    expect(ann.tells(61, 'contract-ended').said()).toEqual([]);
  });

  it('payments do not raise the risk', () => {
    const ann = new Customer().buysOn(core).tells(61, 'invoice-unpaid', { invoiceId: 'i' });
    expect(ann.tells(62, 'payment-failed').tells(63, 'payment-failed').standing).toBe('core/steady');
  });

  it('silence speaks again, at the next start of a day at the earliest', () => {
    const ann = underContract([60]).waitsUntil(500).tells(500, 'relationship', transactional);
    expect(ann.deadlines().lapse).toBe(501);
    expect(ann.waitsUntil(501).standing).toBe('inactive/steady');
  });

  it('deadlines that have gone by meanwhile fall on the next start of a day, where the strongest speaks alone', () => {
    const ann = underContract([0, 20, 40, 60]).waitsUntil(370).tells(370, 'relationship', transactional);
    expect(ann.deadlines()).toMatchObject({ fading: 371, watch: 371, leaving: 371, lapse: 371 });
    expect(ann.waitsUntil(371).standing).toBe('core-defector/steady');
  });

  it('what payments had raised is over with the next day', () => {
    const ann = underContract([60]).tells(70, 'invoice-unpaid', { invoiceId: 'i' }).tells(71, 'relationship', transactional);
    expect(ann.standing).toBe('first-time/leaving');
    expect(ann.waitsUntil(72).standing).toBe('first-time/steady');
  });
});
