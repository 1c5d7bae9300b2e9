import { describe, expect, it } from 'vitest';
import { Customer, calibration } from './spec-support.ts';

const core = [0, 20, 40, 60];

/** Somebody of whom silence has just said that they are gone, and the day it said so. */
function gone(days: readonly number[], inForce = calibration): { ann: Customer; wentOn: number } {
  const ann = new Customer({ calibration: inForce }).buysOn(days);
  const wentOn = ann.deadlines().lapse!;
  ann.waitsUntil(wentOn);
  ann.hears();
  return { ann, wentOn };
}

describe('a purchase within 30 days after going', () => {
  it('on day 30 is a false alarm: the former stage and lifetime come back, then the purchase is judged', () => {
    const { ann, wentOn } = gone([0]);
    expect(ann.buys(wentOn + 30).said()).toEqual([
      'inactive/steady → first-time/steady in lifetime 1: false-alarm',
      'first-time/steady → early-repeat/steady in lifetime 1: repeat-purchase',
    ]);
  });

  it('on the day of going already is a false alarm', () => {
    const { ann, wentOn } = gone([0]);
    expect(ann.buys(wentOn).standing).toBe('early-repeat/steady');
  });

  it('closes the alert of a core customer, who is core again', () => {
    const { ann, wentOn } = gone(core);
    expect(ann.buys(wentOn + 1).said()).toEqual([
      'core-defector/steady → core/steady in lifetime 1: false-alarm',
      'closed: gone, false-alarm',
    ]);
    expect(ann.state).toMatchObject({ stageBefore: null, openAlert: null, lifetime: 1 });
  });

  it('numbers the second transition of one cause', () => {
    const { ann, wentOn } = gone([0]);
    expect(
      ann
        .buys(wentOn + 1)
        .hears()
        .map(({ recordId }) => recordId),
    ).toEqual(['fact-2/transition', 'fact-2/transition-2']);
  });

  it('finds a core customer fading where too few days are left in the window', () => {
    const patient = { ...calibration, rhythm: { ...calibration.rhythm, alpha: 100_000 } };
    const { ann, wentOn } = gone([0, 1, 2, 100], patient);
    expect(wentOn).toBe(100 + 365);
    expect(ann.buys(wentOn).said()).toEqual([
      'core-defector/steady → core/steady in lifetime 1: false-alarm',
      'closed: gone, false-alarm',
      'core/steady → core/watch in lifetime 1: fading',
    ]);
  });

  it('can be the one that makes core', () => {
    const { ann, wentOn } = gone([0, 5, 10]);
    expect(ann.buys(wentOn + 1).said()).toEqual([
      'inactive/steady → early-repeat/steady in lifetime 1: false-alarm',
      'early-repeat/steady → core/steady in lifetime 1: core-test',
    ]);
  });

  it('of somebody who had returned is a purchase after the day of return', () => {
    const { ann, wentOn } = gone([0, 400]);
    expect(ann.buys(wentOn + 1).said()).toEqual([
      'inactive/steady → returned/steady in lifetime 2: false-alarm',
      'returned/steady → early-repeat/steady in lifetime 2: repeat-purchase',
    ]);
  });

  it('goes on with the revenue of the lifetime', () => {
    const { ann, wentOn } = gone([0, 5]);
    expect(ann.buys(wentOn + 1).state.lifetimeRevenueMinor).toBe(6_000);
  });
});

describe('a purchase later than 30 days after going', () => {
  it('on day 31 is a return, in a new lifetime', () => {
    const { ann, wentOn } = gone([0]);
    expect(ann.buys(wentOn + 31).said()).toEqual(['inactive/steady → returned/steady in lifetime 2: return']);
  });

  it('closes the open alert', () => {
    const { ann, wentOn } = gone(core);
    expect(ann.buys(wentOn + 31).said()).toEqual([
      'core-defector/steady → returned/steady in lifetime 2: return',
      'closed: gone, returned',
    ]);
    expect(ann.state.everCore).toBe(true);
  });

  it('begins the revenue of the lifetime anew', () => {
    const { ann, wentOn } = gone(core);
    expect(ann.buys(wentOn + 31, 700).state.lifetimeRevenueMinor).toBe(700);
  });

  it('counts lifetimes on with every return', () => {
    expect(new Customer().buysOn([0, 400, 800, 1_200]).state.lifetime).toBe(4);
  });

  it('keeps the rhythm of the whole history', () => {
    const ann = new Customer().buysOn([0, 400]);
    const ben = new Customer().buysOn([400]);
    expect(ann.deadlines().lapse).not.toBe(ben.deadlines().lapse);
  });
});

describe('somebody who returned', () => {
  it('stays so on the day of return', () => {
    const ann = new Customer().buysOn([0, 400]);
    ann.hears();
    expect(ann.buys(400).said()).toEqual([]);
    expect(ann.standing).toBe('returned/steady');
  });

  it('is an early repeat customer by the next purchase day', () => {
    const ann = new Customer().buysOn([0, 400]);
    ann.hears();
    expect(ann.buys(401).said()).toEqual(['returned/steady → early-repeat/steady in lifetime 2: repeat-purchase']);
  });

  it('is an early repeat customer also where every other day was refunded away', () => {
    const ann = new Customer().buys(0).gets({ on: 5, ofMinor: 2_000, forPurchaseOn: 0 });
    ann.buys(400).gets({ on: 405, ofMinor: 2_000, forPurchaseOn: 400 });
    expect(ann.buys(410).standing).toBe('early-repeat/steady');
  });

  it("is core by the next purchase day where core's test holds", () => {
    const hasty = { ...calibration, rhythm: { ...calibration.rhythm, alpha: 0.001 } };
    const ann = new Customer({ calibration: hasty }).buysOn([0, 5, 10, 140]);
    expect(ann.standing).toBe('returned/steady');
    ann.hears();
    expect(ann.buys(150).said()).toEqual(['returned/steady → core/steady in lifetime 2: core-test']);
  });
});
