import { createHash } from 'node:crypto';
import type { Records } from '@ebb/contracts';
import type { Instant } from '@ebb/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../synthetic/pen.ts';
import { arrivals } from './arrivals.ts';
import { Chance } from './chance.ts';
import type { SimulatedCustomer } from './customer.ts';
import { orders, purchasesOf } from './purchases.ts';
import { weekdayOf } from './season.ts';
import { type Shop, simulatedShop } from './shop.ts';
import { inOrderOfTime, simulate } from './simulate.ts';
import { causesOfDropOut } from './truth.ts';

const { span } = simulatedShop;
const { rhythm } = simulatedShop;

/** Where nothing happens but purchases: by the parts put back, what each of them does. */
const quietShop: Shop = {
  ...simulatedShop,
  rhythm: { ...rhythm, a: 1e-9 },
  pauses: { ...simulatedShop.pauses, perYear: 0 },
  incidents: { ...simulatedShop.incidents, fatalShare: 0 },
  outside: {
    ...simulatedShop.outside,
    perYear: { 'better-offer': 0, price: 0, 'payment-difficulty': 0, 'need-ended': 0, moved: 0 },
  },
  pressure: { ...simulatedShop.pressure, perYear: 0 },
  boredom: { ...simulatedShop.boredom, perYear: 0 },
};

/** What chance allows: four standard errors. */
const expectWithin = (actual: number, expected: number, standardError: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThan(4 * standardError);
};

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

const expectShare = <T>(all: readonly T[], is: (one: T) => boolean, expected: number): void =>
  expectWithin(shareOf(all, is), expected, Math.sqrt((expected * (1 - expected)) / all.length));

const ordersOf = ({ events }: SimulatedCustomer) => orders(events);
const contactsOf = ({ events }: SimulatedCustomer) =>
  events.flatMap(({ source, record }) => (source === 'supportContacts' ? [record as Records['SupportContact']] : []));

