import { describe, expect, it } from 'vitest';
import type { Calibration } from './parameters.ts';
import { Customer, calibration } from './spec-support.ts';
import { noDeadlines } from './state.ts';

/** Day 5 of a story, 1997-01-06, and every seventh day after it. */
const isMonday = (day: number | null): boolean => day !== null && day % 7 === 5;

/** Would be core, if anybody knew what a medium customer is. */
const often = [0, 20, 40, 60];

const learner = (days: readonly number[]): Customer => new Customer({ calibration: null }).buysOn(days);

/** The same people, who take twice as long between two purchases. */
const slower: Calibration = {
  ...calibration,
  version: 8,
  rhythm: { ...calibration.rhythm, alpha: 2 * calibration.rhythm.alpha },
};

describe('before the first calibration', () => {
  it('nobody is core, no silence speaks, and it is asked each Monday whether it can', () => {
    const ann = learner([...often, 80]);
    expect(ann.standing).toBe('early-repeat/steady');
    expect(ann.deadlines()).toEqual({ ...noDeadlines, learning: 82 });
    ann.hears();
    expect(ann.waitsUntil(1_000).said()).toEqual([]);
    expect(isMonday(ann.deadlines().learning)).toBe(true);
    expect(ann.state.calibrationVersion).toBe(0);
  });

  it('a purchase on a Monday is looked at on the next', () => {
    expect(learner([5]).deadlines().learning).toBe(12);
  });

  it('of contractual customers nothing is asked', () => {
    const ann = learner([0]).tells(1, 'relationship', { relationship: 'contractual' });
    expect(ann.deadlines()).toEqual(noDeadlines);
  });
});

describe('on the first Monday of the first calibration', () => {
  it('the test for core that was owed since the last purchase is made up for, and silence can speak', () => {
    const ann = learner(often).waitsUntil(63);
    ann.hears();
    expect(ann.isJudgedBy(calibration).waitsUntil(68).said()).toEqual([
      'early-repeat/steady → core/steady in lifetime 1: core-test',
    ]);
    const known = new Customer().buysOn(often);
    expect(ann.deadlines()).toEqual(known.deadlines());
    expect(ann.state.calibrationVersion).toBe(7);
  });

  it('what is due already speaks at once, the strongest alone', () => {
    const { lapse } = new Customer().buysOn(often).deadlines();
    const ann = learner(often).waitsUntil(lapse!);
    ann.hears();
    const said = ann
      .isJudgedBy(calibration)
      .waitsUntil(lapse! + 7)
      .said();
    expect(said).toEqual([
      'early-repeat/steady → core/steady in lifetime 1: core-test',
      'core/steady → core-defector/steady in lifetime 1: silence',
      'alert: gone',
    ]);
  });

  it('a lapse that was due 90 days ago or more is told, but alerts nobody', () => {
    const { lapse } = new Customer().buysOn(often).deadlines();
    const saidOn = (daysLate: number) => {
      const ann = learner(often).waitsUntil(lapse! + daysLate - 7);
      ann.hears();
      return ann
        .isJudgedBy(calibration)
        .waitsUntil(lapse! + daysLate)
        .said()
        .at(-1);
    };
    // The Monday on which it is judged lies in the week before.
    expect(saidOn(89)).toBe('alert: gone');
    expect(saidOn(97)).toBe('core/steady → core-defector/steady in lifetime 1: silence');
  });

  it('who came back with the last purchase stays so until the next', () => {
    const ann = learner([0]).tells(10, 'lost').buys(20).waitsUntil(25);
    expect(ann.isJudgedBy(calibration).waitsUntil(40).standing).toBe('returned/steady');
    expect(ann.state.calibrationVersion).toBe(7);
  });
});

describe('a new calibration', () => {
  it('holds from the next purchase on: what was solved before stays, and is told by its own version', () => {
    const [ann, ben] = [new Customer().buysOn(often), new Customer().buysOn(often)];
    const { leaving } = ann.deadlines();
    ann.isJudgedBy(slower).waitsUntil(leaving!);
    ben.waitsUntil(leaving!);
    expect(ann.deadlines()).toEqual(ben.deadlines());
    const [alert] = ann.alerts();
    expect(alert).toEqual(ben.alerts()[0]);
    expect(alert?.calibrationVersion).toBe(7);
  });

  it('solves the deadlines of purchases after it', () => {
    const ann = new Customer().buysOn(often).isJudgedBy(slower).buys(80);
    const ben = new Customer({ calibration: slower }).buysOn([...often, 80]);
    expect(ann.deadlines()).toEqual(ben.deadlines());
    expect(ann.state.calibrationVersion).toBe(8);
  });

  it('takes the place of one that is not known any more', () => {
    const ann = new Customer().buysOn(often);
    const { leaving } = ann.deadlines();
    ann.isJudgedBy(null).isJudgedBy({ ...slower, version: 9 });
    const forgetful = new Customer({ calibration: { ...slower, version: 9 } }).buysOn(often);
    expect(forgetful.deadlines().leaving).toBeGreaterThan(leaving!);
    ann.waitsUntil(leaving!);
    expect(ann.standing).toBe('core/leaving');
  });

  it('may know by own data that core customers come back after longer silence', () => {
    const core = new Customer({ calibration: { ...calibration, goneDaysMin: 300 } }).buysOn(often).deadlines();
    expect(core.lapse).toBe(60 + 300);
    const newcomer = new Customer({ calibration: { ...calibration, goneDaysMin: 300 } }).buys(0).deadlines();
    expect(newcomer.lapse).toBe(new Customer().buys(0).deadlines().lapse);
  });

  it('never waits longer than the rules allow', () => {
    const core = new Customer({ calibration: { ...calibration, goneDaysMin: 500 } }).buysOn(often).deadlines();
    expect(core.lapse).toBe(60 + 365);
  });
});
