import { describe, expect, it } from 'vitest';
import { pAlive } from '../rhythm/mbg-nbd.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { applyDeadline } from './apply-deadline.ts';
import { defaultRules } from './default-rules.ts';
import type { Calibration, LifecycleRules } from './parameters.ts';
import { anyContext, Customer, calibration, dateOf } from './spec-support.ts';
import { noDeadlines } from './state.ts';

/** P(alive) falls at once, so that the lower bounds on silence speak. */
const hasty: Calibration = { ...calibration, rhythm: { ...calibration.rhythm, r: 50, alpha: 0.001 } };
/** P(alive) hardly falls, so that the upper bounds speak. */
const patient: Calibration = { ...calibration, rhythm: { ...calibration.rhythm, alpha: 100_000 } };

const core = [0, 20, 40, 60];
/** Back after 400 days. */
const returned = [0, 400];

describe('the deadlines', () => {
  it.each([
    ['first-time', [0], { hasty: 90, patient: 180 }],
    ['early-repeat', [0, 1], { hasty: 90, patient: 365 }],
    ['returned', returned, { hasty: 90, patient: 365 }],
    ['core', core, { hasty: 150, patient: 365 }],
  ] as const)('let a %s customer go after silence within the bounds', (stage, days, bounds) => {
    for (const [name, parameters] of [
      ['hasty', hasty],
      ['patient', patient],
    ] as const) {
      const ann = new Customer({ calibration: parameters }).buysOn(days);
      expect(ann.state.stage).toBe(stage);
      expect(ann.deadlines().lapse).toBe(days.at(-1)! + bounds[name]);
    }
  });

  it('let nobody be watched or be leaving before 30 days of silence', () => {
    const ann = new Customer({ calibration: hasty }).buysOn([0, 1, 2, 3]);
    expect(ann.deadlines()).toMatchObject({ watch: 33, leaving: 33 });
  });

  it.each([
    ['first-time', [0], 'lapse', 0.45],
    ['early-repeat', [0, 40], 'lapse', 0.3],
    ['returned', [0, 10, 20, 250], 'lapse', 0.3],
    ['core', core, 'watch', 0.5],
    ['core', core, 'leaving', 0.3],
    ['core', [0, 40, 80, 120], 'lapse', 0.1],
  ] as const)('of %s after %j: %s on the first day with P(alive) at %d or below', (stage, days, deadline, threshold) => {
    const ann = new Customer().buysOn(days);
    expect(ann.state.stage).toBe(stage);
    const day = ann.deadlines()[deadline]!;
    const rhythm = { x: days.length - 1, tx: days.at(-1)! / 7 };
    expect(pAlive(calibration.rhythm, rhythm, day / 7)).toBeLessThanOrEqual(threshold);
    expect(pAlive(calibration.rhythm, rhythm, (day - 1) / 7)).toBeGreaterThan(threshold);
  });

  it('let a core customer fade when the 4th latest day leaves the window', () => {
    expect(new Customer().buysOn([0, 10, 20, 30, 40]).deadlines().fading).toBe(10 + 365);
    const refunded = new Customer().buysOn([0, 10, 20, 30, 40]).gets({ on: 41, ofMinor: 2_000, forPurchaseOn: 30 });
    expect(refunded.buys(42).deadlines().fading).toBe(10 + 365);
  });

  it('look at the whole history, at days long out of the window too', () => {
    const parameters = { ...calibration.rhythm, r: 3 };
    const ann = new Customer({ calibration: { ...calibration, rhythm: parameters } }).buysOn([0, 200, 400, 500]);
    expect(ann.state.purchases.older?.count).toBe(1);
    const day = ann.deadlines().lapse!;
    expect(pAlive(parameters, { x: 3, tx: 500 / 7 }, day / 7)).toBeLessThanOrEqual(0.3);
    expect(pAlive(parameters, { x: 3, tx: 500 / 7 }, (day - 1) / 7)).toBeGreaterThan(0.3);
  });

  it('are solved anew at every purchase, with the calibration then in force', () => {
    const before = new Customer().buys(0);
    expect(before.state.calibrationVersion).toBe(7);
    expect(before.buys(10).deadlines().lapse).not.toBe(before.buys(11).deadlines().lapse);
  });

  it('never lie before the purchase that solves them, even where its own day was refunded away', () => {
    const ann = new Customer({ calibration: hasty }).buys(0).buys(80).gets({ on: 81, ofMinor: 2_000, forPurchaseOn: 80 });
    ann.gets({ on: 100, ofMinor: 2_000 });
    expect(ann.buys(100, 2_000).deadlines().lapse).toBe(101);
    expect(ann.waitsUntil(101).standing).toBe('inactive/steady');
  });

  it('may fall on the instant of the purchase that solves them: facts come before deadlines', () => {
    const ann = new Customer({ calibration: hasty }).buys(0).buys(80).gets({ on: 81, ofMinor: 2_000, forPurchaseOn: 80 });
    const at = Date.parse(dateOf(100));
    ann.meets({ kind: 'refund', id: 'refund', at, amountMinor: 2_000, purchaseAt: null });
    ann.meets({ kind: 'purchase', id: 'purchase', at, amountMinor: 2_000, categories: [] });
    expect(ann.deadlines().lapse).toBe(100);
    expect(ann.waitsUntil(100).standing).toBe('inactive/steady');
  });
});

