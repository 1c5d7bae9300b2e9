import { expect, test } from 'vitest';
import { spreadOf } from './spread.ts';

test('the spread of runs is their least, middle and greatest', () => {
  expect(spreadOf([7])).toEqual({ min: 7, median: 7, max: 7 });
  expect(spreadOf([30, 100, 9])).toEqual({ min: 9, median: 30, max: 100 });
  expect(spreadOf([4, 1, 2, 100])).toEqual({ min: 1, median: 3, max: 100 });
});
