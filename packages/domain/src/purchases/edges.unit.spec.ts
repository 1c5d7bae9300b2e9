import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedValues, pmgEdges, quintileEdges } from './edges.ts';

const anyValues = fc.oneof(fc.array(fc.integer({ min: -20, max: 60 })), fc.array(fc.integer({ min: -1e6, max: 1e9 })));

describe('the edges between small, medium and large customers', () => {
  test('large customers lie wholly within the first half of all revenue, medium ones within the first 80 %', () => {
    expect(pmgEdges(countedValues([0, -5, 30, 20, 20, 10, 10, 10]))).toEqual({ large: 20, medium: 10 });
    expect(pmgEdges(countedValues([40, 30, 20, 10]))).toEqual({ large: 40, medium: 30 });
  });

  test('one customer who brings in more than half is large', () => {
    expect(pmgEdges(countedValues([90, 10]))).toEqual({ large: 90, medium: 90 });
  });

  test('without revenue they are 0', () => {
    expect(pmgEdges(countedValues([]))).toEqual({ large: 0, medium: 0 });
    expect(pmgEdges(countedValues([-3, 0]))).toEqual({ large: 0, medium: 0 });
  });

  test('are the same as when going from customer to customer', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const descending = values.filter((value) => value > 0).toSorted((one, other) => other - one);
        const total = descending.reduce((sum, value) => sum + value, 0);
        const leastWithin = (percent: number) => {
          let reached = 0;
          const within = descending.filter((value) => (reached += value) * 100 <= total * percent);
          return within.at(-1) ?? descending[0] ?? 0;
        };
        expect(pmgEdges(countedValues(values))).toEqual({ medium: leastWithin(80), large: leastWithin(50) });
      }),
    );
  });
});

describe('quintile edges', () => {
  test('a fifth of the customers lies at or below the first one', () => {
    expect(quintileEdges(countedValues([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]))).toEqual([2, 4, 6, 8]);
  });

  test('are the values of the customers at these ranks', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const ascending = values.toSorted((one, other) => one - other);
        const ranks = [1, 2, 3, 4].map((fifth) => Math.ceil((fifth * values.length) / 5));
        expect(quintileEdges(countedValues(values))).toEqual(ranks.map((rank) => ascending[rank - 1] ?? 0));
      }),
    );
  });

  test('of counts are those of the single values', () => {
    const counted = { values: Float64Array.of(1, 2, 7), counts: Float64Array.of(3, 1, 6) };
    expect(quintileEdges(counted)).toEqual(quintileEdges(countedValues([1, 1, 1, 2, 7, 7, 7, 7, 7, 7])));
    expect(quintileEdges(counted)).toEqual([1, 2, 7, 7]);
  });
});
