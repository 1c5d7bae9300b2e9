import { describe, expect, it } from 'vitest';
import { boughtOn, refunded } from './spec-support.ts';
import { boughtBetween, standingAt } from './standing.ts';

describe('the standing of a customer at the end of a day', () => {
  it('is what the deadlines see: repeat days, the days from the first to the last, and until now', () => {
    expect(standingAt(boughtOn([100, 130, 170]), 200, 365)).toEqual({
      x: 2,
      txDays: 70,
      TDays: 100,
      frequency: 3,
      monetaryMinor: 6_000,
      spentMinor: 6_000,
    });
  });

  it('looks back, as if what came later had not', () => {
    expect(standingAt(boughtOn([100, 130, 170]), 150, 365)).toEqual(standingAt(boughtOn([100, 130]), 150, 365));
  });

  it('looks back beyond what has left the window, which is kept as a sum', () => {
    const old = boughtOn([0, 10, 20, 400, 600]);
    expect(standingAt(old, 450, 365)).toMatchObject({ x: 3, txDays: 400, TDays: 450, frequency: 1 });
  });

  it('is none of a customer who had not bought by then, or of whom no day counts', () => {
    expect(standingAt(boughtOn([100]), 99, 365)).toBeNull();
    expect(standingAt(refunded(boughtOn([100]), 100, 2_000), 120, 365)).toBeNull();
  });

  it('counts the window’s revenue of all days, and what was spent of those that count', () => {
    const history = refunded(refunded(boughtOn([100, 130]), 130, 2_000), 140, 500);
    expect(standingAt(history, 150, 365)).toMatchObject({ x: 0, frequency: 1, monetaryMinor: 1_500, spentMinor: 2_000 });
  });

  it('knows who bought between two days, the first left out', () => {
    const history = boughtOn([100, 130]);
    expect([boughtBetween(history, 100, 129), boughtBetween(history, 129, 130), boughtBetween(history, 130, 200)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
