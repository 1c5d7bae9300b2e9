import { describe, expect, it } from 'vitest';
import { causeNames } from '../causes/cause.ts';
import { defaultPolicy } from './default-policy.ts';
import { defaultActionRules } from './default-rules.ts';
import { sells } from './policy.ts';
import {
  actionFor,
  alert,
  anyContactability,
  becomes,
  contextOf,
  days,
  decisionOn,
  goneFor,
  hours,
  incidentOf,
  noticeOf,
  proposal,
  saidOf,
  tuesday,
} from './spec-support.ts';

const barOn = (channel: null | 'phone') => ({ ...anyContactability, doNotContact: [{ channel, at: 0 }] });

const heldOut = contextOf({ holdOutShareOf: () => 0.09 });

describe('proactive: a customer who leaves in silence', () => {
  it('is turned to without a gift', () => {
    for (const cause of causeNames) {
      for (const pmg of ['small', 'medium', 'large', null] as const) {
        const decision = decisionOn(alert({ causes: [cause], pmg }));
        const offered = decision.type === 'RetentionAction' ? (decision.offer?.limitMinor ?? 0) : 0;
        expect(offered).toBe(0);
      }
    }
    expect(actionFor(alert())).toMatchObject({
      kind: 'proactive-retention',
      offer: null,
      avoid: ['A gift or a price reduction.', expect.any(String)],
    });
  });

  it('is called personally if large or standing up for the company, and written to if small', () => {
    expect(actionFor(alert({ pmg: 'large' }))).toMatchObject({ rule: 'silence-of-large', channel: 'phone' });
    expect(actionFor(alert({ advocacy: 'ambassador' }))).toMatchObject({ rule: 'silence-of-advocate', channel: 'phone' });
    expect(actionFor(alert({ pmg: 'small', advocacy: 'ambassador' }))).toMatchObject({
      rule: 'silence-of-small',
      channel: 'mail',
    });
  });

  it('is left alone under a contract, where silence means nothing', () => {
    expect(decisionOn(alert({ relationship: 'contractual' }))).toMatchObject({
      type: 'ActionWithheld',
      reason: 'nothing-right',
      kind: '',
    });
  });
});

describe('reactive: a customer who gives notice', () => {
  it('is answered within an hour of opening time', () => {
    for (const cause of causeNames) {
      for (const openCase of [false, true])
        expect(actionFor(noticeOf({ causes: [cause], openCase })).dueAt).toBe(tuesday + hours(1));
    }
    const evening = Date.parse('2026-11-27T17:30+01:00');
    expect(actionFor(noticeOf({ at: evening })).dueAt).toBe(Date.parse('2026-11-30T09:30+01:00'));
  });

  it('gets an offer at most, which begins low', () => {
    expect(actionFor(noticeOf({ causes: ['price'] }))).toMatchObject({
      kind: 'reactive-retention',
      offer: { kind: 'discount', startMinor: 2_500, limitMinor: 5_000 },
    });
  });

  it('needs no consent to be answered', () => {
    expect(actionFor(noticeOf()).consentNeeded).toBe('none');
  });

  it('as there is no more need, or as the customer moves away, gets a farewell and nothing is sold', () => {
    for (const cause of ['need-ended', 'moved'] as const) {
      expect(actionFor(noticeOf({ causes: [cause] }))).toMatchObject({
        kind: 'farewell',
        commercial: false,
        offer: { kind: 'substitute' },
      });
    }
  });
});

describe('service recovery', () => {
  it('solves the open case before anything is sold, whatever the alert', () => {
    for (const cause of causeNames) {
      for (const given of [alert, noticeOf, incidentOf, goneFor]) {
        const action = actionFor(given({ openCase: true, causes: [cause] }));
        expect(action).toMatchObject({ kind: 'service-recovery', commercial: false });
        expect(action.offer?.limitMinor ?? 0).toBe(0);
      }
    }
  });

  it('of a newcomer, the most fragile, is due within 24 hours, nights included', () => {
    for (const stage of ['first-time', 'early-repeat'] as const) {
      const action = actionFor({ ...incidentOf({ stage }), type: 'RiskAlert' });
      expect(action).toMatchObject({ kind: 'service-recovery', rule: 'newcomer-after-incident', dueAt: tuesday + hours(24) });
    }
  });
});

describe('payment difficulty', () => {
  it('gets a plan, not a discount, from billing', () => {
    for (const given of [alert, noticeOf, incidentOf, goneFor]) {
      for (const openCase of [false, true]) {
        expect(actionFor(given({ causes: ['payment-difficulty'], openCase }))).toMatchObject({
          queue: 'billing',
          offer: { kind: 'payment-plan', startMinor: 0, limitMinor: 0 },
        });
      }
    }
  });
});

