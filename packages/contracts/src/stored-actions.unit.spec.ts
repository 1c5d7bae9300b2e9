import type { ActionsState } from '@ebb/domain';
import { describe, expect, test } from 'vitest';
import { type SoundAlert, saidFact, withdrawalFact } from './border/alert.ts';
import { DecodeError } from './codec.ts';
import type { AlertClosed, LifecycleTransition, MainDefectorAlert } from './generated/records.ts';
import { decodeStoredActions, encodeStoredActions, type HeardFact, type StoredActions } from './stored-actions.ts';
import { beforeEveryFact } from './stored-place.ts';

const at = Date.UTC(2026, 0, 12);
const limits = { clockSkewMax: 300_000 };
const common = { recordId: 'e1/alert', revision: 2, customerId: 'ann', at, causeId: 'e1' };
const contactability = {
  consents: [{ channel: 'phone', granted: true, at, source: 'form' }],
  doNotContact: [{ channel: null, at }],
  timeZone: 'Europe/Paris',
  language: null,
} as const;

const alert: MainDefectorAlert = {
  ...common,
  phase: 'leaving',
  trigger: 'payment',
  stage: 'core',
  lifetime: 1,
  relationship: 'contractual',
  advocacy: 'partner',
  causes: [{ cause: 'payment-difficulty', proof: 'open', at, caseId: null, detail: '', detailFr: '', restsOn: ['e0'] }],
  notAssessable: ['boredom'],
  evidence: {
    silence: null,
    incidents: null,
    notice: { eventId: 'n1', givenAt: at, effectiveDay: 20_500, motive: 'price' },
    payments: { unpaidInvoices: [{ invoiceId: 'i1', eventId: 'e0', dueDay: 20_400 }], failedPayments: 2 },
  },
  pmg: 'small',
  valueAtStakeMinor: 12_00,
  openCase: true,
  contactability,
  calibrationVersion: 3,
  rulesVersion: 'abc',
  restsOn: ['e0'],
  explanation: 'Two payments failed.',
  explanationFr: 'Deux paiements ont échoué.',
};
const closing: AlertClosed = { ...common, recordId: 'e2/closed', alertId: 'e1/alert', phase: 'leaving', reason: 'purchased' };
const transition = (toStage: string): LifecycleTransition => ({
  ...common,
  fromStage: 'core',
  toStage,
  fromRisk: 'leaving',
  toRisk: 'steady',
  advocacy: 'none',
  lifetime: 1,
  reason: 'lost',
  wonBack: false,
});
const retraction = { ...common, recordType: 'MainDefectorAlert', causedBy: 'e9', reason: 'late-fact' };

const factIn = (decoded: ReturnType<typeof saidFact>): HeardFact => (decoded as SoundAlert).fact;

describe('what the lifecycle says', () => {
  test('is a fact under the id of its record and revision', () => {
    expect(saidFact('MainDefectorAlert', alert, limits, at)).toMatchObject({
      kind: 'fact',
      customerId: 'ann',
      fact: { type: 'MainDefectorAlert', id: 'e1/alert#2', at, trigger: 'payment' },
    });
  });

  test('and takes back is a fact that comes before what it takes back', () => {
    const fact = { type: 'Withdrawal', id: '!e1/alert#2', at, withdraws: 'e1/alert#2', recordId: 'e1/alert', revision: 2 };
    expect(withdrawalFact(retraction, limits, at)).toEqual({ kind: 'fact', customerId: 'ann', fact });
  });

  test('of a stage is passed over where it bears on no action', () => {
    expect(saidFact('LifecycleTransition', transition('core'), limits, at)).toEqual({ kind: 'skip' });
    expect(saidFact('LifecycleTransition', transition('lost'), limits, at)).toMatchObject({ kind: 'fact' });
  });

  test.each([
    ['phase', { phase: 'hovering' }],
    ['trigger', { trigger: 'telepathy' }],
    ['stage', { stage: 'constant' }],
    ['relationship', { relationship: 'secret' }],
    ['advocacy', { advocacy: 'foe' }],
    ['pmg', { pmg: 'huge' }],
    ['cause', { causes: alert.causes.map((cause) => ({ ...cause, cause: 'weather' })) }],
    ['causes', { causes: [] }],
  ])('is bad where it is decided by %s, and that is no word of ours', (field, changes) => {
    const bad = saidFact('MainDefectorAlert', { ...alert, ...changes }, limits, at);
    expect(bad).toMatchObject({ kind: 'bad', code: 'absurd-value', detail: expect.stringContaining(`${field} is `) });
  });

  test('is bad without a customer, or from the future', () => {
    expect(saidFact('AlertClosed', { ...closing, customerId: '' }, limits, at)).toMatchObject({ code: 'bad-id' });
    expect(saidFact('AlertClosed', { ...closing, at: at + 400_000 }, limits, at)).toMatchObject({ code: 'future-time' });
    expect(withdrawalFact({ ...retraction, at: 0 }, limits, at)).toMatchObject({ code: 'absurd-time' });
  });
});

const state: ActionsState = {
  open: {
    actionId: 'e1/alert/action',
    alertIds: ['e1/alert'],
    kind: 'service-recovery',
    rule: 'recover',
    phase: 'leaving',
    trigger: 'payment',
    expiresAt: at + 1,
  },
  contactability,
  withdrawals: [{ at, factId: 'e1/alert#0' }],
  decisions: [{ at, alertId: 'e1/alert', rule: 'recover', kind: '', withheld: 'nothing-right' }],
  trials: [
    {
      alertId: 'e1/alert',
      at,
      stage: 'core',
      phase: 'leaving',
      pmg: null,
      kind: 'proactive-retention',
      rule: 'silence',
      policyVersion: 'p1',
      group: 'held-out',
      outcome: { what: 'purchased', at },
    },
  ],
};

const stored: StoredActions = {
  base: state,
  baseWakes: [{ source: 0, dueAt: at + 1 }],
  asOf: { at, source: 0, id: 'e1/alert#0' },
  facts: [
    factIn(withdrawalFact(retraction, limits, at)),
    factIn(saidFact('MainDefectorAlert', alert, limits, at)),
    factIn(saidFact('AlertClosed', closing, limits, at)),
    factIn(saidFact('LifecycleTransition', transition('lost'), limits, at)),
  ].map((fact) => ({ source: 0, fact })),
  emitted: [
    {
      recordId: 'e1/alert/action',
      recordType: 'RetentionAction',
      revision: 0,
      at,
      digest: Buffer.alloc(8, 7),
      retracted: true,
      flow: 'win-back/core/acted/away',
    },
  ],
  registered: [{ source: 0, dueAt: at }],
  counted: null,
};

describe('a customer as the service of actions keeps it', () => {
  test('is read as it was written', () => {
    expect(decodeStoredActions(encodeStoredActions(stored))).toEqual(stored);
  });

  test('is read as it was written where nothing is known yet', () => {
    const base = { open: null, contactability: null, withdrawals: [], decisions: [], trials: [] };
    const fresh = { base, baseWakes: [], asOf: beforeEveryFact, facts: [], emitted: [], registered: [], counted: null };
    expect(decodeStoredActions(encodeStoredActions(fresh))).toEqual(fresh);
  });

  test('of a version to come is refused with what to do', () => {
    const bytes = encodeStoredActions(stored);
    bytes[0] = 9;
    expect(() => decodeStoredActions(bytes)).toThrow(DecodeError);
    expect(() => decodeStoredActions(bytes)).toThrow(/StoredActions of version 9.*start one that is at least as new/);
  });
});
