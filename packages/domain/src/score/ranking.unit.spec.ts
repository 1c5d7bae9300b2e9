import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rhythmReturnChance } from '../lifecycle/return-chance.ts';
import { Customer, calibration } from '../lifecycle/spec-support.ts';
import { mbgNbd } from '../rhythm/mbg-nbd-model.ts';
import { chanceToBuy, type Ranking, rankOf, returnChance } from './ranking.ts';
import { anyHappenings, historyOf, plainScore, purchasesOn } from './spec-support.ts';

/** Rises, so that nobody trades places. */
const chances = { predicted: [0, 0.5, 1], observed: [0.05, 0.6, 0.9] };
const byScore: Ranking = { score: plainScore, chances };
const byRhythm: Ranking = { score: null, chances };
const anyRanking = fc.constantFrom(null, byScore, byRhythm);

describe('a ranking', () => {
  it('is by the learnt score where there is one, else by the purchases that the rhythm expects', () => {
    const history = purchasesOn(1_000, 1_020, 1_040);
    const expected = mbgNbd.expectedPurchases(calibration.rhythm, { x: 2, tx: 40 / 7 }, 100 / 7, 180 / 7);
    expect(rankOf(history, 1_100, calibration, null)).toBeCloseTo(1 - Math.exp(-expected), 12);
    expect(rankOf(history, 1_100, calibration, plainScore)).not.toBe(rankOf(history, 1_100, calibration, null));
  });

  it('has a chance for each place: who ranks higher is likelier to buy', () => {
    fc.assert(
      fc.property(anyHappenings, anyHappenings, fc.constantFrom(byScore, byRhythm), (one, other, ranking) => {
        const histories = [historyOf(one), historyOf(other)];
        fc.pre(histories.every(({ acquiredDay }) => acquiredDay !== null));
        const day = Math.max(one.at(-1)!.day, other.at(-1)!.day);
        const ranks = histories.map((history) => rankOf(history, day, calibration, ranking.score));
        fc.pre(ranks.every((rank) => rank !== null));
        const [low, high] = ranks[0]! < ranks[1]! ? histories : histories.toReversed();
        const told = [low!, high!].map((history) => returnChance({ ...calibration, ranking }, history, day));
        expect(told[0]).toBeLessThanOrEqual(told[1]!);
      }),
    );
  });

  it('gives a chance between 0 and 1 to everybody who has bought, be all of it refunded, or fifty years ago', () => {
    fc.assert(
      fc.property(anyHappenings, fc.nat(20_000), anyRanking, (happenings, days, ranking) => {
        const history = historyOf(happenings);
        fc.pre(history.acquiredDay !== null);
        const chance = returnChance({ ...calibration, ranking }, history, happenings.at(-1)!.day + days);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        const { pBuysWithin180Days } = chanceToBuy({ ...calibration, ranking }, history, happenings.at(-1)!.day + days);
        expect(pBuysWithin180Days).toBe(chance);
      }),
    );
  });

  it('by score tells nothing of who has given back all: the rhythm does', () => {
    const day = 1_100;
    const returned = historyOf([
      { day: 1_000, kind: 'purchase', amountMinor: 500 },
      { day: 1_000, kind: 'refund', amountMinor: 500 },
    ]);
    const expected = rhythmReturnChance(calibration, { x: 0, tx: 0 }, 100 / 7);
    expect(returnChance({ ...calibration, ranking: byScore }, returned, day)).toBe(expected);
  });
});

describe('an alert of silence', () => {
  const alertBy = (ranking: Ranking | null) => {
    const ann = new Customer({ calibration: { ...calibration, ranking } }).buysOn([0, 20, 40, 60]);
    return ann.waitsUntil(ann.deadlines().leaving!).alerts()[0]!;
  };

  it('tells the chance that goes with the rank, and what the rank rests on, in two languages', () => {
    const { pBuysWithin180Days, chanceReasons } = alertBy(byScore).evidence.silence!;
    expect(pBuysWithin180Days).toBeGreaterThan(0.05);
    expect(chanceReasons.length).toBeGreaterThan(2);
    expect(chanceReasons.map(({ detail }) => detail)).toContain('has bought on 4 days');
    expect(chanceReasons.map(({ detailFr }) => detailFr)).toContain('a acheté 4 jours en tout');
  });

  it('has no reasons to tell where the rhythm ranks: silence and usual gap say it', () => {
    expect(alertBy(byRhythm).evidence.silence!.chanceReasons).toEqual([]);
    expect(alertBy(null).evidence.silence!.chanceReasons).toEqual([]);
  });
});
