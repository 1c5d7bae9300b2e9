import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrected } from '../rhythm/isotonic-table.ts';
import { fitIsotonic, type Outcomes } from './fit-isotonic.ts';

interface Outcome {
  readonly predicted: number;
  readonly happened: number;
  readonly weight: number;
}

const of = (outcomes: readonly Outcome[]): Outcomes => ({
  predicted: Float64Array.from(outcomes, ({ predicted }) => predicted),
  happened: Float64Array.from(outcomes, ({ happened }) => happened),
  weight: Float64Array.from(outcomes, ({ weight }) => weight),
});
const bought = (...pairs: readonly (readonly [number, number])[]) =>
  of(pairs.map(([predicted, happened]) => ({ predicted, happened, weight: 1 })));

const anyProbability = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1));
const anyOutcomes = fc.array(
  fc.record({ predicted: anyProbability, happened: fc.constantFrom(0, 1), weight: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 1, maxLength: 200 },
);
const anyPointsMax = fc.integer({ min: 2, max: 60 });

describe('the isotonic table', () => {
  it('pools neighbours that contradict the order', () => {
    const table = fitIsotonic(bought([0.1, 0], [0.2, 1], [0.3, 0], [0.4, 1], [0.5, 1]), 100);
    expect(table).toEqual({ predicted: [0.1, 0.2, 0.3, 0.4, 0.5], observed: [0, 0.5, 0.5, 1, 1] });
  });

  it('corrects to the share that came true, in a straight line between pools, level outside', () => {
    const table = fitIsotonic(bought([0.2, 0], [0.2, 0], [0.2, 0], [0.2, 1], [0.6, 0], [0.6, 1]), 100);
    expect([0, 0.2, 0.4, 0.6, 1].map((probability) => corrected(table, probability))).toEqual([0.25, 0.25, 0.375, 0.5, 0.5]);
  });

  it('of no outcomes changes nothing', () => {
    fc.assert(
      fc.property(anyProbability, (probability) => {
        expect(corrected(fitIsotonic(of([]), 10), probability)).toBe(probability);
      }),
    );
  });

  it('never falls, stays between 0 and 1, and has no more points than allowed', () => {
    fc.assert(
      fc.property(anyOutcomes, anyPointsMax, anyProbability, anyProbability, (outcomes, pointsMax, one, other) => {
        const table = fitIsotonic(of(outcomes), pointsMax);
        expect(table.predicted.length).toBeLessThanOrEqual(pointsMax);
        expect(table.predicted).toEqual([...new Set(table.predicted)].toSorted((low, high) => low - high));
        const [low, high] = [corrected(table, Math.min(one, other)), corrected(table, Math.max(one, other))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low >= 0 && high <= 1).toBe(true);
      }),
    );
  });

  it('keeps the mean: as many come true as are expected after correction', () => {
    fc.assert(
      fc.property(anyOutcomes, anyPointsMax, (outcomes, pointsMax) => {
        const table = fitIsotonic(of(outcomes), pointsMax);
        const happened = outcomes.reduce((sum, outcome) => sum + outcome.weight * outcome.happened, 0);
        const expected = outcomes.reduce((sum, { predicted, weight }) => sum + weight * corrected(table, predicted), 0);
        expect(expected).toBeCloseTo(happened, 8);
      }),
    );
  });

  it('has nothing more to correct in what it has corrected', () => {
    fc.assert(
      fc.property(anyOutcomes, anyPointsMax, (outcomes, pointsMax) => {
        const table = fitIsotonic(of(outcomes), pointsMax);
        const again = outcomes.map((outcome) => ({ ...outcome, predicted: corrected(table, outcome.predicted) }));
        const second = fitIsotonic(of(again), pointsMax);
        for (const { predicted } of again) expect(corrected(second, predicted)).toBeCloseTo(predicted, 12);
      }),
    );
  });

  it('is closer to what happened than any other that never falls', () => {
    const squares = (outcomes: readonly Outcome[], f: (probability: number) => number) =>
      outcomes.reduce((sum, { predicted, happened, weight }) => sum + weight * (f(predicted) - happened) ** 2, 0);
    fc.assert(
      fc.property(
        anyOutcomes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (outcomes, level, power) => {
          const table = fitIsotonic(of(outcomes), 1_000);
          const least = squares(outcomes, (probability) => corrected(table, probability));
          for (const other of [
            () => level,
            (p: number) => p ** power,
            (p: number) => level * p,
            (p: number) => (p < level ? 0.1 : 0.6),
          ]) {
            expect(least).toBeLessThanOrEqual(squares(outcomes, other) + 1e-9);
          }
        },
      ),
    );
  });
});
