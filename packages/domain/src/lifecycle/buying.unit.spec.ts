import { describe, expect, it } from 'vitest';
import { listOf } from '../purchases/day-buckets.ts';
import { Customer, calibration } from './spec-support.ts';

describe('a purchase', () => {
  it('makes a first-time customer of somebody unknown, in the first lifetime', () => {
    const ann = new Customer().buys(0);
    expect(ann.said()).toEqual(['none/steady → first-time/steady in lifetime 1: first-purchase']);
    expect(ann.state.lifetime).toBe(1);
  });

  it('at price 0 makes a first-time customer too', () => {
    expect(new Customer().buys(0, 0).standing).toBe('first-time/steady');
  });

  it('again on the first day says nothing new', () => {
    const ann = new Customer().buys(0);
    ann.hears();
    expect(ann.buys(0).said()).toEqual([]);
  });

  it('on a second day makes an early repeat customer', () => {
    const ann = new Customer().buys(0).buys(10);
    expect(ann.said().slice(1)).toEqual(['first-time/steady → early-repeat/steady in lifetime 1: repeat-purchase']);
  });

  it('on a second day, after the first was refunded away, leaves a first-time customer', () => {
    const ann = new Customer().buys(0, 1_000).gets({ on: 5, ofMinor: 1_000, forPurchaseOn: 0 }).buys(10);
    expect(ann.standing).toBe('first-time/steady');
  });

  it('on a fourth day, with medium revenue, makes a core customer', () => {
    const ann = new Customer().buysOn([0, 20, 40]);
    ann.hears();
    expect(ann.buys(60).said()).toEqual(['early-repeat/steady → core/steady in lifetime 1: core-test']);
    expect(ann.state.everCore).toBe(true);
  });

  it('leads to core exactly at the medium edge, not a cent below', () => {
    expect(new Customer().buysOn([0, 20, 40, 60], 1_250).standing).toBe('core/steady');
    expect(new Customer().buysOn([0, 20, 40], 1_250).buys(60, 1_249).standing).toBe('early-repeat/steady');
  });

  it('of the same day can be the one that lifts revenue to the medium edge', () => {
    const ann = new Customer().buysOn([0, 20, 40, 60], 1_000);
    expect(ann.standing).toBe('early-repeat/steady');
    ann.hears();
    expect(ann.buys(60, 1_000).said()).toEqual(['early-repeat/steady → core/steady in lifetime 1: core-test']);
  });

  it('counts only the last 365 days for core: the day 365 days ago is out, the one 364 days ago is in', () => {
    const often = { ...calibration, rhythm: { ...calibration.rhythm, alpha: 1_000 } };
    expect(new Customer({ calibration: often }).buysOn([0, 150, 300, 365]).standing).toBe('early-repeat/steady');
    expect(new Customer({ calibration: often }).buysOn([0, 150, 300, 364]).standing).toBe('core/steady');
  });

  it('keeps a core customer core, however little is bought: core is sticky', () => {
    const ann = new Customer().buysOn([0, 20, 40, 60]).gets({ on: 61, ofMinor: 7_000 }).buys(70, 0);
    expect(ann.standing).toBe('core/steady');
  });

  it('ends the watch of a core customer', () => {
    const ann = new Customer().buysOn([0, 20, 40, 60]);
    ann.waitsUntil(ann.deadlines().watch!);
    ann.hears();
    expect(ann.buys(ann.deadlines().leaving! - 1).said()).toEqual(['core/watch → core/steady in lifetime 1: purchase']);
  });

  it('of a core customer with fewer than 4 days left in the window is a reason to watch', () => {
    const rhythm = { ...calibration.rhythm, alpha: 1_000 };
    const ann = new Customer({ calibration: { ...calibration, rhythm } }).buysOn([0, 1, 2, 100]);
    ann.hears();
    expect(ann.buys(368).said()).toEqual([
      'core/steady → core/watch in lifetime 1: fading', // the deadline of the day on which the first day leaves the window
    ]);
    expect(ann.buys(370).said()).toEqual([]);
    expect(ann.buys(371).said()).toEqual(['core/watch → core/steady in lifetime 1: purchase']);
  });

  it('closes the open alert of a core customer who seemed to be leaving', () => {
    const ann = new Customer().buysOn([0, 20, 40, 60]);
    const { leaving } = ann.deadlines();
    ann.waitsUntil(leaving!);
    ann.hears();
    expect(ann.buys(leaving! + 1).said()).toEqual([
      'core/leaving → core/steady in lifetime 1: purchase',
      'closed: leaving, purchased',
    ]);
    expect(ann.state.openAlert).toBeNull();
  });

  it('is on record with its cause, and with what it changed', () => {
    const ann = new Customer().buys(0);
    expect(ann.hears()).toEqual([
      {
        type: 'LifecycleTransition',
        recordId: 'fact-1/transition',
        customerId: 'ann',
        at: Date.parse('1997-01-01T12:00:00Z'),
        causeId: 'fact-1',
        fromStage: 'none',
        toStage: 'first-time',
        fromRisk: 'steady',
        toRisk: 'steady',
        advocacy: 'none',
        lifetime: 1,
        reason: 'first-purchase',
        wonBack: false,
      },
    ]);
  });
});

