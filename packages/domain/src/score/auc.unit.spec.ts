import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aucDifference, aucOf } from './auc.ts';

const anyScored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 2, maxLength: 40 })
  .map((rows) => ({
    one: Float64Array.from(rows, ([score]) => score),
    other: Float64Array.from(rows, ([, score]) => score),
    happened: Uint8Array.from(rows, ([, , came]) => Number(came)),
  }));

/** By its definition: over all pairs. */
function byPairs(scores: Float64Array, happened: Uint8Array): number {
  let [right, pairs] = [0, 0];
  for (const [positive, came] of happened.entries()) {
    for (const [negative, cameToo] of happened.entries()) {
      if (came === 0 || cameToo === 1) continue;
      pairs += 1;
      if (scores[positive]! > scores[negative]!) right += 1;
      if (scores[positive] === scores[negative]) right += 0.5;
    }
  }
  return right / pairs;
}

describe('the area under the curve', () => {
  it('is the share of pairs that are ranked rightly', () => {
    fc.assert(
      fc.property(anyScored, ({ one, happened }) => {
        const pairs = byPairs(one, happened);
        fc.pre(!Number.isNaN(pairs));
        expect(aucOf({ scores: one, happened })!.auc).toBeCloseTo(pairs, 12);
      }),
    );
  });

  it('differs from another one by as much as the two areas, and not at all from itself', () => {
    fc.assert(
      fc.property(anyScored, ({ one, other, happened }) => {
        const difference = aucDifference(one, other, happened);
        fc.pre(difference !== null);
        expect(difference.difference).toBeCloseTo(byPairs(one, happened) - byPairs(other, happened), 12);
        expect(aucDifference(one, one, happened)).toEqual({ difference: 0, standardError: 0 });
      }),
    );
  });

  it.each([
    ['all', [1, 1]],
    ['nobody', [0, 0]],
    ['no customer', []],
  ])('is not told where it came true of %s', (_, came) => {
    const [scores, happened] = [new Float64Array(came.length), Uint8Array.from(came)];
    expect(aucOf({ scores, happened })).toBeNull();
    expect(aucDifference(scores, scores, happened)).toBeNull();
  });

  it('has the standard error of a Mann-Whitney statistic where nothing is told', () => {
    // Scores that say nothing: the variance is (m + n + 1) / 12mn (Mann & Whitney 1947).
    const size = 2_000;
    const scores = Float64Array.from({ length: size }, (_, index) => (index * 7_919) % size);
    const happened = Uint8Array.from({ length: size }, (_, index) => index % 2);
    const expected = Math.sqrt((size + 1) / (12 * (size / 2) ** 2));
    expect(aucOf({ scores, happened })!.standardError).toBeCloseTo(expected, 3);
  });
});
