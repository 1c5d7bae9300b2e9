import { describe, expect, it } from 'vitest';
import { pmgOf, scoreOf } from './value.ts';

describe('PMG', () => {
  it.each([
    [-100, 'small'],
    [4_999, 'small'],
    [5_000, 'medium'],
    [14_999, 'medium'],
    [15_000, 'large'],
  ] as const)('of %d is %s: an edge belongs to the larger', (monetaryMinor, size) => {
    expect(pmgOf(monetaryMinor, { medium: 5_000, large: 15_000 })).toBe(size);
  });
});

describe('a score', () => {
  it.each([
    [0, 1],
    [10, 1],
    [11, 2],
    [20, 2],
    [30, 3],
    [40, 4],
    [41, 5],
  ])('of %d among the edges 10, 20, 30, 40 is %d: ties go to the lower', (value, score) => {
    expect(scoreOf(value, [10, 20, 30, 40])).toBe(score);
  });

  it('skips what equal edges leave no room for', () => {
    expect(scoreOf(1, [1, 1, 1, 2])).toBe(1);
    expect(scoreOf(2, [1, 1, 1, 2])).toBe(4);
  });

  it('of recency is higher for who bought lately', () => {
    const edges = [-200, -100, -50, -20];
    expect(scoreOf(-5, edges)).toBe(5);
    expect(scoreOf(-300, edges)).toBe(1);
  });
});
