import { describe, expect, test } from 'vitest';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { LifecycleTransition } from '../lifecycle/outputs.ts';
import { initialState } from '../lifecycle/state.ts';
import { addPurchase, addRefund, emptyHistory } from '../purchases/history.ts';
import { type Census, censusFlow, censusStanding, stageFigures, sumOfCensuses } from './census.ts';

const census: Census = {
  stages: [
    { stage: 'core', customers: 3, revenueMinor: 60_000 },
    { stage: 'core-defector', customers: 1, revenueMinor: 10_000 },
    { stage: 'returned', customers: 1, revenueMinor: 4_000 },
  ],
  flows: [
    { fromStage: 'first-time', toStage: 'early-repeat', count: 5 },
    { fromStage: 'early-repeat', toStage: 'core', count: 5 },
    { fromStage: 'core', toStage: 'core-defector', count: 2 },
    { fromStage: 'core-defector', toStage: 'returned', count: 1 },
  ],
};

describe('the census', () => {
  test('counts a customer at the stage, with the revenue of the window as of the last purchase', () => {
    const bought = addRefund(addPurchase(emptyHistory, 100, 5_000, 365, []), 100, 1_000);
    const state = { ...initialState, stage: 'core', purchases: addPurchase(bought, 400, 2_000, 365, []) } as const;
    expect(censusStanding(state, defaultRules)).toEqual({ group: 'core', amount: 6_000 });
    const later = { ...state, purchases: addPurchase(state.purchases, 600, 100, 365, []) };
    expect(censusStanding(later, defaultRules)).toEqual({ group: 'core', amount: 2_100 });
  });

  test('counts a prospect without revenue, and does not count who is nobody yet', () => {
    expect(censusStanding({ ...initialState, stage: 'prospect' }, defaultRules)).toEqual({ group: 'prospect', amount: 0 });
    expect(censusStanding(initialState, defaultRules)).toBeNull();
  });

  test('a change of the stage flows; a change of the risk alone does not', () => {
    const transition = { type: 'LifecycleTransition', fromStage: 'core', toStage: 'core-defector' } as LifecycleTransition;
    expect(censusFlow(transition)).toBe('core>core-defector');
    expect(censusFlow({ ...transition, toStage: 'core' })).toBe('');
  });

  test('tells revenue per customer, in- and outflow, retention and attrition of each stage', () => {
    const [, , core, defector, returned] = stageFigures(census);
    expect(core).toEqual({
      stage: 'core',
      customers: 3,
      revenueMinor: 60_000,
      arpuMinor: 20_000,
      entered: 5,
      left: 2,
      attrition: 0.4,
      retention: 0.6,
    });
    expect(defector).toMatchObject({ stage: 'core-defector', customers: 1, entered: 2, left: 1, attrition: 0 });
    expect(returned).toMatchObject({ stage: 'returned', customers: 1, arpuMinor: 4_000, entered: 1, retention: 1 });
    expect(stageFigures(census).find(({ stage }) => stage === 'early-repeat')).toMatchObject({ customers: 0, arpuMinor: null });
  });

  test('of a period takes attrition of all who were there in it, also of those who had come before', () => {
    const stages = [{ stage: 'core', customers: 6, revenueMinor: 60_000 }] as const;
    const flows = [
      { fromStage: 'early-repeat', toStage: 'core', count: 1 },
      { fromStage: 'core', toStage: 'core-defector', count: 2 },
      { fromStage: 'returned', toStage: 'inactive', count: 1 },
    ] as const;
    const [core, returned] = stageFigures({ stages, flows }).filter(({ stage }) => stage === 'core' || stage === 'returned');
    expect(core).toMatchObject({ entered: 1, left: 2, attrition: 0.25, retention: 0.75 });
    expect(returned).toMatchObject({ customers: 0, entered: 0, left: 1, attrition: 1, retention: 0 });
  });

  test('of several partitions is the sum of theirs', () => {
    const twice = sumOfCensuses([census, census]);
    expect(twice.stages).toContainEqual({ stage: 'core', customers: 6, revenueMinor: 120_000 });
    expect(twice.flows).toContainEqual({ fromStage: 'core', toStage: 'core-defector', count: 4 });
  });
});