describe('the desk that steps in', () => {
  it.each([
    ['defect-not-fixed', 'technical', 2],
    ['service-not-performed', 'technical', 2],
    ['better-offer', 'retention', 2],
    ['price', 'retention', 2],
    ['payment-difficulty', 'billing', 1],
    ['bounced', 'case-owners', 2],
  ] as const)('for %s is %s, level %i', (cause, queue, deskLevel) => {
    for (const given of [alert, noticeOf, goneFor]) {
      expect(actionFor(given({ causes: [cause] }))).toMatchObject({ queue, deskLevel });
    }
  });
});

describe('a win-back', () => {
  const winBacks = defaultPolicy.map(({ do: doing }) => doing).filter(({ kind }) => kind === 'win-back');

  it('carries a distributive, a procedural and an interactional element, in two languages', () => {
    expect(winBacks.length).toBeGreaterThan(5);
    for (const winBack of winBacks) expect('elements' in winBack && Object.values(winBack.elements)).not.toContain('');
  });

  it('is led by the element that was hurt', () => {
    expect(actionFor(goneFor({ causes: ['price'] })).elements.leading).toBe('distributive');
    expect(actionFor(goneFor({ causes: ['bounced'] })).elements.leading).toBe('procedural');
    expect(actionFor(goneFor({ causes: ['disappointed'] })).elements.leading).toBe('interactional');
  });

  it('apologises where the company was at fault', () => {
    for (const cause of ['defect-not-fixed', 'service-not-performed', 'failed-onboarding', 'disappointed', 'bounced'] as const) {
      for (const pmg of ['small', 'large'] as const) {
        expect(actionFor(goneFor({ causes: [cause], pmg })).elements.interactional).toContain('apologises');
      }
    }
  });

  it('is due within two working days', () => {
    const friday = Date.parse('2026-11-27T11:00+01:00');
    expect(actionFor(goneFor({ at: friday })).dueAt).toBe(Date.parse('2026-12-01T11:00+01:00'));
  });

  it('by phone needs proved consent', () => {
    const calls = winBacks.filter((doing) => 'channel' in doing && doing.channel === 'phone');
    expect(calls.length).toBeGreaterThan(2);
    for (const call of calls) expect(call).toMatchObject({ consentNeeded: 'proved-opt-in' });
  });

  it('of a small customer goes by a cheap way', () => {
    const decisions = causeNames.map((cause) => decisionOn(goneFor({ causes: [cause], pmg: 'small' })));
    const channels = decisions.flatMap((decision) => (decision.type === 'RetentionAction' ? [decision.channel] : []));
    expect(new Set(channels)).toEqual(new Set(['mail']));
  });

  it('is not for who has no need any more or moved away', () => {
    for (const cause of ['need-ended', 'moved'] as const) {
      expect(decisionOn(goneFor({ causes: [cause] }))).toMatchObject({ type: 'ActionWithheld', reason: 'nothing-right' });
    }
  });
});

describe('an offer', () => {
  const priced = goneFor({ causes: ['price'], valueAtStakeMinor: 10_000, buys: 0.25 });

  it('is never worth more than value at stake × (success − success without us)', () => {
    expect(actionFor(priced)).toMatchObject({
      expectedGainMinor: 1_500,
      offer: { kind: 'discount', startMinor: 750, limitMinor: 1_500 },
    });
  });

  it('nor more than its rule allows', () => {
    expect(actionFor({ ...priced, valueAtStakeMinor: 1_000_000 })).toMatchObject({
      expectedGainMinor: 150_000,
      offer: { startMinor: 2_500, limitMinor: 5_000 },
    });
  });

  it('is not made where it would gain nothing, though the action may still be right', () => {
    expect(actionFor(goneFor({ causes: ['price'], buys: 0.4 }))).toMatchObject({ offer: null, expectedGainMinor: 0 });
    expect(actionFor(goneFor({ causes: ['price'], buys: 0.9 }))).toMatchObject({ offer: null, expectedGainMinor: 0 });
    expect(actionFor({ ...priced, valueAtStakeMinor: null })).toMatchObject({ offer: null, expectedGainMinor: 0 });
  });

  it('takes the success without us from the configuration where something else than silence spoke', () => {
    expect(actionFor(noticeOf({ valueAtStakeMinor: 10_000, buys: 0.95 })).expectedGainMinor).toBe(3_500);
    const silent = { ...priced, evidence: { ...priced.evidence, silence: null } };
    expect(actionFor(silent).expectedGainMinor).toBe(1_500);
  });
});

