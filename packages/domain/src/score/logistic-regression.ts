import { minimise } from '../fitting/minimise.ts';

/** Rows, and what came of each. */
export interface LabelledRows {
  /** Values of a row. */
  readonly width: number;
  /** One row after the other. */
  readonly values: Float64Array;
  /** Of each row: 1 where it came true, 0 where not. */
  readonly happened: Uint8Array;
}

export interface LinearPredictor {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/**
 * Ridge logistic regression: the log-odds that are linear in the row, of the greatest likelihood less ½ · ridge · Σ weight² (le Cessie & van
 * Houwelingen 1992, "Ridge estimators in logistic regression", Applied Statistics 41(1), 191-201). The intercept is not drawn towards 0.
 * The penalty makes the maximum unique, and finite also where a line parts all that happened from all that did not.
 *
 * @param rows at least one that happened and one that did not
 * @returns null where the search did not come to an end
 */
export function fitLogistic({ width, values, happened }: LabelledRows, ridge: number): LinearPredictor | null {
  const count = happened.length;
  const objective = (point: readonly number[]) => {
    const weights = Float64Array.from(point);
    const gradient = new Float64Array(width + 1);
    let loss = 0;
    for (let row = 0, from = 0; row < count; row += 1, from += width) {
      let logOdds = weights[0]!;
      for (let column = 0; column < width; column += 1) logOdds += weights[column + 1]! * values[from + column]!;
      const label = happened[row]!;
      // e to the power of minus the greater of the log-odds and their opposite: it can't overflow.
      const lesser = Math.exp(-Math.abs(logOdds));
      loss += Math.log1p(lesser) + Math.max(logOdds, 0) - label * logOdds;
      const error = (logOdds > 0 ? 1 : lesser) / (1 + lesser) - label;
      gradient[0]! += error;
      for (let column = 0; column < width; column += 1) gradient[column + 1]! += error * values[from + column]!;
    }
    for (let column = 1; column <= width; column += 1) {
      loss += (ridge / 2) * weights[column]! ** 2;
      gradient[column]! += ridge * weights[column]!;
    }
    return { value: loss / count, gradient: Array.from(gradient, (one) => one / count) };
  };
  const share = happened.reduce((sum, one) => sum + one, 0) / count;
  const start = [Math.log(share / (1 - share)), ...Array.from({ length: width }, () => 0)];
  const { point, ended } = minimise(objective, start, { gradientMax: 1e-6, iterationsMax: 300 });
  return ended === 'too-many-iterations' ? null : { intercept: point[0]!, weights: point.slice(1) };
}
