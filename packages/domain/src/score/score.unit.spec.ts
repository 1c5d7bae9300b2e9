import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { calibration } from '../lifecycle/spec-support.ts';
import { emptyHistory } from '../purchases/history.ts';
import { featuresOf } from './features.ts';
import { chanceToBuy } from './ranking.ts';
import { scoreOf } from './score.ts';
import { scoreStandingAt } from './score-standing.ts';
import { anyHappenings, historyOf, plainScore, purchasesOn, scale } from './spec-support.ts';

const lookBackDays = 253;
const ranked = { ...calibration, ...scale, ranking: { score: plainScore, chances: { predicted: [0, 1], observed: [0, 1] } } };

describe('a standing', () => {
  test('counts, and measures, the purchase days', () => {
    const history = purchasesOn(1_000, 1_010, 1_040, 1_060);
    expect(scoreStandingAt(history, 1_070, lookBackDays)).toEqual({
      x: 3,
      txDays: 60,
      TDays: 70,
      days28: 1,
      days90: 4,
      spendMinor: 1_000,
      lastGapDays: 20,
      unevenness: expect.closeTo(Math.sqrt(200 / 3) / 20, 12) as number,
    });
  });

  test('does not tell the last gap of who has bought on one day, nor spend of who was silent for longer than is looked back', () => {
    expect(scoreStandingAt(purchasesOn(1_000), 1_010, lookBackDays)).toMatchObject({ lastGapDays: null, unevenness: null });
    const silent = scoreStandingAt(purchasesOn(1_000, 1_010), 1_300, lookBackDays);
    expect(silent).toMatchObject({ x: 1, txDays: 10, TDays: 300, spendMinor: null, lastGapDays: null, days90: 0 });
  });

  it('of a past day is what it was on that day, whatever came since', () => {
    const later = 112;
    fc.assert(
      fc.property(anyHappenings, fc.array(fc.integer({ min: 1, max: later }), { maxLength: 8 }), (happenings, gaps) => {
        const cut = happenings.at(-1)?.day ?? 10_000;
        const since = gaps.toSorted((one, other) => one - other);
        const purchases = since.map((days) => ({ day: cut + days, kind: 'purchase' as const, amountMinor: 500 }));
        const then = scoreStandingAt(historyOf(happenings), cut, lookBackDays);
        expect(scoreStandingAt(historyOf([...happenings, ...purchases]), cut, lookBackDays)).toEqual(then);
      }),
    );
  });
});

describe('a score', () => {
  it('is a probability for every history, and every feature is finite or not known', () => {
    fc.assert(
      fc.property(anyHappenings, fc.nat(20_000), (happenings, days) => {
        const day = (happenings.at(-1)?.day ?? 10_000) + days;
        const history = historyOf(happenings);
        const score = scoreOf(history, day, scale, plainScore);
        const standing = scoreStandingAt(history, day, lookBackDays);
        expect(score === null).toBe(standing === null);
        fc.pre(score !== null && standing !== null);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(featuresOf(standing, scale).filter((value) => value !== null && !Number.isFinite(value))).toEqual([]);
      }),
    );
  });

  it('of ten thousand purchase days over fifty years is finite', () => {
    const rhythm = { x: 10_000, txDays: 18_000, TDays: 18_262 };
    const standing = { ...rhythm, days28: 0, days90: 0, spendMinor: -5, lastGapDays: 18_000, unevenness: 100 };
    expect(featuresOf(standing, scale).every((value) => Number.isFinite(value))).toBe(true);
  });

  it('is not told of who has never bought', () => {
    expect(scoreOf(emptyHistory, 1_000, scale, plainScore)).toBeNull();
  });

  it('differs among customers without a repeat purchase', () => {
    const scores = [1_000, 1_100, 1_200].map((first) => scoreOf(purchasesOn(first), 1_210, scale, plainScore));
    expect(new Set(scores).size).toBe(3);
  });
});

describe('the reasons of a score', () => {
  const history = purchasesOn(1_000, 1_010, 1_040);
  const { reasons } = chanceToBuy(ranked, history, 1_100);

  it('name the weightiest first, in words', () => {
    const sizes = reasons.map(({ contribution }) => Math.abs(contribution));
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(reasons.map(({ detail }) => detail)).toContain('silent for 60 days');
    expect(reasons.map(({ detailFr }) => detailFr)).toContain('sans achat depuis 60 jours');
  });

  it('are what the log-odds differ by from those of somebody average in everything', () => {
    const log = (probability: number) => Math.log(probability / (1 - probability));
    const score = log(scoreOf(history, 1_100, scale, plainScore)!);
    for (const { feature, contribution } of reasons) {
      const terms = plainScore.terms.map((term) => (term.feature === feature ? { ...term, weight: 0 } : term));
      expect(score - log(scoreOf(history, 1_100, scale, { ...plainScore, terms })!)).toBeCloseTo(contribution, 9);
    }
  });

  it('are as many as a person reads', () => expect(reasons).toHaveLength(5));
});
