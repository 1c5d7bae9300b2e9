import { describe, expect, it } from 'vitest';
import type { AlertFact } from './facts.ts';
import type { EffectMeasured } from './outputs.ts';
import {
  alert,
  becomes,
  closing,
  closingAs,
  contextOf,
  days,
  goneFor,
  incidentOf,
  noticeOf,
  outputsOf,
  stepsOf,
  tuesday,
  withdrawalOf,
} from './spec-support.ts';

const heldOut = contextOf({ holdOutShareOf: () => 0 });

const effectsOf = (facts: readonly AlertFact[], context = contextOf()): readonly EffectMeasured[] =>
  outputsOf(facts, context).filter((output) => output.type === 'EffectMeasured');

const barred = { consents: [], doNotContact: [{ channel: null, at: tuesday }], timeZone: null, language: null };

describe('what became of a customer', () => {
  it('is said 180 days after the alert, alike of who was acted on and of who was held out', () => {
    const facts = [alert({ id: 'silence' }), closing('silence/alert', tuesday + days(20))];
    const about = {
      recordId: 'ann@effect@silence/alert/effect',
      causeId: 'ann@effect@silence/alert',
      alertId: 'silence/alert',
      at: tuesday + days(180),
      kind: 'proactive-retention',
      stage: 'core',
      phase: 'leaving',
      pmg: 'medium',
      rule: 'silence',
      policyVersion: 'policy',
      outcome: 'purchased',
      outcomeAt: tuesday + days(20),
    };
    expect(effectsOf(facts)).toMatchObject([{ ...about, group: 'acted' }]);
    expect(effectsOf(facts, heldOut)).toMatchObject([{ ...about, group: 'held-out' }]);
  });

  it('is away, where nothing told that he was back by then', () => {
    expect(effectsOf([alert()])).toMatchObject([{ outcome: 'away', outcomeAt: null }]);
    expect(effectsOf([alert(), closing('event/alert', tuesday + days(181))])).toMatchObject([{ outcome: 'away' }]);
    expect(effectsOf([alert(), closing('event/alert', tuesday + days(180))])).toMatchObject([{ outcome: 'purchased' }]);
  });

  it('is what came first: who came back and went again did come back', () => {
    const facts = [
      alert(),
      closing('event/alert', tuesday + days(20)),
      alert({ id: 'again', at: tuesday + days(90) }),
      closingAs('lost', 'again/alert', tuesday + days(120)),
    ];
    expect(effectsOf(facts)).toMatchObject([{ alertId: 'event/alert', outcome: 'purchased' }]);
  });

  it.each(['returned', 'false-alarm', 'lost', 'abandoned'] as const)('may be %s, after he was gone', (reason) => {
    const gone = tuesday + days(60);
    const facts = [
      alert(),
      goneFor({ id: 'gone', at: gone }),
      closingAs('escalated', 'event/alert', gone),
      closingAs(reason, 'gone/alert', gone + days(10)),
    ];
    expect(effectsOf(facts)).toMatchObject([
      { kind: 'proactive-retention', outcome: reason, at: tuesday + days(180) },
      { kind: 'win-back', stage: 'core-defector', outcome: reason, at: gone + days(180) },
    ]);
  });

  it('is not told by an alert that closes as an incident is over, a notice withdrawn, or as it escalates', () => {
    for (const reason of ['incident-over', 'notice-withdrawn', 'escalated'] as const) {
      expect(effectsOf([alert(), closingAs(reason, 'event/alert', tuesday + days(9))])).toMatchObject([{ outcome: 'away' }]);
    }
  });
});

describe('who is compared', () => {
  it('is only whom the hold-out is drawn for', () => {
    for (const fact of [incidentOf(), noticeOf(), alert({ causes: ['over-solicited'] }), alert({ contactability: barred })]) {
      for (const context of [contextOf(), heldOut]) expect(effectsOf([fact], context)).toEqual([]);
    }
  });

  it('is also whom another action kept from his, as with those held out nobody looks whether one is open', () => {
    const facts = [noticeOf({ id: 'notice' }), alert({ at: tuesday + days(1) })];
    expect(outputsOf(facts)).toContainEqual(expect.objectContaining({ type: 'ActionWithheld', reason: 'open-action' }));
    expect(effectsOf(facts)).toMatchObject([{ group: 'acted' }]);
    expect(effectsOf(facts, heldOut)).toMatchObject([{ group: 'held-out' }]);
  });

  it('counts once in 180 days for each kind of action, and anew afterwards', () => {
    const alerts = [0, 90, 179, 181].map((day) => alert({ id: `day-${day}`, at: tuesday + days(day) }));
    expect(effectsOf(alerts).map(({ alertId }) => alertId)).toEqual(['day-0/alert', 'day-181/alert']);
  });

  it('is nobody whose alert was withdrawn, nor who was erased', () => {
    expect(effectsOf([alert(), withdrawalOf(alert())])).toEqual([]);
    expect(effectsOf([alert(), becomes('erased', tuesday + days(3))])).toEqual([]);
  });
});

it('an action and a trial that end at one instant both end there', () => {
  const rule = contextOf();
  const policy = rule.rules.policy.map((each) =>
    each.do.kind === 'nothing' ? each : { ...each, do: { ...each.do, expiresAfter: days(180) } },
  );
  const steps = stepsOf([alert()], contextOf({ rules: { ...rule.rules, policy } }));
  expect(steps.map(({ outputs }) => outputs.map(({ type }) => type))).toEqual([
    ['RetentionAction'],
    ['ActionCalledOff', 'EffectMeasured'],
  ]);
});
