import { describe, expect, it } from 'vitest';
import { fitLogistic } from './logistic-regression.ts';

/** So many of each row, of whom a share came true. */
function repeated(cells: readonly (readonly [value: number, share: number])[], times: number) {
  const values = cells.flatMap(([value]) => Array.from({ length: times }, () => value));
  const happened = cells.flatMap(([, share]) => Array.from({ length: times }, (_, index) => Number(index < share * times)));
  return { width: 1, values: Float64Array.from(values), happened: Uint8Array.from(happened) };
}

describe('logistic regression', () => {
  it('finds the log-odds that two groups have', () => {
    const fitted = fitLogistic(
      repeated(
        [
          [0, 0.2],
          [1, 0.6],
        ],
        1_000,
      ),
      0,
    )!;
    expect(fitted.intercept).toBeCloseTo(Math.log(0.2 / 0.8), 3);
    expect(fitted.weights[0]).toBeCloseTo(Math.log(0.6 / 0.4) - Math.log(0.2 / 0.8), 3);
  });

  it('is drawn towards no difference by the penalty, the less the more there are', () => {
    const slope = (times: number) =>
      fitLogistic(
        repeated(
          [
            [0, 0.2],
            [1, 0.6],
          ],
          times,
        ),
        10,
      )!.weights[0]!;
    expect(slope(10)).toBeLessThan(slope(100));
    expect(slope(100)).toBeLessThan(slope(10_000));
  });

  it('stays finite where a line parts all that came true from all that did not', () => {
    const fitted = fitLogistic(
      repeated(
        [
          [-1, 0],
          [1, 1],
        ],
        50,
      ),
      1,
    )!;
    expect(fitted.weights[0]).toBeGreaterThan(1);
    expect(fitted.weights[0]).toBeLessThan(20);
  });
});