describe('an over-solicited customer', () => {
  it('gets no commercial contact at all', () => {
    for (const given of [alert, incidentOf, goneFor]) {
      expect(saidOf([given({ causes: ['over-solicited'] })])).toEqual(['withheld: nothing-right']);
    }
    expect(actionFor(noticeOf({ causes: ['over-solicited'] }))).toMatchObject({ commercial: false, offer: null });
  });

  it('is spared also where another cause comes first', () => {
    for (const cause of causeNames) {
      for (const given of [alert, noticeOf, incidentOf, goneFor]) {
        const decision = decisionOn(given({ causes: [cause, 'over-solicited'] }));
        const rule = defaultPolicy.find(({ name }) => 'rule' in decision && name === decision.rule);
        expect(rule === undefined || sells(rule.do)).toBe(false);
      }
    }
    expect(saidOf([goneFor({ causes: ['boredom', 'over-solicited'] })])).toEqual(['withheld: nothing-right']);
    expect(actionFor(goneFor({ causes: ['bounced', 'over-solicited'], openCase: true })).rule).toBe('bounced-case');
  });
});

describe('abandonment', () => {
  it('is for a manager to approve', () => {
    expect(actionFor(proposal(tuesday))).toMatchObject({
      kind: 'approval',
      queue: 'managers',
      phase: 'abandoned',
      alertId: `${tuesday}/proposed`,
    });
  });

  it('ends with a farewell: explained, effective, direct, open, personal, with a substitute', () => {
    const farewell = actionFor(becomes('abandoned', tuesday));
    expect(farewell).toMatchObject({ kind: 'farewell', offer: { kind: 'substitute' }, commercial: false });
    expect(farewell.elements.interactional).toBe('Personal, direct and open: why, signed by a named person who can be asked.');
    expect(farewell.reason).toContain('explained');
    expect(farewell.elements.procedural).toContain('takes effect');
  });
});

describe('the hold-out', () => {
  it('is one customer in ten, by the salted hash, and on record with what would have been done', () => {
    expect(decisionOn(alert(), heldOut)).toMatchObject({ reason: 'held-out', kind: 'proactive-retention', rule: 'silence' });
    expect(decisionOn(goneFor(), heldOut)).toMatchObject({ reason: 'held-out', kind: 'win-back' });
    expect(actionFor(alert(), contextOf({ holdOutShareOf: () => 0.1 })).kind).toBe('proactive-retention');
  });

  it('never lacks service recovery, an answer to notice, a farewell, nor a manager the decision', () => {
    expect(saidOf([incidentOf()], heldOut)).toEqual(['service-recovery by incident']);
    expect(saidOf([becomes('abandoned', tuesday)], heldOut)).toEqual(['farewell by farewell']);
    expect(saidOf([proposal(tuesday)], heldOut)).toEqual(['approval by approve-abandonment']);
    for (const cause of causeNames) expect(actionFor(noticeOf({ causes: [cause] }), heldOut).at).toBe(tuesday);
  });
});

describe('who may not be contacted', () => {
  it('on any channel gets nothing; what is barred on one is seen to when it is sent', () => {
    expect(saidOf([goneFor({ contactability: barOn(null) })])).toEqual(['withheld: no-contact']);
    expect(actionFor(goneFor({ pmg: 'large', contactability: barOn('phone') })).contactability).toEqual(barOn('phone'));
  });
});

it('an action says why, rests on what the alert rests on, and expires', () => {
  expect(actionFor(alert({ id: 'ann@leaving@2026-11-24' }))).toMatchObject({
    recordId: 'ann@leaving@2026-11-24/alert/action',
    actionId: 'ann@leaving@2026-11-24/alert/action',
    causeId: 'ann@leaving@2026-11-24/alert',
    alertId: 'ann@leaving@2026-11-24/alert',
    explanation: 'Silent for 74 days.',
    explanationFr: 'Silencieux depuis 74 jours.',
    restsOn: ['purchase-9'],
    reason: expect.stringContaining('Silent for longer than usual'),
    policyVersion: 'policy',
    expiresAt: tuesday + days(14),
  });
});

it('nothing expires before it is due, though all days but a few are holidays', () => {
  const holidays = Array.from({ length: 60 }, (_, index) => 20_781 + index);
  const rules = { ...defaultActionRules, openingHours: { ...defaultActionRules.openingHours, holidays } };
  const action = actionFor(alert(), contextOf({ rules }));
  expect(action.dueAt).toBeGreaterThan(tuesday + days(59));
  expect(action.expiresAt).toBe(action.dueAt);
});
