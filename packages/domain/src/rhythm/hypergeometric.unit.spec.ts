import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometric } from './hypergeometric.ts';

const at = (b: number, c: number, z: number) => hypergeometric(b, c, z, 1 - z);

const anyB = fc.double({ min: 0.01, max: 10_000, noNaN: true });
const anyMore = fc.double({ min: 0.01, max: 100, noNaN: true });
const below1 = fc.oneof(
  fc.double({ min: -1e12, max: 0, noNaN: true }),
  fc.double({ min: -1e4, max: 0, noNaN: true }),
  fc.double({ min: -1, max: 0.999_999, noNaN: true }),
);

describe('₂F₁(1, b; c; z)', () => {
  it('is -log(1-z) / z for b = 1, c = 2, arctan(√-z) / √-z for b = 1/2, c = 3/2 (NIST DLMF 15.4.1, 15.4.3)', () => {
    for (const z of [-1e12, -1e6, -100, -1, -1e-9, 0.5, 0.999]) {
      expect((at(1, 2, z) * -z) / Math.log1p(-z)).toBeCloseTo(1, 10);
    }
    for (const z of [-1e12, -1e6, -100, -1, -1e-9]) {
      expect((at(0.5, 1.5, z) * Math.sqrt(-z)) / Math.atan(Math.sqrt(-z))).toBeCloseTo(1, 10);
    }
  });

  it.each([
    [0.5, 1.6, -50, 0.25302719881462],
    [2.5, 1.6, 0.9, 2.785848894773305],
    [10000.5, 1.6, 0.99, 98.45569440888771],
    [1000.5, 1.6, -300, 0.003327559695429682],
    [0.5, 1.6, -1000000, 0.002073700524182206],
    [0.9, 3.5, -1000, 0.02396486281218507],
    [3.25, 1.75, 1 - 2 ** -40, 5.333333291010866],
    [0.125, 0.75, -1000000000, 0.07265945412972422],
    [100.5, 30000.5, -10000000, 3.025033191140116e-5],
  ])('of b = %d, c = b + %d, z = %d is %d, as 40-digit arithmetic (mpmath) has it', (b, more, z, expected) => {
    expect(at(b, b + more, z) / expected).toBeCloseTo(1, 9);
  });

  it('is 1 at 0', () => {
    expect(at(3, 5, 0)).toBe(1);
  });

  it('is the sum of its series where that converges fast', () => {
    fc.assert(
      fc.property(anyB, anyMore, fc.double({ min: -0.5, max: 0.5, noNaN: true }), (b, more, z) => {
        const c = b + more;
        let [sum, term] = [1, 1];
        for (let n = 0; n < 200; n += 1) {
          term *= ((b + n) / (c + n)) * z;
          sum += term;
        }
        expect(at(b, c, z) / sum).toBeCloseTo(1, 10);
      }),
    );
  });

  it('keeps the law of Pfaff (15.8.1) between both sides of 0', () => {
    fc.assert(
      fc.property(anyB, anyMore, below1, (b, more, z) => {
        const mirrored = hypergeometric(more, b + more, z / (z - 1), 1 / (1 - z)) / (1 - z);
        expect(at(b, b + more, z) / mirrored).toBeCloseTo(1, 9);
      }),
    );
  });
});
