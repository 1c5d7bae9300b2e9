import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaMean, gammaMean } from './means.ts';

const anyShape = fc.double({ min: 1, max: 10_001, noNaN: true });
const anyBeta = fc.double({ min: 0.05, max: 10_000, noNaN: true });

describe('the mean over a gamma distribution', () => {
  it('of v is the shape, of v² the shape times one more', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        expect(gammaMean(shape, (v) => v) / shape).toBeCloseTo(1, 11);
        expect(gammaMean(shape, (v) => v * v) / (shape * (shape + 1))).toBeCloseTo(1, 11);
      }),
    );
  });

  it('of e^-cv is (1 + c)^-shape, of √v with shape 1 is √π / 2', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 20, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }), (shape, c) => {
        expect(gammaMean(shape, (v) => Math.exp(-c * v)) * (1 + c) ** shape).toBeCloseTo(1, 9);
      }),
    );
    expect(gammaMean(1, Math.sqrt)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 11);
  });
});

describe('the mean over a beta distribution', () => {
  it('of u is a / (a + b), of the rest b / (a + b), of their product ab / ((a + b) (a + b + 1))', () => {
    fc.assert(
      fc.property(anyBeta, anyBeta, (a, b) => {
        const both = a + b;
        expect((betaMean(a, b, (u) => u) * both) / a).toBeCloseTo(1, 9);
        expect((betaMean(a, b, (_, rest) => rest) * both) / b).toBeCloseTo(1, 9);
        expect((betaMean(a, b, (u, rest) => u * rest) * both * (both + 1)) / a / b).toBeCloseTo(1, 9);
      }),
    );
  });
});
