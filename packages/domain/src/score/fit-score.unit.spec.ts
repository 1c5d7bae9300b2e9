import { describe, expect, it, test } from 'vitest';
import { ScoreSample, type ScoreVerdict } from './fit-score.ts';
import { scoreOf } from './score.ts';
import { apart, pooled, reasonToDrop, type ScoreTrial } from './score-trial.ts';
import { historyOf, purchasesOn, scale, windowDays } from './spec-support.ts';

const trialOf = (asOfDay: number, difference: number, core: number | null = null): ScoreTrial => ({
  asOfDay,
  customers: 1_000,
  all: { difference, standardError: 0.01 },
  core: core === null ? null : { difference: core, standardError: 0.01 },
});

describe('a score is learnt', () => {
  const today = 1_400;
  /** They come day by day, and buy once; those who spent much buy once more, half a month to half a year later. */
  const customers = Array.from({ length: 4_000 }, (_, number) => {
    const first = 1_030 + (number % 360);
    const spendsMuch = number % 3 === 0;
    const second = first + 15 + ((number * 7) % 165);
    const days = spendsMuch && second <= today ? [first, second] : [first];
    return historyOf(days.map((day) => ({ day, kind: 'purchase', amountMinor: spendsMuch ? 10_000 : 500 })));
  });

  it('of what the rhythm does not know, and is used where it ranks better by it', () => {
    const sample = new ScoreSample(today, windowDays);
    for (const history of customers) sample.add(history);
    const verdict = sample.fit(scale, []);
    expect(verdict).toMatchObject({ kind: 'used', trial: { asOfDay: today } });
    const { score } = verdict as Extract<ScoreVerdict, { kind: 'used' }>;
    const [much, little] = [10_000, 500].map((amountMinor) =>
      scoreOf(historyOf([{ day: 1_390, kind: 'purchase', amountMinor }]), today, scale, score),
    );
    expect(much).toBeGreaterThan(little!);
  });

  test.each([
    ['nobody', []],
    ['one customer', [purchasesOn(1_000, 1_100)]],
    ['customers who all bought on one day', Array.from({ length: 500 }, () => purchasesOn(1_390))],
  ])('not of %s', (_, histories) => {
    const sample = new ScoreSample(today, windowDays);
    for (const history of histories) sample.add(history);
    expect(sample.fit(scale, [])).toMatchObject({ kind: 'dropped', trial: null });
  });

  it('not where the window is too short to look back', () => {
    const sample = new ScoreSample(today, 90);
    for (const history of customers) sample.add(history);
    expect(sample.fit(scale, [])).toMatchObject({ kind: 'dropped', trial: null });
  });
});

describe('a score is used', () => {
  it('where it has ranked better than the rhythm, as far as chance goes', () => {
    expect(reasonToDrop(trialOf(1_000, 0.03), [])).toBeNull();
    expect(reasonToDrop(trialOf(1_000, 0.015), [])).toBe('It does not rank customers better than the rhythm.');
  });

  it('by several trials together, where one alone could not show it', () => {
    const before = [trialOf(944, 0.015), trialOf(888, 0.015)];
    expect(reasonToDrop(trialOf(1_000, 0.015), before)).toBeNull();
  });

  it('unless it ranks core customers worse', () => {
    expect(reasonToDrop(trialOf(1_000, 0.03, -0.01), [])).toBeNull();
    expect(reasonToDrop(trialOf(1_000, 0.03, -0.03), [])).toBe(
      'It ranks customers with at least 4 purchase days worse than the rhythm.',
    );
  });

  it('by trials that have no day in common, the latest ones', () => {
    const before = [972, 944, 916, 888, 832].map((day) => trialOf(day, 0));
    expect(apart(trialOf(1_000, 0), before).map(({ asOfDay }) => asOfDay)).toEqual([1_000, 944, 888]);
  });

  it('by the mean of its trials, which is the surer the more there are', () => {
    const four = Array.from({ length: 4 }, () => ({ difference: 0.01, standardError: 0.02 }));
    expect(pooled(four)).toEqual({ difference: 0.01, standardError: 0.01 });
  });
});
