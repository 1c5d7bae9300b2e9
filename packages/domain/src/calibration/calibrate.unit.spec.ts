import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cdnowCut, cdnowSampleDays, golden } from '../fitting/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import { rhythmReturnChance } from '../lifecycle/return-chance.ts';
import { calibration } from '../lifecycle/spec-support.ts';
import { listOf } from '../purchases/day-buckets.ts';
import { addPurchase, emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
import { type CalibrationVerdict, calibrate, type PopulationParameters } from './calibrate.ts';
import { Population } from './population.ts';
import { boughtOn, refunded, smallFitting } from './spec-support.ts';

const asOf = cdnowCut;

/** The CDNOW sample. */
const shop: readonly PurchaseHistory[] = [...cdnowSampleDays()].map((days) =>
  [...days]
    .toSorted(([one], [other]) => one - other)
    .reduce((history, [day, cents]) => addPurchase(history, day, cents, 365, []), emptyHistory),
);

/** Bought on days counted back from the end. */
const boughtAgo = (...days: readonly number[]): PurchaseHistory => boughtOn(days.map((ago) => asOf - ago));

function populationOf(histories: readonly PurchaseHistory[]): Population {
  const population = new Population(asOf, defaultRules);
  for (const history of histories) population.add(history);
  return population;
}

const judge = (histories: readonly PurchaseHistory[], predecessor: PopulationParameters | null = null) =>
  calibrate(populationOf(histories), predecessor && { parameters: predecessor, trials: [] }, defaultRules, smallFitting);

const everyone = { activeCustomers: 2_357, tableCustomers: 2_357 };

function accepted(): PopulationParameters {
  const verdict = judge(shop);
  if (verdict.kind !== 'accepted') throw new Error(JSON.stringify(verdict));
  return verdict.found.parameters;
}

describe('a calibration', () => {
  it('is still learning while there are too few customers, too few who repeat, or too short a time', () => {
    expect(judge([])).toMatchObject({ kind: 'learning', data: { customers: 0 } });
    expect(judge([boughtAgo(400), boughtAgo(399)])).toMatchObject({
      kind: 'learning',
      reasons: ['2 customers have bought, and 4 are needed.', '0 customers have bought on two days, and 2 are needed.'],
    });
    const late = [boughtAgo(20), boughtAgo(15, 10), boughtAgo(19, 1), boughtAgo(18)];
    expect(judge(late)).toMatchObject({
      kind: 'learning',
      reasons: ['The first purchase was 20 days ago, and 90 are needed.'],
    });
  });

  it('that is accepted says what it rests on, and comes to the maximum that others found', () => {
    const { found, ...verdict } = judge(shop) as Extract<CalibrationVerdict, { kind: 'accepted' }>;
    expect(verdict).toEqual({
      kind: 'accepted',
      data: { asOfDay: asOf, customers: 2_357, repeaters: 946, spanDays: 272, points: 1_016, ...everyone },
    });
    expect(Math.abs(found.fit.rhythmLogLikelihood - golden.mbg_nbd.log_likelihood)).toBeLessThan(0.01);
    expect(found.fit.expectedShare).toBeGreaterThan(0.75);
    expect(found.fit.expectedShare).toBeLessThan(1.15);
  });

  it('has the edges of those who bought within the window', () => {
    const withOneOfOld = [...shop, boughtOn([asOf - 365], 10_000_000)];
    const { pmgEdges, rfmEdges } = accepted();
    const verdict = calibrate(populationOf(withOneOfOld), null, defaultRules, smallFitting);
    expect(verdict).toMatchObject({
      kind: 'accepted',
      found: { parameters: { pmgEdges, rfmEdges } },
      data: { customers: 2_358 },
    });
  });

  it('tells one-time buyers apart by when they bought: nobody who was silent for longer is as likely to come again', () => {
    const { returnTable, rhythm } = accepted();
    expect(returnTable).not.toBeNull();
    const once = shop.filter(({ buckets }) => listOf(buckets).length === 1);
    const weeks = [...new Set(once.map(({ buckets }) => (asOf - buckets.last!.day) / 7))].toSorted((one, other) => one - other);
    expect(weeks.length).toBeGreaterThan(50);
    const chances = weeks.map((T) => rhythmReturnChance({ rhythm, returnTable }, { x: 0, tx: 0 }, T));
    for (const [index, chance] of chances.slice(1).entries()) expect(chance).toBeLessThan(chances[index]!);
  });

  it('that could not be fitted is refused, and the last good one stays', () => {
    const alike = Array.from({ length: 5 }, () => boughtAgo(400, 390));
    expect(judge(alike)).toMatchObject({
      kind: 'refused',
      found: null,
      reasons: ['The model of rhythm could not be fitted: all-the-same.'],
    });
  });

  it('that moves beyond the bounds is refused with what would have moved, and kept for a look', () => {
    const found = accepted();
    const before = { ...found, pmgEdges: { medium: found.pmgEdges.medium * 3, large: found.pmgEdges.large } };
    const verdict = judge(shop, before);
    expect(verdict).toMatchObject({ kind: 'refused', found: { parameters: found } });
    expect(verdict.kind === 'refused' ? verdict.reasons : []).toEqual([
      `The least revenue of a medium customer, in minor units, would go from ${3 * found.pmgEdges.medium} to ${found.pmgEdges.medium}, by more than a factor of 2.`,
    ]);
    const hasty = { ...found, rhythm: { ...calibration.rhythm, r: 50, alpha: 0.001 } };
    expect(judge(shop, hasty)).toMatchObject({
      kind: 'refused',
      reasons: expect.arrayContaining([expect.stringMatching(/^The days of silence/)]),
    });
  });

  it('by which a threshold would speak on the day of the first purchase is refused', () => {
    const rules = { ...defaultRules, core: { ...defaultRules.core, watch: { pAlive: 0.9999, daysMin: 30, daysMax: 365 } } };
    const verdict = calibrate(populationOf(shop), null, rules, smallFitting);
    expect(verdict).toMatchObject({ kind: 'refused', reasons: [expect.stringMatching(/^core\.watch\.pAlive is 0\.9999/)] });
  });

  it('is never anything but finite numbers, or a reason, whoever the customers are', () => {
    const anyDays = fc.array(fc.integer({ min: asOf - 1_000, max: asOf }), { minLength: 1, maxLength: 8 });
    // Some of it refunded, all of it, or more.
    const anyHistory = fc
      .record({
        days: anyDays,
        amountMinor: fc.integer({ min: 0, max: 100_000 }),
        refund: fc.constantFrom(0, 0, 1, 100_000, 300_000),
      })
      .map(({ days, amountMinor, refund }) => {
        const ascending = days.toSorted((one, other) => one - other);
        const bought = boughtOn(ascending, amountMinor);
        return refund === 0 ? bought : refunded(bought, ascending.at(-1)!, refund);
      });
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 30 }), (histories) => {
        const verdict = judge(histories);
        const reasons = verdict.kind === 'accepted' ? ['none is needed'] : verdict.reasons;
        expect(reasons).not.toEqual([]);
        expect(numbersIn(verdict).filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
