import { describe, expect, it } from 'vitest';
import { pAlive, pBuysWithin } from '../rhythm/mbg-nbd.ts';
import { defaultRules } from './default-rules.ts';
import { Customer, calibration } from './spec-support.ts';

const core = [0, 20, 40, 60];
const { rhythm } = calibration;

/** A core customer whose silence has just raised the alert `leaving`, and the day it did. */
function leaving(): { ann: Customer; day: number } {
  const ann = new Customer().buysOn(core);
  const day = ann.deadlines().leaving!;
  return { ann: ann.waitsUntil(day), day };
}

describe('an alert', () => {
  it('carries the evidence of silence, the versions in force, and the cause unknown', () => {
    const { ann, day } = leaving();
    const [alert] = ann.alerts();
    expect(alert).toMatchObject({
      phase: 'leaving',
      stage: 'core',
      lifetime: 1,
      trigger: 'silence',
      relationship: 'transactional',
      causes: [{ cause: 'unknown', proof: 'none' }],
      pmg: 'medium',
      openCase: false,
      rulesVersion: '0123abcd',
      restsOn: ['fact-4'],
      calibrationVersion: 7,
    });
    const buying = { x: 3, tx: 60 / 7 };
    expect(alert!.evidence).toMatchObject({ incidents: null, notice: null, payments: null });
    expect(alert!.evidence.silence).toEqual({
      lastPurchaseDay: 9_862 + 60,
      silenceDays: day - 60,
      usualGapDays: 20,
      purchaseDays: 4,
      frequency: 4,
      monetaryMinor: 8_000,
      pAlive: pAlive(rhythm, buying, day / 7),
      pAliveThreshold: 0.3,
      pBuysWithin180Days: pBuysWithin(rhythm, buying, day / 7, 180 / 7),
      chanceReasons: [],
      recencyScore: 2,
      frequencyScore: 4,
      monetaryScore: 4,
      pmg: 'medium',
    });
  });

  it('says in a sentence why it was raised', () => {
    const { ann } = leaving();
    ann.waitsUntil(ann.deadlines().lapse!);
    expect(ann.alerts().map(({ explanation }) => explanation)).toEqual([
      'Silent for 107 days, usually buys every 20. 26 % likely to buy within half a year; about 18 € a year at stake.',
      'Silent for 204 days, usually buys every 20. 8 % likely to buy within half a year; about 2 € a year at stake.',
    ]);
  });

  it('is of one who was core once, by the threshold of the present stage', () => {
    const ann = new Customer().buysOn([...core, 500]);
    ann.hears();
    const [alert] = ann.waitsUntil(ann.deadlines().lapse!).alerts();
    expect(alert).toMatchObject({
      phase: 'gone',
      stage: 'core-defector',
      lifetime: 2,
      evidence: { silence: { pAliveThreshold: 0.3 } },
    });
  });

  it('takes frequency and revenue from the window of the last purchase, refunds since included', () => {
    const ann = new Customer().buysOn([0, 100, 200, 300]).gets({ on: 301, ofMinor: 500, forPurchaseOn: 200 });
    ann.hears();
    const [alert] = ann.waitsUntil(ann.deadlines().lapse!).alerts().slice(-1);
    expect(alert!.evidence.silence).toMatchObject({ frequency: 4, monetaryMinor: 7_500 });
  });

  it('counts silence from the last day that was not refunded away', () => {
    const ann = new Customer().buysOn([...core, 61]).gets({ on: 62, ofMinor: 2_000, forPurchaseOn: 61 });
    const day = ann.deadlines().leaving!;
    const [alert] = ann.waitsUntil(day).alerts();
    expect(alert!.evidence.silence).toMatchObject({ lastPurchaseDay: 9_862 + 60, silenceDays: day - 60, purchaseDays: 4 });
  });

  it('knows no usual gap where only one day counts', () => {
    const ann = new Customer().buysOn(core);
    for (const day of core.slice(1)) ann.gets({ on: 61, ofMinor: 2_000, forPurchaseOn: day });
    const [alert] = ann.waitsUntil(ann.deadlines().leaving!).alerts();
    expect(alert!.evidence.silence).toMatchObject({ usualGapDays: null, purchaseDays: 1, frequency: 1 });
    expect(alert!.explanation).not.toContain('usually');
  });
});

describe('the same phase', () => {
  /** Leaves after 30 days of silence, so that it can happen twice within 60 days. */
  const rules = {
    ...defaultRules,
    core: {
      watch: { pAlive: 0.5, daysMin: 20, daysMax: 20 },
      leaving: { pAlive: 0.3, daysMin: 30, daysMax: 30 },
      gone: { pAlive: 0.1, daysMin: 150, daysMax: 150 },
    },
  };
  const secondSilenceAfter = (days: number): Customer => {
    const ann = new Customer({ rules }).buysOn(core).waitsUntil(90);
    ann.buys(90 + days - 30);
    ann.hears();
    return ann.waitsUntil(90 + days);
  };

  it('does not alert again within 60 days; the risk changes all the same', () => {
    expect(secondSilenceAfter(59).said()).toEqual([
      'core/steady → core/watch in lifetime 1: silence',
      'core/watch → core/leaving in lifetime 1: silence',
    ]);
  });

  it('alerts again after 60 days', () => {
    expect(secondSilenceAfter(60).said()).toEqual([
      'core/steady → core/watch in lifetime 1: silence',
      'core/watch → core/leaving in lifetime 1: silence',
      'alert: leaving',
    ]);
  });

  it('leaves nothing to close where it did not alert', () => {
    const ann = secondSilenceAfter(59);
    ann.hears();
    expect(ann.buys(150).said()).toEqual(['core/leaving → core/steady in lifetime 1: purchase']);
  });

  it('does not hold back the other phase', () => {
    const short = { ...rules, core: { ...rules.core, gone: { pAlive: 0.1, daysMin: 31, daysMax: 31 } } };
    const ann = new Customer({ rules: short }).buysOn(core);
    expect(ann.waitsUntil(91).said().slice(-3)).toEqual([
      'core/leaving → core-defector/steady in lifetime 1: silence',
      'closed: leaving, escalated',
      'alert: gone',
    ]);
  });

  it('goes without an alert that would come too soon, and nothing is open then', () => {
    const gone = { pAlive: 0.1, daysMin: 31, daysMax: 31 };
    const ann = new Customer({ rules: { ...rules, core: { ...rules.core, gone } } }).buysOn(core).buys(91);
    ann.hears();
    expect(ann.waitsUntil(122).said()).toEqual([
      'core/steady → core/watch in lifetime 1: silence',
      'core/watch → core/leaving in lifetime 1: silence',
      'core/leaving → core-defector/steady in lifetime 1: silence',
    ]);
    expect(ann.state.openAlert).toBeNull();
  });
});
