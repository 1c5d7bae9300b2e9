import { describe, expect, it } from 'vitest';
import { calibrationCurve } from './calibration-curve.ts';
import { atCapacity } from './capacity.ts';
import { leadsOf } from './leads.ts';
import { rocOf } from './roc.ts';
import { bestThreshold } from './threshold.ts';

const scores = (...values: number[]): Float64Array => Float64Array.from(values);
const flags = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the customers whom a call-centre can call', () => {
  it('are the least likely to buy', () => {
    expect(atCapacity(scores(4, 3, 2, 1), flags(1, 1, 0, 0), 0.5)).toEqual({ called: 2, precision: 1, recall: 1 });
    expect(atCapacity(scores(1, 2, 3, 4), flags(1, 1, 0, 0), 0.5)).toEqual({ called: 2, precision: 0, recall: 0 });
  });

  it('are any of those with the same score: what is to be expected then', () => {
    expect(atCapacity(scores(0, 0, 0, 0), flags(1, 0, 0, 0), 0.5)).toEqual({ called: 2, precision: 0.75, recall: 0.5 });
  });

  it('are one at least, and none of nobody; of those who did not buy no share is found where all did', () => {
    expect(atCapacity(scores(1, 2), flags(0, 1), 0.05)?.called).toBe(1);
    expect(atCapacity(scores(), flags(), 0.05)).toBeNull();
    expect(atCapacity(scores(1, 2), flags(1, 1), 0.5)?.recall).toBeNull();
  });
});

describe('the best threshold', () => {
  it('parts buyers from others best, be they few or many', () => {
    expect(bestThreshold(scores(1, 2, 3, 4, 5), flags(0, 0, 0, 0, 1))).toBe(5);
    expect(bestThreshold(scores(1, 2, 3, 4, 5), flags(0, 1, 1, 1, 1))).toBe(2);
  });

  it('cannot be told where all have bought, or nobody', () => {
    expect(bestThreshold(scores(1, 2), flags(1, 1))).toBeNull();
    expect(bestThreshold(scores(), flags())).toBeNull();
  });
});

describe('the lead of one method over another', () => {
  const customers = 400;
  const bought = Uint8Array.from({ length: customers }, (_, index) => index % 2);
  const telling = Float64Array.from(bought, (one, index) => one + ((index * 7_919) % customers) / customers);
  const silent = new Float64Array(customers);

  it('is told with an interval, and none of itself', () => {
    const [itself, other] = leadsOf([telling, silent], bought, 0.05)!;
    expect(itself).toEqual({
      auc: { difference: 0, low: 0, high: 0 },
      precision: { difference: 0, low: 0, high: 0 },
    });
    expect(other!.auc).toMatchObject({ difference: 0.5, low: 0.5, high: 0.5 });
    expect(other!.precision.low).toBeGreaterThan(0.4);
  });

  it('is the same at each run', () => {
    const noisy = Float64Array.from(telling, (score, index) => score * ((index * 31) % 17));
    expect(leadsOf([noisy, silent], bought, 0.05)).toEqual(leadsOf([noisy, silent], bought, 0.05));
  });

  it('cannot be told where all have bought, or nobody', () => {
    expect(leadsOf([silent], flags(...bought.map(() => 1)), 0.05)).toBeNull();
    expect(leadsOf([scores()], flags(), 0.05)).toBeNull();
  });
});

describe('the curves', () => {
  it('of chances put customers of the same chance into one group', () => {
    const curve = calibrationCurve(
      scores(...Array.from({ length: 20 }, (_, index) => (index < 10 ? 0.1 : 0.5))),
      flags(...Array.from({ length: 20 }, (_, index) => Number(index >= 15))),
    );
    expect(curve).toEqual([
      { customers: 10, predicted: expect.closeTo(0.1, 12) as number, observed: 0 },
      { customers: 10, predicted: 0.5, observed: 0.5 },
    ]);
    expect(calibrationCurve(scores(), flags())).toEqual([]);
  });

  it('of rankings go from nobody to everybody', () => {
    expect(rocOf(scores(1, 2), flags(0, 1))).toEqual([
      { falsePositives: 0, truePositives: 0 },
      { falsePositives: 0, truePositives: 1 },
      { falsePositives: 1, truePositives: 1 },
    ]);
    expect(rocOf(scores(1), flags(1))).toEqual([]);
  });
});
