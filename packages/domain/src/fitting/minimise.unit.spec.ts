import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evaluation, minimise } from './minimise.ts';

const options = { gradientMax: 1e-8, iterationsMax: 200 };

/** A banana-shaped valley with its lowest point at (1, 1): the classic trial (Rosenbrock 1960). */
function rosenbrock([x, y]: readonly number[]): Evaluation {
  const [bend, distance] = [y! - x! ** 2, 1 - x!];
  return { value: 100 * bend ** 2 + distance ** 2, gradient: [-400 * x! * bend - 2 * distance, 200 * bend] };
}

describe('the minimum', () => {
  it('of a bent valley is found from anywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (x, y) => {
        const { point, ended } = minimise(rosenbrock, [x, y], options);
        expect(ended).toBe('converged');
        expect(point[0]).toBeCloseTo(1, 6);
        expect(point[1]).toBeCloseTo(1, 6);
      }),
    );
  });

  it('is where one starts, where one starts there', () => {
    expect(minimise(rosenbrock, [1, 1], options)).toEqual({ point: [1, 1], value: 0, iterations: 0, ended: 'converged' });
  });

  it('is not looked for where the function is not finite', () => {
    const halfPlane = ([x]: readonly number[]): Evaluation => ({
      value: x! > 0 ? x! - Math.log(x!) : Number.NaN,
      gradient: [1 - 1 / x!],
    });
    const { point, ended } = minimise(halfPlane, [40], options);
    expect(ended).toBe('converged');
    expect(point[0]).toBeCloseTo(1, 7);
  });
});

describe('a search that does not end at a minimum', () => {
  it('ends with what there was time for', () => {
    const { value, iterations, ended } = minimise(rosenbrock, [-3, 4], { gradientMax: 1e-8, iterationsMax: 3 });
    expect([iterations, ended]).toEqual([3, 'too-many-iterations']);
    expect(value).toBeLessThan(rosenbrock([-3, 4]).value);
  });

  it('stalls at the edge of where it is finite', () => {
    const wall = ([x]: readonly number[]): Evaluation => ({ value: x! < 0 ? Number.POSITIVE_INFINITY : x!, gradient: [1] });
    const { point, ended } = minimise(wall, [3], options);
    expect(ended).toBe('stalled');
    expect(point[0]).toBeCloseTo(0, 9);
  });
});
