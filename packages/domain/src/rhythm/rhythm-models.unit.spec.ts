import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgNbd } from './bg-nbd.ts';
import type { Rhythm } from './mbg-nbd.ts';
import { mbgNbd } from './mbg-nbd-model.ts';
import { paretoNbd } from './pareto-nbd.ts';
import type { RhythmModel } from './rhythm-model.ts';
import {
  betaGeometricCustomers,
  type Customers,
  dropsOutAnyTime,
  dropsOutAtPurchase,
  integrated,
  type KnownCustomerModel,
  paretoCustomers,
} from './spec-support.ts';

interface Golden<Parameters> {
  readonly params: Parameters;
  readonly points_x_tx_T: readonly (readonly [number, number, number])[];
  readonly p_alive: readonly number[];
  readonly expected_purchases_next_39_weeks: readonly number[];
}

type Named<Name extends string> = Readonly<Record<Name, number>>;
type BetaGeometric = Named<'r' | 'alpha' | 'a' | 'b'>;
type Pareto = Named<'r' | 'alpha' | 's' | 'beta'>;

const goldenFile = new URL('../../../../infra/cdnow/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as {
  readonly bg_nbd: Golden<BetaGeometric>;
  readonly mbg_nbd: Golden<BetaGeometric>;
  readonly pareto_nbd: Golden<Pareto>;
};

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const shape = (min: number, max: number) => fc.oneof(between(min, max), fc.constantFrom(1, 1 + 1e-12, 1 - 1e-9));
const betaGeometric = (min: number, max: number) =>
  fc.record({ r: shape(min, max), alpha: between(min, 10 * max), a: shape(min, max), b: shape(min, max) });
const pareto = (min: number, max: number) =>
  fc.record({ r: shape(min, max), alpha: between(min, 10 * max), s: shape(min, max), beta: between(min, 10 * max) });

/** Up to 10,000 repeat purchase days, and T up to 50 years. */
const anyLife: fc.Arbitrary<readonly [Rhythm, number]> = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 10_000 })), between(0.1, 2_600), between(0, 1))
  .map(([x, T, share]) => [{ x, tx: x === 0 ? 0 : share * T }, T]);
const shortLife: fc.Arbitrary<readonly [Rhythm, number]> = fc
  .tuple(fc.integer({ min: 0, max: 15 }), between(0.1, 200), between(0.1, 1))
  .map(([x, T, share]) => [{ x, tx: x === 0 ? 0 : share * T }, T]);
const anyHorizon = between(0, 520);
/** Up to 50 % a year, and down to 0.5 %. */
const anyDiscount = between(1e-4, 0.008);

interface Case<Parameters> {
  readonly model: RhythmModel<Parameters>;
  readonly golden: Golden<Parameters>;
  readonly parameters: (min: number, max: number) => fc.Arbitrary<Parameters>;
  readonly known: KnownCustomerModel;
  readonly customers: (parameters: Parameters) => Customers;
}

