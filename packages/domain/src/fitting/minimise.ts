/** The value of a function at a point, and its gradient there. A value that is not finite is as good as the worst. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: readonly number[];
}

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly iterations: number;
  /** `converged`: no component of the gradient is above `gradientMax`. `stalled`: no way on, as at the edge of where the function is finite. */
  readonly ended: 'converged' | 'stalled' | 'too-many-iterations';
}

export interface MinimiseOptions {
  readonly gradientMax: number;
  readonly iterationsMax: number;
}

type Vector = readonly number[];
type Matrix = readonly Vector[];

/**
 * The minimum of a smooth function of a few variables by BFGS: Nocedal & Wright (2006), "Numerical Optimization", 2nd edition,
 * algorithm 6.1, with the first step's scaling of equation 6.20. What was learnt of the curvature is forgotten where it leads nowhere, and
 * steepest descent starts anew; where that leads nowhere either, the search has stalled.
 *
 * @param start a point where the function is finite
 */
export function minimise(
  objective: (point: Vector) => Evaluation,
  start: Vector,
  { gradientMax, iterationsMax }: MinimiseOptions,
): Minimum {
  let [point, here] = [start, objective(start)];
  let inverse: Matrix | null = null;
  for (let iterations = 0; ; iterations += 1) {
    const end = (ended: Minimum['ended']): Minimum => ({ point, value: here.value, iterations, ended });
    if (here.gradient.every((component) => Math.abs(component) <= gradientMax)) return end('converged');
    if (iterations === iterationsMax) return end('too-many-iterations');
    const direction = (inverse === null ? here.gradient : times(inverse, here.gradient)).map((component) => -component);
    const firstLength = inverse === null ? 1 / Math.sqrt(dot(direction, direction)) : 1;
    const next = descend(objective, point, here, direction, Math.min(firstLength, 1));
    const wasSteepest = inverse === null;
    if (next !== null) {
      inverse = learnt(inverse, minus(next.point, point), minus(next.evaluation.gradient, here.gradient));
      [point, here] = [next.point, next.evaluation];
    }
    if (next?.isWolfe === true) continue;
    if (wasSteepest) return end('stalled');
    inverse = null;
  }
}

/** Sufficient decrease and curvature: the usual constants (Nocedal & Wright 2006, section 3.1). */
const decreaseMin = 1e-4;
const curvatureMax = 0.9;
const trialsMax = 40;

interface Step {
  readonly point: Vector;
  readonly evaluation: Evaluation;
  /** Whether it satisfies both conditions. */
  readonly isWolfe: boolean;
}

/**
 * A point along the direction that satisfies the weak Wolfe conditions, found by doubling and halving: Lewis & Overton
 * (2013), "Nonsmooth optimization via quasi-Newton methods", Mathematical Programming 141, algorithm 2.6. Where no trial is both
 * far enough and not too far, as at the edge of where the function is finite, the farthest that is not too far.
 *
 * @returns null where all are too far
 */
function descend(
  objective: (point: Vector) => Evaluation,
  from: Vector,
  here: Evaluation,
  direction: Vector,
  firstLength: number,
): Step | null {
  const slope = dot(here.gradient, direction);
  // Rounding may turn a direction of descent around.
  if (Number.isNaN(slope) || slope >= 0) return null;
  let [tooShort, tooLong, length] = [0, Number.POSITIVE_INFINITY, firstLength];
  let farthest: Step | null = null;
  for (let trial = 0; trial < trialsMax; trial += 1) {
    const point = from.map((value, index) => value + length * direction[index]!);
    const evaluation = objective(point);
    const decreases = evaluation.value <= here.value + decreaseMin * length * slope;
    if (decreases && dot(evaluation.gradient, direction) >= curvatureMax * slope) return { point, evaluation, isWolfe: true };
    if (decreases) [tooShort, farthest] = [length, { point, evaluation, isWolfe: false }];
    else tooLong = length;
    length = tooLong === Number.POSITIVE_INFINITY ? 2 * tooShort : (tooShort + tooLong) / 2;
  }
  return farthest;
}

/** The inverse of the Hessian by equation 6.17; null where the step does not show positive curvature. */
function learnt(inverse: Matrix | null, step: Vector, change: Vector): Matrix | null {
  const curvature = dot(step, change);
  return curvature > 0 ? updated(inverse ?? scaledIdentity(step, change), step, change) : null;
}

function scaledIdentity(step: Vector, change: Vector): Matrix {
  const scale = dot(step, change) / dot(change, change);
  return step.map((_, row) => step.map((__, column) => (row === column ? scale : 0)));
}

function updated(inverse: Matrix, step: Vector, change: Vector): Matrix {
  const curvature = dot(step, change);
  const product = times(inverse, change);
  const weight = (1 + dot(change, product) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map((value, j) => value + weight * step[i]! * step[j]! - (product[i]! * step[j]! + step[i]! * product[j]!) / curvature),
  );
}

const dot = (one: Vector, other: Vector): number => one.reduce((sum, value, index) => sum + value * other[index]!, 0);
const minus = (one: Vector, other: Vector): Vector => one.map((value, index) => value - other[index]!);
const times = (matrix: Matrix, vector: Vector): Vector => matrix.map((row) => dot(row, vector));
