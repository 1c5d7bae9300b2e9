import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedPurchases, expectedPurchasesIfAlive } from './expected-purchases.ts';
import { pAlive, type Rhythm, type RhythmParameters } from './mbg-nbd.ts';

interface Golden {
  readonly params: RhythmParameters;
  readonly points_x_tx_T: readonly (readonly [number, number, number])[];
  readonly expected_purchases_next_39_weeks: readonly number[];
}

const goldenFile = new URL('../../../../infra/cdnow/golden.json', import.meta.url);
const { mbg_nbd: golden } = JSON.parse(readFileSync(goldenFile, 'utf8')) as { mbg_nbd: Golden };

const anyParameters: fc.Arbitrary<RhythmParameters> = fc.record({
  r: fc.double({ min: 0.2, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0.1, max: 50, noNaN: true }),
  a: fc.oneof(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.constantFrom(1, 1 + 1e-12, 1 - 1e-9)),
  b: fc.double({ min: 0.1, max: 5, noNaN: true }),
});
/** Up to 10,000 purchase days in 50 years. */
const anyRhythm: fc.Arbitrary<Rhythm> = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 10_000 })),
    fc.double({ min: 0.1, max: 2_600, noNaN: true }),
  )
  .map(([x, weeks]) => ({ x, tx: x === 0 ? 0 : weeks }));
const anyWeeks = fc.double({ min: 0, max: 2_600, noNaN: true });
const anyHorizon = fc.double({ min: 0, max: 200, noNaN: true });

/** What rounding may take away, of a value of this size. */
const rounding = (value: number): number => 1e-9 * (1 + Math.abs(value));

describe('expected purchases by parameters that are hardly any, as a fit to a few customers may give', () => {
  const anyPower = fc.integer({ min: -6, max: 5 }).map((power) => 10 ** power);
  const extremeParameters = fc.record({ r: anyPower, alpha: anyPower, a: anyPower, b: anyPower });

  it('are a number, and not more than of somebody who never drops out', () => {
    fc.assert(
      fc.property(extremeParameters, fc.nat(3), fc.constantFrom(0, 10, 140), (parameters, x, T) => {
        const expected = expectedPurchasesIfAlive(parameters, { x, tx: 0 }, T, 180 / 7);
        expect(expected).toBeGreaterThanOrEqual(0);
        expect(expected).toBeLessThanOrEqual((((parameters.r + x) * 180) / 7 / (parameters.alpha + T)) * (1 + 1e-9));
      }),
    );
  });

  it('are those of the mean over all chances to drop out where the series overflows', () => {
    // The next purchase comes for certain, and so does each one after it until the customer drops out: the mean of 1 / p.
    const parameters = { r: 1, alpha: 1e-9, a: 200, b: 1e-9 };
    expect(expectedPurchasesIfAlive(parameters, { x: 0, tx: 0 }, 0, 26)).toBeCloseTo(200 / 199, 6);
  });
});

