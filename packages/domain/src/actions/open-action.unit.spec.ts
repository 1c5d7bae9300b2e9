import { describe, expect, it } from 'vitest';
import {
  alert,
  anyContactability,
  becomes,
  closing,
  days,
  fact,
  goneFor,
  hours,
  incidentOf,
  noticeOf,
  outcomeOf,
  outputsOf,
  proposal,
  saidOf,
  stateAfter,
  stepsOf,
  tuesday,
  withdrawalOf,
} from './spec-support.ts';

const later = tuesday + days(2);
const action = 'event/alert/action';

const came = (what: 'answered' | 'opted-out' | 'action-sent' | 'suppressed') =>
  fact('e', { type: 'ActionOutcome', at: later, actionId: action, what, outcome: null, motive: null, callBackAt: null });

describe('one action is open per customer', () => {
  it('a stronger alert takes the place of a weaker one', () => {
    const silent = 'proactive-retention by silence';
    expect(saidOf([alert(), goneFor({ id: 'gone', at: later })])).toEqual([
      silent,
      'called off: superseded',
      'win-back by win-back',
    ]);
    expect(saidOf([alert(), incidentOf({ id: 'case', at: later })])).toEqual([
      silent,
      'called off: superseded',
      'service-recovery by incident',
    ]);
    expect(saidOf([incidentOf(), noticeOf({ id: 'notice', at: later })])).toEqual([
      'service-recovery by incident',
      'called off: superseded',
      'reactive-retention by notice',
    ]);
  });

  it('for a weaker alert, or an equal one, nothing more is done', () => {
    const answered = 'reactive-retention by notice';
    expect(saidOf([noticeOf(), alert({ id: 'silence', at: later })])).toEqual([answered, 'withheld: open-action']);
    expect(saidOf([noticeOf(), noticeOf({ id: 'again', at: later })])).toEqual([answered, 'withheld: open-action']);
  });

  it("a manager's decision takes nobody's place, and a customer's need takes its", () => {
    expect(saidOf([alert(), proposal(later)])).toEqual(['proactive-retention by silence', 'withheld: open-action']);
    expect(saidOf([proposal(tuesday), alert({ at: later })])).toEqual([
      'approval by approve-abandonment',
      'called off: superseded',
      'proactive-retention by silence',
    ]);
  });

  it('a farewell takes the place of all', () => {
    expect(saidOf([goneFor(), becomes('abandoned', later)]).slice(1)).toEqual(['called off: superseded', 'farewell by farewell']);
  });

  it('the next is under way as soon as the last has come to its end', () => {
    expect(saidOf([alert(), closing('event/alert', later), alert({ id: 'next', at: later + 1 })])).toEqual([
      'proactive-retention by silence',
      'called off: alert-closed',
      'proactive-retention by silence',
    ]);
  });
});

describe('an action is called off', () => {
  it('when the customer buys, and its alert closes', () => {
    expect(outputsOf([alert(), closing('event/alert', later)])[1]).toEqual({
      type: 'ActionCalledOff',
      recordId: `${later}/closed/called-off`,
      customerId: 'ann',
      at: later,
      causeId: `${later}/closed`,
      actionId: action,
      reason: 'alert-closed',
      detail: 'The alert is closed: purchased.',
    });
  });

  it('not when another alert closes', () => {
    expect(saidOf([alert(), closing('other/alert', later)])).toEqual(['proactive-retention by silence']);
  });

  it('not when its alert escalates into an equal one, which it then serves; but when that one closes', () => {
    const escalated = [incidentOf(), incidentOf({ id: 'case-2', at: later }), closing('event/alert', later, 'case-2')];
    const under = ['service-recovery by incident', 'withheld: open-action'];
    expect(saidOf(escalated)).toEqual(under);
    expect(saidOf([...escalated, closing('case-2/alert', later + 1)])).toEqual([...under, 'called off: alert-closed']);
  });

  it('when the customer is lost, or comes back after a farewell', () => {
    expect(saidOf([goneFor(), becomes('lost', later)])).toEqual(['win-back by win-back', 'called off: alert-closed']);
    expect(saidOf([becomes('abandoned', tuesday), becomes('returned', later, 'abandoned')])).toEqual([
      'farewell by farewell',
      'called off: alert-closed',
    ]);
  });

  it('when it expires', () => {
    const [first, expiry] = stepsOf([alert()]);
    expect(first?.wakeAt).toBe(tuesday + days(14));
    expect(expiry?.outputs).toEqual([
      {
        type: 'ActionCalledOff',
        recordId: `ann@expiry@${action}/called-off`,
        customerId: 'ann',
        at: tuesday + days(14),
        causeId: `ann@expiry@${action}`,
        actionId: action,
        reason: 'expired',
        detail: 'It has not come to anything in time.',
      },
    ]);
    expect(expiry?.state.open).toBeNull();
  });
});

