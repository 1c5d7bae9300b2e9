import { type Fact, utcCalendar } from '@ebb/domain';
import { describe, expect, it, test } from 'vitest';
import { defaultCuts } from './data/cuts.ts';
import { type HistoryData, historyData } from './data/history-data.ts';
import { evaluateHistory } from './evaluate.ts';
import { pageOf } from './report/html/page.ts';
import { reportOf } from './report/json.ts';
import { textOf } from './report/text.ts';
import { defaultWalkRules } from './spec-support.ts';

const begin = 19_000;

const purchase = (day: number, amountMinor = 1_000): Fact => ({
  kind: 'purchase',
  id: `${day}`,
  at: day * 86_400_000,
  amountMinor,
  categories: [],
});

function shopOf(...customers: readonly (readonly Fact[])[]): HistoryData {
  return historyData({
    name: 'a shop',
    facts: new Map(customers.map((facts, index) => [`customer-${index}`, facts])),
    tuning: 'every tenth customer',
    isForTuning: (_, index) => index % 10 === 0,
    calendar: utcCalendar,
    currency: 'EUR',
    currencyDigits: 2,
  });
}

const evaluated = (data: HistoryData) =>
  evaluateHistory({
    data,
    cuts: defaultCuts(data),
    rules: defaultWalkRules,
    capacityShare: 0.05,
    onProgress: () => {},
  }).evaluation;

describe('a history that tells little', () => {
  const loner = Array.from({ length: 9 }, (_, index) => purchase(begin + 30 * index));
  const once = Array.from({ length: 50 }, (_, index) => [purchase(begin + 3 * index)]);
  const refunded: Fact = { kind: 'refund', id: 'back', at: (begin + 40) * 86_400_000, amountMinor: 90_000, purchaseAt: null };

  test.each([
    ['of one customer', shopOf(loner)],
    ['of customers who never come again', shopOf(...once)],
    ['of two days', shopOf([purchase(begin)], [purchase(begin + 1)])],
    ['of a customer whose revenue is negative', shopOf([purchase(begin), refunded, purchase(begin + 50)], ...once)],
    ['of gaps of years', shopOf([purchase(begin), purchase(begin + 4_000)], [purchase(begin + 8_000)])],
  ])('%s gives an answer, and no figure that is none', (_, data) => {
    const evaluation = evaluated(data);
    const shown = `${textOf(evaluation)}${pageOf(evaluation)}${figuresOf(reportOf(evaluation, null)).join(' ')}`;
    expect(shown).not.toMatch(/NaN|Infinity|undefined/);
    expect(evaluation.cuts[0]!.methods.get('ebb')!.note).toContain('no calibration is in force yet');
    expect(evaluation.cuts[0]!.methods.get('recency')!.atCapacity.all).not.toBeNull();
  });

  it('of one day, or of nothing, is refused', () => {
    expect(() => shopOf([purchase(begin)], [purchase(begin)])).toThrow('a shop: all purchases are of one day, 2022-01-08.');
    expect(() => shopOf()).toThrow('a shop: nobody has bought anything');
  });
});

describe('a cut', () => {
  const data = shopOf([purchase(begin), purchase(begin + 100)]);
  const judge = (day: number, horizonDays: number) =>
    evaluateHistory({
      data,
      cuts: [{ day, horizonDays }],
      rules: defaultWalkRules,
      capacityShare: 0.05,
      onProgress: () => {},
    });

  it('outside of the history is refused, and it is said where it may be', () => {
    expect(() => judge(begin + 90, 20)).toThrow('With that horizon, give --cut between 2022-01-08 and 2022-03-29.');
    expect(() => judge(begin - 1, 20)).toThrow('a cut on 2022-01-07 with 20 days after it is not in there');
    expect(() => judge(begin, 200)).toThrow('Give --horizon of at most 100 days.');
  });

  it('knows the customers who had bought by its end, and looks at the days after it', () => {
    const [cut] = judge(begin, 100).evaluation.cuts;
    expect(cut).toMatchObject({ date: '2022-01-08', customers: 1, buyers: 1 });
    expect(judge(begin, 99).evaluation.cuts[0]).toMatchObject({ customers: 1, buyers: 0 });
  });
});

/** All numbers in a report. */
function figuresOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(figuresOf) : [];
}
