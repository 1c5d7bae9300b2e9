import { minimise } from '../fitting/minimise.ts';

/** Rows of equal length, and what came of each. */
export interface LabelledRows {
  readonly rows: readonly Float64Array[];
  /** 1 where it came true, 0 where not. */
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
export function fitLogistic({ rows, happened }: LabelledRows, ridge: number): LinearPredictor | null {
  const width = rows[0]!.length;
  const count = rows.length;
  const objective = (point: readonly number[]) => {
    const gradient = new Float64Array(width + 1);
    let loss = 0;
    for (const [index, row] of rows.entries()) {
      const logOdds = linear(row, point);
      const label = happened[index]!;
      loss += Math.log1p(Math.exp(-Math.abs(logOdds))) + Math.max(logOdds, 0) - label * logOdds;
      const error = 1 / (1 + Math.exp(-logOdds)) - label;
      gradient[0]! += error;
      for (let column = 0; column < width; column += 1) gradient[column + 1]! += error * row[column]!;
    }
    for (let column = 1; column <= width; column += 1) {
      loss += (ridge / 2) * point[column]! ** 2;
      gradient[column]! += ridge * point[column]!;
    }
    return { value: loss / count, gradient: Array.from(gradient, (one) => one / count) };
  };
  const share = happened.reduce((sum, one) => sum + one, 0) / count;
  const start = [Math.log(share / (1 - share)), ...Array.from({ length: width }, () => 0)];
  const { point, ended } = minimise(objective, start, { gradientMax: 1e-7, iterationsMax: 300 });
  return ended === 'too-many-iterations' ? null : { intercept: point[0]!, weights: point.slice(1) };
}

function linear(row: Float64Array, point: readonly number[]): number {
  let sum = point[0]!;
  for (let column = 0; column < row.length; column += 1) sum += point[column + 1]! * row[column]!;
  return sum;
}