describe('a refund', () => {
  it('is never activity: stage, risk, deadlines and records stay as they are', () => {
    const ann = new Customer().buysOn([0, 20, 40, 60]);
    const before = ann.deadlines();
    ann.hears();
    ann.gets({ on: 61, ofMinor: 8_000 }).gets({ on: 62, ofMinor: 2_000, forPurchaseOn: 60 });
    expect(ann.said()).toEqual([]);
    expect(ann.standing).toBe('core/steady');
    expect(ann.deadlines()).toEqual(before);
  });

  it('before any purchase does not make a customer', () => {
    const ann = new Customer().gets({ on: 0, ofMinor: 500 });
    expect(ann.standing).toBe('none/steady');
    expect(ann.buys(10).state.lifetimeRevenueMinor).toBe(2_000);
  });

  it('takes away a day it brings to 0, so that core has to be earned again', () => {
    const ann = new Customer().buysOn([0, 20, 40]).gets({ on: 41, ofMinor: 2_000, forPurchaseOn: 20 });
    expect(ann.buys(60).standing).toBe('early-repeat/steady');
    expect(ann.buys(70).standing).toBe('core/steady');
  });

  it('leaves a day that still brought something', () => {
    const ann = new Customer().buysOn([0, 20, 40]).gets({ on: 41, ofMinor: 1_999, forPurchaseOn: 20 });
    expect(ann.buys(60).standing).toBe('core/steady');
  });

  it('does not take away a day bought at price 0', () => {
    const ann = new Customer().buys(0, 0).gets({ on: 0, ofMinor: 100 });
    expect(ann.buys(10).standing).toBe('early-repeat/steady');
  });

  it('that names no purchase lowers revenue on its own day', () => {
    const ann = new Customer().buysOn([0, 20, 40]).gets({ on: 41, ofMinor: 3_001 });
    expect(ann.buys(60).standing).toBe('early-repeat/steady');
  });

  it('of a day that has left the window changes nothing any more', () => {
    const ann = new Customer().buys(0);
    const inTime = new Customer().buys(0).gets({ on: 364, ofMinor: 2_000, forPurchaseOn: 0 });
    const tooLate = new Customer().buys(0).gets({ on: 365, ofMinor: 2_000, forPurchaseOn: 0 });
    expect(tooLate.state.purchases).toEqual(ann.state.purchases);
    expect(inTime.state.purchases).not.toEqual(ann.state.purchases);
  });

  it('is kept no longer than a window holds it, however many come after the last purchase', () => {
    const ann = new Customer().buysOn([0, 5]);
    for (let day = 6; day < 800; day += 1) ann.gets({ on: day, ofMinor: 1 });
    expect(listOf(ann.state.purchases.buckets)).toHaveLength(2 + 365);
    const ben = new Customer();
    for (let day = 0; day < 800; day += 1) ben.gets({ on: day, ofMinor: 1 });
    expect(listOf(ben.state.purchases.buckets)).toHaveLength(365);
  });

  it('lowers the revenue of the present lifetime', () => {
    const ann = new Customer().buysOn([0, 20]).gets({ on: 30, ofMinor: 500, forPurchaseOn: 0 });
    expect(ann.state.lifetimeRevenueMinor).toBe(3_500);
  });
});

describe('a fact of another source', () => {
  it('leaves what purchases say as it is', () => {
    const ann = new Customer().buysOn([0, 20]);
    const before = ann.state;
    ann.hears();
    ann.contacts(21, 'opened', { caseKind: 'question' }).tells(21, 'other').engages(21, 'other');
    expect(ann.said()).toEqual([]);
    const { stage, risk, purchases, deadlines, lifetimeRevenueMinor } = before;
    expect(ann.state).toMatchObject({ stage, risk, purchases, deadlines, lifetimeRevenueMinor });
  });
});
