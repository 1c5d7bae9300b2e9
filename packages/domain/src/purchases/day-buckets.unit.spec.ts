import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeDay,
  type DayBucket,
  daysFrom,
  isCounted,
  lastBoughtOf,
  listOf,
  noDays,
  nthLastCounted,
  packDays,
  spanOf,
  sumsBetween,
  unpackDays,
  withoutUpTo,
} from './day-buckets.ts';

const amount = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 2 ** 48 }),
);
const bucketOn = (day: fc.Arbitrary<number>): fc.Arbitrary<DayBucket> =>
  fc.record({ day, bought: fc.boolean(), grossMinor: amount, refundedMinor: fc.oneof(fc.constant(0), amount) });

/** Ascending days, near each other and far apart, before 1970 and after. */
const anyDays: fc.Arbitrary<readonly DayBucket[]> = fc
  .uniqueArray(bucketOn(fc.oneof(fc.integer({ min: -3, max: 60 }), fc.integer({ min: -30_000, max: 30_000 }))), {
    maxLength: 30,
    selector: ({ day }) => day,
  })
  .map((days) => days.toSorted((one, other) => one.day - other.day));
const anyDay = fc.oneof(fc.integer({ min: -5, max: 65 }), fc.integer({ min: -30_001, max: 30_001 }));

const net = (days: readonly DayBucket[]): number =>
  days.reduce((sum, { grossMinor, refundedMinor }) => sum + grossMinor - refundedMinor, 0);

function naiveSpan(days: readonly DayBucket[]) {
  const counted = days.filter(isCounted);
  return counted.length === 0 ? null : { count: counted.length, firstDay: counted[0]!.day, lastDay: counted.at(-1)!.day };
}

/** What a list of buckets would do. */
function naiveChange(list: readonly DayBucket[], { day, bought, grossMinor, refundedMinor }: DayBucket): readonly DayBucket[] {
  const was = list.find((bucket) => bucket.day === day) ?? { bought: false, grossMinor: 0, refundedMinor: 0 };
  const is = {
    day,
    bought: was.bought || bought,
    grossMinor: was.grossMinor + grossMinor,
    refundedMinor: was.refundedMinor + refundedMinor,
  };
  return [...list.filter((bucket) => bucket.day !== day), is].toSorted((one, other) => one.day - other.day);
}

describe('the days of a purchase history', () => {
  it('are the same as a list, packed and unpacked', () => {
    fc.assert(
      fc.property(anyDays, (list) => {
        const days = daysFrom(list);
        expect(listOf(days)).toEqual(list);
        expect(unpackDays(packDays(days))).toEqual(days);
        expect(Buffer.from(packDays(days), 'latin1').toString('latin1')).toBe(packDays(days));
      }),
    );
  });

  it('are summed as a list of them would be, of all and of a part', () => {
    fc.assert(
      fc.property(anyDays, anyDay, anyDay, (list, after, until) => {
        const days = daysFrom(list);
        const inside = list.filter(({ day }) => day > after && day <= until);
        expect(sumsBetween(days, after, until)).toEqual({ counted: inside.filter(isCounted).length, netMinor: net(inside) });
        expect(sumsBetween(days, -40_000, 40_000)).toEqual({ counted: list.filter(isCounted).length, netMinor: net(list) });
        expect(spanOf(days)).toEqual(naiveSpan(list));
        expect(lastBoughtOf(days)).toBe(list.findLast(({ bought }) => bought)?.day ?? null);
      }),
    );
  });

  it('are counted from the end', () => {
    fc.assert(
      fc.property(anyDays, fc.integer({ min: 1, max: 31 }), (list, nth) => {
        expect(nthLastCounted(daysFrom(list), nth)).toBe(list.filter(isCounted).at(-nth)?.day ?? null);
      }),
    );
  });

  it('change one day wherever it lies', () => {
    fc.assert(
      fc.property(anyDays, bucketOn(anyDay), (list, change) => {
        expect(changeDay(daysFrom(list), change)).toEqual(daysFrom(naiveChange(list, change)));
      }),
    );
  });

  it('are cut in front, and what is cut off is summed up', () => {
    fc.assert(
      fc.property(anyDays, anyDay, (list, until) => {
        const days = daysFrom(list);
        const cut = withoutUpTo(days, until);
        expect(cut.days).toEqual(daysFrom(list.filter(({ day }) => day > until)));
        expect(cut.out).toEqual(naiveSpan(list.filter(({ day }) => day <= until)));
        expect(cut.days === days).toBe(!list.some(({ day }) => day <= until));
      }),
    );
  });

  it('take 3 bytes each where somebody buys for 40 to 80 in a currency of two digits, two months apart at most', () => {
    const list = Array.from({ length: 10 }, (_, index) => {
      return { day: 20_000 + 60 * index, bought: true, grossMinor: 4_000 + 400 * index, refundedMinor: 0 };
    });
    expect(packDays(daysFrom(list))).toHaveLength(3 * list.length + 2);
    expect(packDays(noDays)).toBe('');
  });

  it('are refused where a day is not whole, or ends otherwise than it begins', () => {
    const day = { day: 20_000, bought: true, grossMinor: 5_000, refundedMinor: 5_000 };
    const text = packDays(daysFrom([day]));
    for (let length = 1; length < text.length; length += 1) expect(() => unpackDays(text.slice(0, length))).toThrow(RangeError);
    expect(() => unpackDays(`${text.slice(0, -1)}\u00ff\u00ff`)).toThrow('the last day is not whole');
    expect(() => unpackDays('\u0002\u0003')).toThrow('a day ends otherwise than it begins');
    expect(() => unpackDays('\u0002\u0100')).toThrow(RangeError);
    expect(() => unpackDays(`\u0002${'\u00ff'.repeat(8)}\u007f`)).toThrow('too large');
  });

  it('are refused where they do not ascend, or an amount is no whole number that fits', () => {
    const day = { day: 1, bought: true, grossMinor: 1, refundedMinor: 0 };
    expect(() => packDays(daysFrom([day, day]))).toThrow('days ascend');
    for (const grossMinor of [-1, 0.25, 2 ** 53]) expect(() => packDays(daysFrom([{ ...day, grossMinor }]))).toThrow(RangeError);
  });
});
