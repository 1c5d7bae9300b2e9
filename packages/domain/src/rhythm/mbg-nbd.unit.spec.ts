import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossing, pAlive, pAliveAtFirstPurchase, pBuysWithin, type Rhythm, type RhythmParameters } from './mbg-nbd.ts';

interface Golden {
  readonly params: RhythmParameters;
  readonly points_x_tx_T: readonly (readonly [number, number, number])[];
  readonly p_alive: readonly number[];
}

const goldenFile = new URL('../../../../infra/cdnow/golden.json', import.meta.url);
const { mbg_nbd: golden } = JSON.parse(readFileSync(goldenFile, 'utf8')) as { mbg_nbd: Golden };

const anyParameters: fc.Arbitrary<RhythmParameters> = fc.record({
  r: fc.double({ min: 0.2, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0.1, max: 50, noNaN: true }),
  a: fc.double({ min: 0.1, max: 5, noNaN: true }),
  b: fc.double({ min: 0.1, max: 5, noNaN: true }),
});
const anyRhythm: fc.Arbitrary<Rhythm> = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0.1, max: 300, noNaN: true }))
  .map(([x, weeks]) => ({ x, tx: x === 0 ? 0 : weeks }));
const anyWeeks = fc.double({ min: 0, max: 500, noNaN: true });
/** A share of what P(alive) is on the day of the first purchase. */
const anyShare = fc.double({ min: 0.05, max: 0.99, noNaN: true });

describe('P(alive)', () => {
  it.each(golden.points_x_tx_T.map((point, index) => [...point, golden.p_alive[index]!] as const))(
    'of x %d, tx %d, T %d on CDNOW is %d, as an independent implementation has it',
    (x, tx, T, expected) => {
      expect(Math.abs(pAlive(golden.params, { x, tx }, T) - expected)).toBeLessThan(1e-5);
    },
  );

  it('falls as silence grows', () => {
    fc.assert(
      fc.property(anyParameters, anyRhythm, anyWeeks, anyWeeks, (parameters, rhythm, silence, more) => {
        const earlier = pAlive(parameters, rhythm, rhythm.tx + silence);
        expect(pAlive(parameters, rhythm, rhythm.tx + silence + more)).toBeLessThanOrEqual(earlier);
      }),
    );
  });

  it('is b / (a + b) on the day of the first purchase, and never lower on a later purchase day', () => {
    fc.assert(
      fc.property(anyParameters, anyRhythm, (parameters, rhythm) => {
        const atFirst = pAliveAtFirstPurchase(parameters);
        expect(pAlive(parameters, { x: 0, tx: 0 }, 0)).toBeCloseTo(atFirst, 12);
        expect(pAlive(parameters, rhythm, rhythm.tx)).toBeGreaterThanOrEqual(atFirst - 1e-12);
      }),
    );
  });
});

describe('the crossing of a threshold', () => {
  it('is, in closed form, where halving intervals finds it', () => {
    fc.assert(
      fc.property(anyParameters, anyRhythm, anyShare, (parameters, rhythm, share) => {
        const threshold = share * pAliveAtFirstPurchase(parameters);
        const closed = crossing(parameters, rhythm, threshold);
        fc.pre(closed < 1e6);
        expect(closed / bisected(parameters, rhythm, threshold)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('is later than the last purchase', () => {
    fc.assert(
      fc.property(anyParameters, anyRhythm, anyShare, (parameters, rhythm, share) => {
        expect(crossing(parameters, rhythm, share * pAliveAtFirstPurchase(parameters))).toBeGreaterThan(rhythm.tx);
      }),
    );
  });
});

describe('P(buys within a horizon)', () => {
  it('is nothing for no time, grows with the horizon, and is P(alive) for ever', () => {
    fc.assert(
      fc.property(anyParameters, anyRhythm, anyWeeks, anyWeeks, anyWeeks, (parameters, rhythm, silence, horizon, more) => {
        const T = rhythm.tx + silence;
        const within = (weeks: number) => pBuysWithin(parameters, rhythm, T, weeks);
        expect(within(0)).toBe(0);
        expect(within(horizon + more)).toBeGreaterThanOrEqual(within(horizon));
        expect(within(Number.POSITIVE_INFINITY)).toBe(pAlive(parameters, rhythm, T));
      }),
    );
  });

  it('is P(alive) times one less the integral of e^(-λH) over the gamma distribution of the rate', () => {
    const { params } = golden;
    const [T, H] = [38.86, 26];
    const shape = params.r + 2;
    let total = 0;
    let silent = 0;
    for (let rate = 5e-6; rate < 3; rate += 1e-5) {
      const density = rate ** (shape - 1) * Math.exp(-(params.alpha + T) * rate);
      total += density;
      silent += density * Math.exp(-rate * H);
    }
    const rhythm = { x: 2, tx: 30.43 };
    expect(pBuysWithin(params, rhythm, T, H)).toBeCloseTo(pAlive(params, rhythm, T) * (1 - silent / total), 6);
  });
});

/** Where P(alive) falls to the threshold, found without its closed form. */
function bisected(parameters: RhythmParameters, rhythm: Rhythm, threshold: number): number {
  let before = rhythm.tx;
  let after = rhythm.tx + 1;
  while (pAlive(parameters, rhythm, after) > threshold) after *= 2;
  for (let halving = 0; halving < 200; halving += 1) {
    const middle = (before + after) / 2;
    if (pAlive(parameters, rhythm, middle) > threshold) before = middle;
    else after = middle;
  }
  return after;
}