describe('a simulation', () => {
  const bytesOf = (seed: number): string => JSON.stringify([...simulate({ seed, customers: 200 })]);

  test('follows from its seed alone', () => {
    expect(bytesOf(1)).toBe(bytesOf(1));
    expect(bytesOf(2)).not.toBe(bytesOf(1));
  });

  test('has the same events and drop-outs on every machine', () => {
    const all = [...simulate({ seed: 1, customers: 200 })].map(({ events, truth }) => [events, truth.dropOut]);
    expect(createHash('sha256').update(JSON.stringify(all)).digest('hex')).toBe(
      '68d8ce6aef774cc51168976ee97f0d1d46012f6aad89599e3e2193da6017d9a7',
    );
  });

  test('tells all events by time, once each, and makes customers only when they come', () => {
    let [made, madeAtTenth] = [0, 0];
    function* counted() {
      for (const customer of simulate({ seed: 1, customers: 500 })) {
        made += 1;
        yield customer;
      }
    }
    const times: Instant[] = [];
    const ids: string[] = [];
    for (const { source, record } of inOrderOfTime(counted())) {
      times.push(record.occurredAt);
      ids.push(`${source} ${record.eventId}`);
      if (times.length === 10) madeAtTenth = made;
    }
    expect(madeAtTenth).toBeLessThan(20);
    const all = [...simulate({ seed: 1, customers: 500 })].flatMap(({ events }) => events);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(ids.toSorted()).toEqual(all.map(({ source, record }) => `${source} ${record.eventId}`).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('of nobody is nothing', () => {
    expect([...inOrderOfTime(simulate({ seed: 1, customers: 0 }))]).toEqual([]);
  });
});

describe('customers come', () => {
  const all = [...arrivals(20_000, simulatedShop, new Chance(1))];
  const { growthPerYear, season } = simulatedShop.acquisition;

  test('as many as asked for, one after the other, on the days of the span', () => {
    expect(all).toHaveLength(20_000);
    expect(all).toEqual(all.toSorted((one, other) => one - other));
    expect(all[0]).toBeGreaterThanOrEqual(span.from);
    expect(all.at(-1)).toBeLessThan(span.until);
  });

  test('more and more of them', () => {
    const [firstYear, secondYear] = [1 + growthPerYear / 2, 1 + growthPerYear * 1.5];
    expectShare(all, (at) => at < Date.parse('2023-01-01T00:00:00Z'), firstYear / (firstYear + secondYear));
  });

  test('by the season of the week', () => {
    const total = season.byWeekday.reduce((sum, weight) => sum + weight, 0);
    for (const [weekday, weight] of season.byWeekday.entries())
      expectShare(all, (at) => weekdayOf(at) === weekday, weight / total);
  });

  test('by the season of the year', () => {
    // Within a year the trend is known too: more towards its end.
    const daysOf = (month: number) => (Date.UTC(2022, month + 1) - Date.UTC(2022, month)) / day;
    const trendOf = (month: number) =>
      1 + (growthPerYear * ((Date.UTC(2022, month) - span.from) / day + daysOf(month) / 2)) / 365;
    const weights = season.byMonth.map((weight, month) => weight * daysOf(month) * trendOf(month));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const first = all.filter((at) => at < Date.UTC(2023, 0));
    for (const [month, weight] of weights.entries()) {
      expectShare(first, (at) => new Date(at).getUTCMonth() === month, weight / total);
    }
  });
});

describe('where nobody leaves', () => {
  let customers: readonly SimulatedCustomer[];
  beforeAll(() => {
    customers = [...simulate({ seed: 3, customers: 1_500, shop: quietShop })];
  });

  test('everybody is alive at the end', () => {
    expect(customers.filter(({ truth }) => truth.dropOut !== null)).toEqual([]);
  });

  test('purchase rates are gamma distributed', () => {
    const rates = customers.map(({ truth }) => truth.purchasesPerWeek);
    const mean = rhythm.r / rhythm.alpha;
    const average = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    expectWithin(average, mean, Math.sqrt(rhythm.r) / rhythm.alpha / Math.sqrt(rates.length));
    const variance = rates.reduce((sum, rate) => sum + (rate - average) ** 2, 0) / rates.length;
    const [expected, kurtosis] = [rhythm.r / rhythm.alpha ** 2, 3 + 6 / rhythm.r];
    expectWithin(variance, expected, expected * Math.sqrt((kurtosis - 1) / rates.length));
  });

  test('what they spend is gamma distributed, with a mean of their own', () => {
    const { p, q, gammaMinor } = simulatedShop.spend;
    const mean = (p * gammaMinor) / (q - 1);
    const means = customers.map(({ truth }) => truth.spendMeanMinor);
    expectWithin(means.reduce((sum, one) => sum + one, 0) / means.length, mean, mean / Math.sqrt((q - 2) * means.length));
    const ratios = customers.flatMap((customer) =>
      ordersOf(customer).map(({ amountMinor }) => amountMinor / customer.truth.spendMeanMinor),
    );
    const average = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expectWithin(average, 1, 1 / Math.sqrt(p * ratios.length));
    const variance = ratios.reduce((sum, ratio) => sum + (ratio - 1) ** 2, 0) / ratios.length;
    expectWithin(variance, 1 / p, (1 / p) * Math.sqrt((2 + 6 / p) / ratios.length));
  });

  /** Before the opening hours were applied. */
  const processTime = (at: Instant): Instant => {
    const midnight = Math.floor(at / day) * day;
    return midnight + ((at - midnight - (7 * day) / 24) * 24) / 16;
  };

  /** For each day the repeat purchases that the rates of customers and the season make expect. */
  const expectedByDay = (): readonly (readonly [Instant, number])[] => {
    const { byMonth, byWeekday } = simulatedShop.season;
    const days = Array.from({ length: (span.until - span.from) / day }, (_, index) => span.from + index * day);
    const weights = days.map((at) => byMonth[new Date(at).getUTCMonth()]! * byWeekday[weekdayOf(at)]!);
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    return days.map((at, index) => {
      let rates = 0;
      for (const { truth } of customers) {
        const partOfDay = Math.max(0, Math.min(1, (at + day - processTime(truth.acquiredAt)) / day));
        rates += truth.purchasesPerWeek * partOfDay;
      }
      return [at, ((weights[index]! / mean) * rates) / 7];
    });
  };

  test.each([
    ['month', (at: Instant) => new Date(at).getUTCMonth()],
    ['weekday', weekdayOf],
    ['year', (at: Instant) => new Date(at).getUTCFullYear()],
  ])('they buy at their rates, by %s as the season has it', (_, keyOf) => {
    const repeats = customers.flatMap((customer) => ordersOf(customer).slice(1));
    const counts = Map.groupBy(repeats, ({ occurredAt }) => keyOf(occurredAt));
    for (const [key, days] of Map.groupBy(expectedByDay(), ([at]) => keyOf(at))) {
      const expected = days.reduce((sum, [, purchases]) => sum + purchases, 0);
      expectWithin(counts.get(key)?.length ?? 0, expected, Math.sqrt(expected));
    }
  });
});

test('with natural drop-outs alone, as many leave at the first purchase as the beta distribution says', () => {
  const shop = { ...quietShop, rhythm };
  const customers = [...simulate({ seed: 4, customers: 3_000, shop })];
  expectShare(customers, ({ truth }) => truth.dropOut?.at === truth.acquiredAt, rhythm.a / (rhythm.a + rhythm.b));
  expect(new Set(customers.map(({ truth }) => truth.dropOut?.cause ?? 'alive'))).toEqual(new Set(['natural', 'alive']));
});

describe('the truth about customers', () => {
  let customers: readonly SimulatedCustomer[];
  let left: readonly {
    readonly customer: SimulatedCustomer;
    readonly dropOut: NonNullable<SimulatedCustomer['truth']['dropOut']>;
  }[];
  beforeAll(() => {
    customers = [...simulate({ seed: 5, customers: 2_500 })];
    left = customers.flatMap((customer) =>
      customer.truth.dropOut === null ? [] : [{ customer, dropOut: customer.truth.dropOut }],
    );
  });

  test('has every cause of dropping out', () => {
    expect(new Set(left.map(({ dropOut }) => dropOut.cause))).toEqual(new Set(causesOfDropOut));
  });

  test('all of it says that it is made up, and lies within the time of the data', () => {
    const records = customers.flatMap(({ events }) => events.map(({ record }) => record));
    expect(records.filter(({ customerId }) => !customerId.startsWith('simulated-'))).toEqual([]);
    expect(records.filter(({ eventId }) => !/^(simulated|synthetic)-/.test(eventId))).toEqual([]);
    expect(records.filter(({ occurredAt: at }) => at < span.from || at >= span.until)).toEqual([]);
  });

  test('nobody buys before the first purchase, or after the drop-out', () => {
    for (const customer of customers) {
      const times = ordersOf(customer).map(({ occurredAt }) => occurredAt);
      expect(times[0]).toBe(customer.truth.acquiredAt);
      expect(times.at(-1)).toBeLessThanOrEqual(customer.truth.dropOut?.at ?? span.until);
    }
  });

  test('what led to a drop-out began before it, and a case that did is on record', () => {
    for (const { customer, dropOut } of left) {
      expect(dropOut.beganAt).toBeGreaterThanOrEqual(customer.truth.acquiredAt);
      expect(dropOut.beganAt).toBeLessThanOrEqual(dropOut.at);
      if (dropOut.caseId === null) continue;
      const opened = contactsOf(customer).find(({ caseId, what }) => caseId === dropOut.caseId && what === 'opened');
      expect(opened?.occurredAt).toBe(dropOut.beganAt);
      expect(dropOut.knowableAt).toBeLessThanOrEqual(dropOut.at);
    }
  });

  test('drop-outs by incident, and only these, name a case', () => {
    const byCase = new Set(left.filter(({ dropOut }) => dropOut.caseId !== null).map(({ dropOut }) => dropOut.cause));
    expect(byCase).toEqual(
      new Set(['bounced', 'defect-not-fixed', 'disappointed', 'failed-onboarding', 'service-not-performed']),
    );
    expect(left.filter(({ dropOut }) => byCase.has(dropOut.cause) && dropOut.caseId === null)).toEqual([]);
  });

  test('who leaves for something outside says so in about half of the cases', () => {
    const { noticeShare, refusalShare } = simulatedShop.outside;
    // A call comes up to 60 days after the drop-out; those who leave at the very end are not called any more.
    const outside = left.filter(
      ({ dropOut: { cause, at } }) =>
        ['better-offer', 'price', 'need-ended', 'moved'].includes(cause) && at < span.until - 61 * day,
    );
    expectShare(outside, ({ dropOut }) => dropOut.knowableAt !== null, noticeShare + refusalShare);
  });

  test('a notice states the true motive, unless it is taken back', () => {
    for (const customer of customers) {
      const notices = contactsOf(customer).filter(({ what, caseId }) => what === 'notice-given' && caseId.endsWith('notice'));
      expect(notices.filter(({ motive }) => motive !== customer.truth.dropOut?.cause)).toEqual([]);
    }
  });

  test('who is bored buys of one category to the end', () => {
    const bored = left.filter(({ dropOut }) => dropOut.cause === 'boredom');
    for (const { customer, dropOut } of bored) {
      const last = ordersOf(customer).filter(({ occurredAt }) => occurredAt >= dropOut.beganAt);
      expect(last.length).toBeGreaterThanOrEqual(simulatedShop.boredom.purchases[0]);
      expect(new Set(last.flatMap(({ lineItems }) => lineItems.map(({ category }) => category))).size).toBe(1);
    }
  });

  test('silence proves nothing: who makes a pause buys nothing meanwhile, and there are some who buy again', () => {
    // The opening hours move a purchase within its day.
    const pauses = customers.flatMap((customer) => customer.truth.pauses.map((pause) => ({ customer, pause })));
    const meanwhile = pauses.filter(({ customer, pause: { from, until } }) =>
      ordersOf(customer).some(({ occurredAt }) => occurredAt >= from + day && occurredAt < until - day),
    );
    expect(meanwhile).toEqual([]);
    const back = pauses.filter(({ customer, pause }) => ordersOf(customer).some(({ occurredAt }) => occurredAt >= pause.until));
    expect(back).not.toEqual([]);
  });

  test('purchases alone are those of the events', () => {
    const histories = purchasesOf(customers);
    expect([...histories.keys()]).toEqual(customers.map(({ truth }) => truth.customerId));
    const bought = [...histories.values()].flat().map(({ id, at, amountMinor }) => [id, at, amountMinor]);
    expect(bought).toEqual(
      customers.flatMap(ordersOf).map(({ eventId, occurredAt, amountMinor }) => [eventId, occurredAt, amountMinor]),
    );
  });

  test('some purchases are refunded, each within its order and after it', () => {
    const all = customers.flatMap(({ events }) => events.flatMap(({ record }) => ('refundOf' in record ? [record] : [])));
    const byOrder = new Map(all.filter(({ kind }) => kind === 'purchase').map((order) => [order.orderId, order]));
    const refunds = all.filter(({ kind }) => kind === 'refund');
    for (const { orderId, occurredAt, amountMinor } of refunds) {
      expect(occurredAt).toBeGreaterThan(byOrder.get(orderId)!.occurredAt);
      expect(amountMinor).toBeLessThanOrEqual(byOrder.get(orderId)!.amountMinor);
    }
    const refunded = new Set(refunds.map(({ orderId }) => orderId));
    // Those of the last days would be refunded after the end.
    const longAgo = [...byOrder.values()].filter(({ occurredAt }) => occurredAt < span.until - 14 * day);
    expectShare(longAgo, ({ orderId }) => refunded.has(orderId), simulatedShop.refunds.share);
  });

  test('the lines of an order add up to it', () => {
    const wrong = customers.flatMap(ordersOf).filter(({ amountMinor, lineItems }) => {
      return lineItems.reduce((sum, line) => sum + line.amountMinor, 0) !== amountMinor;
    });
    expect(wrong).toEqual([]);
  });
});
