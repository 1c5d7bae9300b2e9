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

/** Any number, and what is apart by as much as rounding can tell. */
const anyNumber = fc.double({ min: 0, max: 1, noNaN: true });
const anyProbability = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000),
  fc.constantFrom(0, 0.25, 0.5, 1),
);
const anyOutcomesOf = (predicted: fc.Arbitrary<number>) =>
  fc.array(fc.record({ predicted, happened: fc.constantFrom(0, 1), weight: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 1,
    maxLength: 60,
  });
const anyOutcomes = anyOutcomesOf(anyProbability);
const anyPointsMax = fc.integer({ min: 4, max: 60 });

describe('the isotonic table', () => {
  it('pools neighbours that contradict the order, and tells them apart all the same', () => {
    const table = fitIsotonic(bought([0.2, 0], [0.2, 1], [0.4, 1], [0.6, 0], [0.8, 1], [0.8, 1], [0.8, 1], [0.8, 0]), 100);
    // Half of those at 0.2 to 0.6 came, three of four at 0.8: the lesser slope is that to them, (0.75 - 0.5) / (0.8 - 0.35).
    const slope = 0.25 / 0.45;
    const told = [0.2, 0.35, 0.6, 0.8].map((probability) => corrected(table, probability));
    const expected = [0.5 - 0.15 * slope, 0.5, 0.5 + 0.25 * slope, 0.75];
    for (const [index, probability] of told.entries()) expect(probability).toBeCloseTo(expected[index]!, 12);
  });

  it('corrects in proportion where all are one pool: to the chance, or to what is missing from certainty', () => {
    const few = fitIsotonic(bought([0.2, 0], [0.4, 1], [0.6, 0], [0.8, 0]), 100);
    expect([0, 0.25, 0.5, 1].map((probability) => corrected(few, probability))).toEqual([0, 0.125, 0.25, 0.5]);
    const many = fitIsotonic(bought([0.2, 1], [0.4, 1], [0.6, 1], [0.8, 0]), 100);
    expect([0, 0.5, 0.75, 1].map((probability) => corrected(many, probability))).toEqual([0.5, 0.75, 0.875, 1]);
  });

  it('takes nobody’s purchase for certain where it came of all who were likeliest', () => {
    const table = fitIsotonic(bought([0.1, 0], [0.3, 0], [0.3, 1], [0.9, 1], [0.95, 1]), 100);
    expect(corrected(table, 0.1)).toBeGreaterThan(0);
    expect(corrected(table, 0.95)).toBeLessThan(1);
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
      fc.property(anyOutcomesOf(anyNumber), anyPointsMax, anyNumber, anyNumber, (outcomes, pointsMax, one, other) => {
        const table = fitIsotonic(of(outcomes), pointsMax);
        expect(table.predicted.length).toBeLessThanOrEqual(pointsMax);
        expect(table.predicted).toEqual([...new Set(table.predicted)].toSorted((low, high) => low - high));
        expect(table.observed.every(Number.isFinite)).toBe(true);
        const [low, high] = [corrected(table, Math.min(one, other)), corrected(table, Math.max(one, other))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low >= 0 && high <= 1).toBe(true);
      }),
    );
  });

  it('rises wherever the prediction does, unless it came true of all or of nobody', () => {
    fc.assert(
      fc.property(anyOutcomes, anyPointsMax, anyProbability, anyProbability, (outcomes, pointsMax, one, other) => {
        fc.pre(new Set(outcomes.map(({ happened }) => happened)).size === 2);
        // Nearer than this, rounding may make them one.
        fc.pre(Math.abs(one - other) > 1e-3);
        const table = fitIsotonic(of(outcomes), pointsMax);
        expect(corrected(table, Math.min(one, other))).toBeLessThan(corrected(table, Math.max(one, other)));
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

  it('expects of each pool of the closest table that never falls as many as came true', () => {
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const table = fitIsotonic(of(outcomes), 1_000);
        const byShare = Object.entries(Object.groupBy(outcomes, ({ predicted }) => closestAt(outcomes, predicted).toFixed(12)));
        const pools = byShare.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, pool]) => pool!);
        const uncertain = pools.filter((pool) => new Set(pool.map(({ happened }) => happened)).size === 2);
        // A pool without doubt, at an end, is judged together with its neighbour.
        for (const pool of uncertain.slice(1, -1)) {
          const happened = pool.reduce((sum, outcome) => sum + outcome.weight * outcome.happened, 0);
          const expected = pool.reduce((sum, { predicted, weight }) => sum + weight * corrected(table, predicted), 0);
          expect(expected).toBeCloseTo(happened, 8);
        }
      }),
    );
  });
});

/** The weighted least squares that never fall, by their definition: of all shares up to here the greatest least one from there on. */
function closestAt(outcomes: readonly Outcome[], predicted: number): number {
  const at = [...new Set(outcomes.map((one) => one.predicted))].toSorted((low, high) => low - high);
  const share = (low: number, high: number) => {
    const inside = outcomes.filter((one) => one.predicted >= low && one.predicted <= high);
    const weight = inside.reduce((sum, one) => sum + one.weight, 0);
    return inside.reduce((sum, one) => sum + one.weight * one.happened, 0) / weight;
  };
  const above = at.filter((one) => one >= predicted);
  return Math.max(...at.filter((one) => one <= predicted).map((low) => Math.min(...above.map((high) => share(low, high)))));
}