function describeModel<Parameters>(
  name: string,
  { model, golden: { params, ...points }, parameters, known, customers }: Case<Parameters>,
) {
  describe(`the ${name} model`, () => {
    it.each(points.points_x_tx_T.map((point, index) => [...point, index] as const))(
      'of x %d, tx %d, T %d on CDNOW answers what an independent implementation does',
      (x, tx, T, index) => {
        expect(Math.abs(model.pAlive(params, { x, tx }, T) - points.p_alive[index]!)).toBeLessThan(1e-5);
        const expected = model.expectedPurchases(params, { x, tx }, T, 39);
        expect(Math.abs(expected - points.expected_purchases_next_39_weeks[index]!)).toBeLessThan(1e-5);
      },
    );

    it('answers what summing over customers of all rates gives', () => {
      fc.assert(
        fc.property(parameters(0.6, 4), shortLife, between(0, 100), anyDiscount, (any, [rhythm, T], horizon, discount) => {
          const summed = integrated(known, customers(any), rhythm, T, { horizon, discount });
          expect(model.logLikelihood(any, rhythm, T)).toBeCloseTo(summed.logLikelihood, 7);
          expect(model.pAlive(any, rhythm, T)).toBeCloseTo(summed.pAlive, 8);
          expect(model.pBuysWithin(any, rhythm, T, horizon)).toBeCloseTo(summed.pBuysWithin, 8);
          const expected = model.expectedPurchases(any, rhythm, T, horizon);
          expect(Math.abs(expected - summed.expectedPurchases)).toBeLessThan(1e-8 * (1 + expected));
          const dert = model.dert(any, rhythm, T, discount);
          expect(Math.abs(dert - summed.dert)).toBeLessThan(1e-8 * (1 + dert));
        }),
        { numRuns: 25 },
      );
    }, 60_000);

    it('has a finite answer for any life, however long and busy', () => {
      fc.assert(
        fc.property(parameters(0.05, 20), anyLife, anyHorizon, anyDiscount, (any, [rhythm, T], horizon, discount) => {
          expect(Number.isFinite(model.logLikelihood(any, rhythm, T))).toBe(true);
          const alive = model.pAlive(any, rhythm, T);
          const buys = model.pBuysWithin(any, rhythm, T, horizon);
          const expected = model.expectedPurchases(any, rhythm, T, horizon);
          const dert = model.dert(any, rhythm, T, discount);
          expect(alive >= 0 && alive <= 1).toBe(true);
          expect(buys >= 0 && buys <= alive).toBe(true);
          expect(expected).toBeGreaterThanOrEqual(buys * (1 - 1e-9) - 1e-9);
          expect(Number.isFinite(expected) && Number.isFinite(dert)).toBe(true);
          expect(dert).toBeGreaterThanOrEqual(expected * Math.exp(-discount * horizon) * (1 - 1e-9) - 1e-9);
        }),
        { numRuns: 150 },
      );
    });

    it('expects nothing in no time, and no less of a longer time', () => {
      fc.assert(
        fc.property(parameters(0.05, 20), anyLife, anyHorizon, anyHorizon, (any, [rhythm, T], horizon, more) => {
          expect(model.pBuysWithin(any, rhythm, T, 0)).toBeCloseTo(0, 9);
          expect(model.expectedPurchases(any, rhythm, T, 0)).toBeCloseTo(0, 9);
          const less = 1 - 1e-9;
          const within = (weeks: number) => model.expectedPurchases(any, rhythm, T, weeks);
          expect(within(horizon + more)).toBeGreaterThanOrEqual(within(horizon) * less - 1e-9);
          const buys = (weeks: number) => model.pBuysWithin(any, rhythm, T, weeks);
          expect(buys(horizon + more)).toBeGreaterThanOrEqual(buys(horizon) * less - 1e-9);
        }),
        { numRuns: 150 },
      );
    });

    it('counts what comes later for less, the more so the higher the discount', () => {
      const rhythm = { x: 3, tx: 20 };
      const derts = [1e-4, 1e-3, 1e-2, 1e-1].map((discount) => model.dert(params, rhythm, 30, discount));
      expect(derts).toEqual(derts.toSorted((one, other) => other - one));
      const weeks = Array.from({ length: 60_000 }, (_, week) => model.expectedPurchases(params, rhythm, 30, week / 10));
      const byHand = weeks
        .slice(1)
        .reduce((sum, now, week) => sum + (now - weeks[week]!) * Math.exp((-0.01 * (week + 0.5)) / 10), 0);
      expect(derts[2]!).toBeCloseTo(byHand, 4);
    });
  });
}

describeModel<BetaGeometric>('BG/NBD', {
  model: bgNbd,
  golden: golden.bg_nbd,
  parameters: betaGeometric,
  known: dropsOutAtPurchase(false),
  customers: betaGeometricCustomers,
});

describeModel<BetaGeometric>('MBG/NBD', {
  model: mbgNbd,
  golden: golden.mbg_nbd,
  parameters: betaGeometric,
  known: dropsOutAtPurchase(true),
  customers: betaGeometricCustomers,
});

describeModel<Pareto>('Pareto/NBD', {
  model: paretoNbd,
  golden: golden.pareto_nbd,
  parameters: pareto,
  known: dropsOutAnyTime,
  customers: paretoCustomers,
});

describe('the BG/NBD model', () => {
  it('takes whoever has no repeat purchase for alive, which is why Ebb never decides by it', () => {
    expect(bgNbd.pAlive(golden.bg_nbd.params, { x: 0, tx: 0 }, 2_600)).toBe(1);
  });
});