describe('the expected purchases', () => {
  it.each(golden.points_x_tx_T.map((point, index) => [...point, golden.expected_purchases_next_39_weeks[index]!] as const))(
    'of x %d, tx %d, T %d on CDNOW in 39 weeks are %d, as an independent implementation has them',
    (x, tx, T, expected) => {
      expect(Math.abs(expectedPurchases(golden.params, { x, tx }, T, 39) - expected)).toBeLessThan(1e-5);
    },
  );

  it('are what integrating over all customers who would buy like this one gives', () => {
    const few: fc.Arbitrary<Rhythm> = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0.1, max: 300, noNaN: true }))
      .map(([x, weeks]) => ({ x, tx: x === 0 ? 0 : weeks }));
    const weeks = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(anyParameters, few, weeks, anyHorizon, (parameters, rhythm, silence, horizon) => {
        const T = rhythm.tx + silence;
        const closed = expectedPurchasesIfAlive(parameters, rhythm, T, horizon);
        const integrated = integratedIfAlive(parameters, rhythm, T, horizon);
        expect(Math.abs(closed - integrated)).toBeLessThan(1e-6 * (1 + integrated));
      }),
      { numRuns: 100 },
    );
  });

  it('are none in no time, grow with the horizon, and are never more than those of one who does not die', () => {
    fc.assert(
      fc.property(anyParameters, anyRhythm, anyWeeks, anyHorizon, anyHorizon, (parameters, rhythm, silence, horizon, more) => {
        const T = rhythm.tx + silence;
        const within = (weeks: number) => expectedPurchasesIfAlive(parameters, rhythm, T, weeks);
        expect(within(0)).toBeCloseTo(0, 12);
        const immortal = (horizon * (parameters.r + rhythm.x)) / (parameters.alpha + T);
        expect(within(horizon)).toBeGreaterThanOrEqual(-rounding(0));
        expect(within(horizon)).toBeLessThanOrEqual(immortal + rounding(immortal));
        expect(within(horizon + more)).toBeGreaterThanOrEqual(within(horizon) - rounding(within(horizon)));
        expect(Number.isFinite(within(horizon + more))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('are those of somebody alive, times P(alive)', () => {
    const rhythm = { x: 7, tx: 35 };
    const { params } = golden;
    const ifAlive = expectedPurchasesIfAlive(params, rhythm, 38.86, 39);
    expect(expectedPurchases(params, rhythm, 38.86, 39)).toBeCloseTo(pAlive(params, rhythm, 38.86) * ifAlive, 12);
  });

  it('do not jump where a is 1, where the formula of the paper divides by nothing', () => {
    const around = [1 - 1e-7, 1, 1 + 1e-7].map((a) => expectedPurchases({ ...golden.params, a }, { x: 2, tx: 30.43 }, 38.86, 39));
    expect(around[1]).toBeCloseTo((around[0]! + around[2]!) / 2, 10);
    expect(around[0]).toBeCloseTo(around[2]!, 5);
  });

  it('can be told of the longest and busiest of lives', () => {
    const { params } = golden;
    const busy = { x: 10_000, tx: 2_600 };
    const integrated = integratedIfAlive(params, busy, 2_600, 52);
    expect(expectedPurchasesIfAlive(params, busy, 2_600, 52)).toBeCloseTo(integrated, 5);
    expect(expectedPurchases(params, { x: 10_000, tx: 100 }, 2_600, 52)).toBe(0);
  });
});

/**
 * The mean over p, beta distributed with a and b + x + 1 among those alive, of (1 - (1 + pt / (α+T))^-(r+x)) / p, by Simpson's
 * rule. With p = u^m / (u^m + (1-u)^m) neither end has a pole.
 */
function integratedIfAlive({ r, alpha, a, b }: RhythmParameters, { x }: Rhythm, T: number, horizon: number): number {
  const m = Math.ceil(4 / Math.min(a, b + x + 1, 1));
  const steps = 4_000;
  const logs: number[] = [];
  const values: number[] = [];
  for (let step = 1; step < steps; step += 1) {
    const u = step / steps;
    const odds = m * (Math.log(u) - Math.log1p(-u));
    const logP = -Math.log1p(Math.exp(-odds));
    const logQ = -Math.log1p(Math.exp(odds));
    const weight = step % 2 === 1 ? Math.log(4) : Math.log(2);
    logs.push(weight + a * logP + (b + x + 1) * logQ - Math.log(u) - Math.log1p(-u));
    const p = Math.exp(logP);
    values.push(-Math.expm1(-(r + x) * Math.log1p((p * horizon) / (alpha + T))) / p);
  }
  const greatest = logs.reduce((one, other) => Math.max(one, other));
  const masses = logs.map((log) => Math.exp(log - greatest));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.reduce((sum, mass, index) => sum + mass * values[index]!, 0) / total;
}