describe('silence', () => {
  it('makes a customer who was never core inactive, without an alert', () => {
    const ann = new Customer().buys(0);
    const { lapse } = ann.deadlines();
    ann.hears();
    expect(ann.waitsUntil(lapse! - 1).said()).toEqual([]);
    expect(ann.waitsUntil(lapse!).said()).toEqual(['first-time/steady → inactive/steady in lifetime 1: silence']);
    expect(ann.deadlines()).toEqual(noDeadlines);
  });

  it('leads a core customer through watch, leaving and gone', () => {
    const ann = new Customer().buysOn(core);
    const { watch, leaving, lapse } = ann.deadlines();
    ann.hears();
    expect(ann.waitsUntil(watch!).said()).toEqual(['core/steady → core/watch in lifetime 1: silence']);
    expect(ann.waitsUntil(leaving!).said()).toEqual(['core/watch → core/leaving in lifetime 1: silence', 'alert: leaving']);
    expect(ann.waitsUntil(lapse!).said()).toEqual([
      'core/leaving → core-defector/steady in lifetime 1: silence',
      'closed: leaving, escalated',
      'alert: gone',
    ]);
  });

  it('of gone cancels what is pending', () => {
    const ann = new Customer().buysOn(core);
    const { fading, lapse } = ann.deadlines();
    expect(fading).toBeGreaterThan(lapse!);
    ann.waitsUntil(lapse!);
    ann.hears();
    expect(ann.deadlines()).toEqual(noDeadlines);
    expect(ann.waitsUntil(fading!).said()).toEqual([]);
  });

  it('that changes the risk alone leaves the customer in the stage since the same time', () => {
    const ann = new Customer().buysOn(core);
    const { stageSince } = ann.state;
    expect(ann.waitsUntil(ann.deadlines().leaving!).state).toMatchObject({ risk: 'leaving', stageSince });
  });

  it('names deadline and date as its cause, at the start of the day', () => {
    const ann = new Customer().buysOn(core);
    const { leaving, lapse } = ann.deadlines();
    ann.hears();
    ann.waitsUntil(lapse!);
    const left = dateOf(leaving!);
    const gone = dateOf(lapse!);
    expect(ann.hears().slice(1)).toMatchObject([
      { recordId: `ann@leaving@${left}/transition`, causeId: `ann@leaving@${left}`, at: Date.parse(left) },
      { recordId: `ann@leaving@${left}/alert`, causeId: `ann@leaving@${left}`, at: Date.parse(left) },
      { recordId: `ann@gone@${gone}/transition`, at: Date.parse(gone) },
      { recordId: `ann@gone@${gone}/closed`, alertId: `ann@leaving@${left}/alert` },
      { recordId: `ann@gone@${gone}/alert`, at: Date.parse(gone) },
    ]);
    const ben = new Customer().buys(0);
    const { lapse: lapsed } = ben.deadlines();
    expect(ben.waitsUntil(lapsed!).hears().at(-1)).toMatchObject({ causeId: `ann@lapse@${dateOf(lapsed!)}` });
  });

  it('speaks of gone alone where gone and leaving fall on one instant', () => {
    const gone = { pAlive: 0.1, daysMin: 30, daysMax: 30 };
    const soon: LifecycleRules = { ...defaultRules, core: { ...defaultRules.core, gone } };
    const ann = new Customer({ rules: soon, calibration: hasty }).buysOn(core);
    expect(ann.deadlines()).toMatchObject({ leaving: 90, lapse: 90 });
    ann.hears();
    expect(ann.waitsUntil(200).said()).toEqual(['core/steady → core-defector/steady in lifetime 1: silence', 'alert: gone']);
  });

  it('speaks of leaving alone where leaving and watch fall on one instant', () => {
    const ann = new Customer({ calibration: hasty }).buysOn([0, 1, 2, 3]);
    ann.hears();
    expect(ann.waitsUntil(33).said()).toEqual(['core/steady → core/leaving in lifetime 1: silence', 'alert: leaving']);
    expect(ann.deadlines().watch).toBeNull();
  });

  it('raises the risk of a fading core customer to watch, without an alert', () => {
    const ann = new Customer({ calibration: patient }).buysOn([0, 10, 20, 300]);
    ann.hears();
    expect(ann.waitsUntil(364).said()).toEqual([]);
    expect(ann.waitsUntil(365).said()).toEqual(['core/steady → core/watch in lifetime 1: fading']);
  });

  it('never lowers a risk: who is leaving does not come back to watch by fading', () => {
    const late: LifecycleRules = {
      ...defaultRules,
      core: { ...defaultRules.core, gone: { pAlive: 1e-9, daysMin: 150, daysMax: 365 } },
    };
    const ann = new Customer({ rules: late }).buysOn([0, 10, 20, 60]);
    expect(ann.deadlines().fading).toBe(365);
    expect(ann.waitsUntil(364).standing).toBe('core/leaving');
    ann.hears();
    expect(ann.waitsUntil(365).said()).toEqual([]);
    expect(ann.standing).toBe('core/leaving');
    expect(ann.deadlines().fading).toBeNull();
  });

  it('of a customer who was core once leads to core-defector with an alert, from any stage', () => {
    const ann = new Customer().buysOn(core).buys(500).buys(700);
    expect(ann.standing).toBe('early-repeat/steady');
    const { lapse } = ann.deadlines();
    ann.hears();
    expect(ann.waitsUntil(lapse!).said()).toEqual([
      'early-repeat/steady → core-defector/steady in lifetime 2: silence',
      'alert: gone',
    ]);
  });

  it('says nothing while none of its deadlines is due', () => {
    const { state } = new Customer().buys(0);
    const lapseAt = utcCalendar.startOf(state.deadlines.lapse!);
    const step = applyDeadline(state, { source: 'purchases', dueAt: lapseAt - 86_400_000 }, anyContext);
    expect(step).toEqual({ state, outputs: [], wakes: [{ source: 'purchases', dueAt: lapseAt }] });
    expect(step.state).toBe(state);
  });
});
