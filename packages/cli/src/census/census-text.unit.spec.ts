import type { Census } from '@ebb/domain';
import { expect, it } from 'vitest';
import { censusText } from './census-text.ts';

it('The census tells of each stage who is there, who came and went, how many were kept, and what they bring', () => {
  const census: Census = {
    stages: [
      { stage: 'first-time', customers: 1_500, revenueMinor: 3_000_000 },
      { stage: 'core', customers: 200, revenueMinor: 2_000_050 },
    ],
    flows: [
      { fromStage: 'none', toStage: 'first-time', count: 2_000 },
      { fromStage: 'first-time', toStage: 'core', count: 250 },
      { fromStage: 'first-time', toStage: 'inactive', count: 250 },
      { fromStage: 'core', toStage: 'core-defector', count: 50 },
    ],
  };
  expect(censusText(census, 'EUR', 2).split('\n')).toEqual([
    'stage       customers  entered  left  retention  attrition  revenue per customer',
    'first-time      1,500    2,000   500     87.5 %     12.5 %             20.00 EUR',
    'core              200      250    50     80.0 %     20.0 %            100.00 EUR',
  ]);
});

it('Of nobody there is nothing to tell', () => {
  expect(censusText({ stages: [], flows: [] }, 'EUR', 2)).toBe('Nobody is known yet.');
});