describe('what came of an action', () => {
  it('concludes it when refused or solved', () => {
    for (const outcome of ['refused', 'solved'] as const) {
      expect(saidOf([alert(), outcomeOf(action, later, outcome)])).toEqual([
        'proactive-retention by silence',
        'called off: concluded',
      ]);
    }
  });

  it('leaves it open when the customer was not reached, or wants to be called back', () => {
    for (const outcome of ['not-reached', 'call-back'] as const) {
      expect(stateAfter([alert(), outcomeOf(action, later, outcome)]).open?.actionId).toBe(action);
    }
  });

  it('concludes it when the customer answers or opts out, not when it is merely sent or suppressed', () => {
    for (const what of ['answered', 'opted-out'] as const) expect(stateAfter([alert(), came(what)]).open).toBeNull();
    for (const what of ['action-sent', 'suppressed'] as const) expect(stateAfter([alert(), came(what)]).open).not.toBeNull();
  });

  it('says nothing of another action', () => {
    expect(saidOf([alert(), outcomeOf('other/alert/action', later, 'solved')])).toEqual(['proactive-retention by silence']);
  });
});

describe('how a customer may be contacted', () => {
  const contactability = { ...anyContactability, doNotContact: [{ channel: null, at: later }] };
  const changed = fact('profile/contactability', { type: 'ContactabilityChanged', at: later, contactability });

  it('is passed on while an action is open', () => {
    expect(outputsOf([alert(), changed])[1]).toMatchObject({
      type: 'ContactabilityChanged',
      recordId: 'profile/contactability/contactability',
      contactability,
    });
  });

  it('is only kept while none is, for what the next alert does not say', () => {
    expect(saidOf([changed])).toEqual([]);
    expect(saidOf([changed, becomes('abandoned', later + 1)])).toEqual(['withheld: no-contact']);
  });
});

describe('an alert that is withdrawn', () => {
  it('is passed over: its action is not there any more, and the runtime retracts it', () => {
    expect(saidOf([alert(), withdrawalOf(alert())])).toEqual([]);
  });

  it('and said anew asks for the same action, under the same id', () => {
    const again = alert({ revision: 1, causes: ['price'] });
    const [first] = outputsOf([again, alert(), withdrawalOf(alert())]);
    expect(first).toMatchObject({ type: 'RetentionAction', actionId: action, rule: 'silence-over-price' });
  });

  it('brings back what it had taken the place of', () => {
    const gone = goneFor({ id: 'gone', at: later });
    expect(stateAfter([alert(), withdrawalOf(gone), gone]).open?.actionId).toBe(action);
  });

  it('takes no other record with it, and is forgotten after its instant', () => {
    const state = stateAfter([withdrawalOf(alert()), alert(), noticeOf({ id: 'notice', at: tuesday + hours(1) })]);
    expect(state).toMatchObject({ withdrawals: [], open: { actionId: 'notice/alert/action' } });
  });

  it('is like one never said, also where what is withdrawn is a closing', () => {
    const close = closing('event/alert', later);
    const withdrawn = withdrawalOf({ recordId: `${later}/closed`, at: later });
    expect(saidOf([alert(), close, withdrawn])).toEqual(['proactive-retention by silence']);
  });
});

it('remembers the last eight decisions, and why nothing was done', () => {
  const many = Array.from({ length: 10 }, (_, index) => noticeOf({ id: `n${index}`, at: tuesday + index }));
  const { decisions } = stateAfter(many);
  expect(decisions.map(({ alertId }) => alertId)).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((index) => `n${index}/alert`));
  expect(decisions.at(-1)).toMatchObject({ rule: 'notice', kind: 'reactive-retention', withheld: 'open-action' });
});
