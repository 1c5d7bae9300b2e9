/**
 * The days of a purchase history, oldest first. All but the last stay as they are stored, packed into characters, with their sums beside
 * them: a purchase touches the last day alone, and what a fold asks is mostly answered by the sums. Who buys much has hundreds of days,
 * and an event finds 66 of them on average (`packages/bench`): as objects they were half of the fold and of the garbage that it left.
 */
import type { Day } from '../time/calendar.ts';

/** One calendar day with purchases or refunds. Amounts: whole numbers from 0 on, in minor units of the reporting currency. */
export interface DayBucket {
  readonly day: Day;
  /** Whether the day saw a purchase at all (a refund alone opens a bucket too). */
  readonly bought: boolean;
  readonly grossMinor: number;
  readonly refundedMinor: number;
}

export interface DayBuckets {
  /** All but the last, as `packDays` writes them. */
  readonly earlier: string;
  /** Of `earlier`; null where that is empty. */
  readonly sums: Sums | null;
  /** Null where there is none at all. */
  readonly last: DayBucket | null;
}

/** Of some days, one at least. */
interface Sums {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Days that count: see `isCounted`. */
  readonly counted: number;
  readonly firstCounted: Day | null;
  readonly lastCounted: Day | null;
  /** Of all days, whether they count or not. */
  readonly netMinor: number;
}

/** Days that count: how many, the first and the last. */
export interface CountedSpan {
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export const noDays: DayBuckets = { earlier: '', sums: null, last: null };

/** Whether the bucket is a purchase day: bought, and not refunded away. A day bought at price 0 stays. */
export function isCounted({ bought, grossMinor, refundedMinor }: DayBucket): boolean {
  return bought && (grossMinor === 0 || grossMinor > refundedMinor);
}

/** Ascending by day, each day once. */
export function daysFrom(list: readonly DayBucket[]): DayBuckets {
  return list.reduce(added, noDays);
}

/** All of them as a list, ascending by day. */
export function listOf({ earlier, last }: DayBuckets): readonly DayBucket[] {
  if (last === null) return [];
  const list: DayBucket[] = [];
  for (const reader = new Reader(earlier); !reader.isAtEnd; ) {
    reader.next();
    list.push(bucketAt(reader));
  }
  list.push(last);
  return list;
}

/** With the change added to its day. */
export function changeDay(days: DayBuckets, change: DayBucket): DayBuckets {
  const { earlier, sums, last } = days;
  if (last === null || change.day > last.day) return added(days, change);
  if (change.day === last.day) return { earlier, sums, last: merged(last, change) };
  const list = listOf(days);
  const at = list.findLastIndex(({ day }) => day <= change.day);
  const bucket = list[at];
  if (bucket?.day !== change.day) return daysFrom(list.toSpliced(at + 1, 0, change));
  return daysFrom(list.with(at, merged(bucket, change)));
}

/** Without those up to and including a day, and what of them counted; the very same where there are none. */
export function withoutUpTo(days: DayBuckets, day: Day): { readonly days: DayBuckets; readonly out: CountedSpan | null } {
  const { earlier, sums, last } = days;
  if (last === null || (sums?.firstDay ?? last.day) > day) return { days, out: null };
  if (last.day <= day) return { days: noDays, out: spanOf(days) };
  let out: Sums | null = null;
  for (const reader = new Reader(earlier); !reader.isAtEnd; ) {
    reader.next();
    if (reader.day <= day) {
      out = plus(out, reader);
      continue;
    }
    const rest = packed(reader, null) + earlier.slice(reader.at);
    return { days: { earlier: rest, sums: minus(sums!, out!, reader), last }, out: spanOf({ earlier, sums: out, last: null }) };
  }
  return { days: { earlier: '', sums: null, last }, out: spanOf({ earlier, sums: out, last: null }) };
}

/** Of the days after one, up to and including another: how many count, and what all of them brought, net of refunds. */
export function sumsBetween(days: DayBuckets, after: Day, until: Day): { readonly counted: number; readonly netMinor: number } {
  const { sums, last } = days;
  if (last === null) return { counted: 0, netMinor: 0 };
  let [counted, netMinor] = [0, 0];
  if ((sums?.firstDay ?? last.day) > after && last.day <= until) {
    if (isCounted(last)) counted = 1;
    netMinor = netOf(last);
    return sums === null ? { counted, netMinor } : { counted: sums.counted + counted, netMinor: sums.netMinor + netMinor };
  }
  for (const bucket of listOf(days)) {
    if (bucket.day <= after || bucket.day > until) continue;
    if (isCounted(bucket)) counted += 1;
    netMinor += netOf(bucket);
  }
  return { counted, netMinor };
}

/** Null where none counts. */
export function spanOf({ sums, last }: DayBuckets): CountedSpan | null {
  const isLastCounted = last !== null && isCounted(last);
  if (sums === null || sums.counted === 0) return isLastCounted ? { count: 1, firstDay: last.day, lastDay: last.day } : null;
  const { counted, firstCounted, lastCounted } = sums;
  return isLastCounted
    ? { count: counted + 1, firstDay: firstCounted!, lastDay: last.day }
    : { count: counted, firstDay: firstCounted!, lastDay: lastCounted! };
}

/** The last day with a purchase, refunded away or not; null where there is none. */
export function lastBoughtOf(days: DayBuckets): Day | null {
  if (days.last === null || days.last.bought) return days.last?.day ?? null;
  return listOf(days).findLast(({ bought }) => bought)?.day ?? null;
}

/** The day that counts as the nth from the end, with 1 the last of them; null where fewer count. */
export function nthLastCounted({ earlier, sums, last }: DayBuckets, nth: number): Day | null {
  let left = nth;
  if (last !== null && isCounted(last)) left -= 1;
  if (left === 0) return last!.day;
  if (sums === null || sums.counted < left) return null;
  for (const reader = Reader.atEndOf(earlier, sums.lastDay); ; reader.back()) {
    if (isCounted(reader)) left -= 1;
    if (left === 0) return reader.day;
  }
}

/**
 * As characters from U+0000 to U+00FF, one for each byte. Each number is in groups of seven bits, the lowest first, with the eighth bit
 * set on all but the last group. A day is: the days since the one before it (of the first: since 1970, with the sign in the lowest
 * bit), doubled; what was refunded, doubled, one more where nothing was bought; what was bought, doubled. The middle one is left
 * out where it is 0, else the other two are one more: so days can be read from both ends.
 *
 * @throws {RangeError} where a number is no whole one that fits, or the days do not ascend
 */
export function packDays({ earlier, sums, last }: DayBuckets): string {
  return last === null ? '' : earlier + packed(last, sums?.lastDay ?? null);
}

/** @throws {RangeError} where these are no packed days */
export function unpackDays(text: string): DayBuckets {
  if (text === '') return noDays;
  const reader = new Reader(text);
  reader.next();
  const firstDay = reader.day;
  let [start, lastDay, counted, netMinor] = [0, 0, 0, 0];
  let [firstCounted, lastCounted]: [Day | null, Day | null] = [null, null];
  while (!reader.isAtEnd) {
    lastDay = reader.day;
    netMinor += reader.grossMinor - reader.refundedMinor;
    if (isCounted(reader)) {
      counted += 1;
      firstCounted ??= lastDay;
      lastCounted = lastDay;
    }
    start = reader.at;
    reader.next();
  }
  const sums = start === 0 ? null : { firstDay, lastDay, counted, firstCounted, lastCounted, netMinor };
  return { earlier: text.slice(0, start), sums, last: bucketAt(reader) };
}

const netOf = ({ grossMinor, refundedMinor }: DayBucket): number => grossMinor - refundedMinor;

const merged = (one: DayBucket, other: DayBucket): DayBucket => ({
  day: one.day,
  bought: one.bought || other.bought,
  grossMinor: one.grossMinor + other.grossMinor,
  refundedMinor: one.refundedMinor + other.refundedMinor,
});

/** With one more at the end. */
function added({ earlier, sums, last }: DayBuckets, bucket: DayBucket): DayBuckets {
  if (last === null) return { earlier, sums, last: bucket };
  return { earlier: earlier + packed(last, sums?.lastDay ?? null), sums: plus(sums, last), last: bucket };
}

function plus(sums: Sums | null, bucket: DayBucket): Sums {
  const { day } = bucket;
  const counts = isCounted(bucket);
  return {
    firstDay: sums?.firstDay ?? day,
    lastDay: day,
    counted: (sums?.counted ?? 0) + (counts ? 1 : 0),
    firstCounted: sums?.firstCounted ?? (counts ? day : null),
    lastCounted: counts ? day : (sums?.lastCounted ?? null),
    netMinor: (sums?.netMinor ?? 0) + netOf(bucket),
  };
}

/**
 * The sums without those of the first days.
 *
 * @param reader at the first day that stays
 */
function minus(sums: Sums, out: Sums, reader: Reader): Sums {
  const firstDay = reader.day;
  const { lastDay } = sums;
  const netMinor = sums.netMinor - out.netMinor;
  if (sums.counted === out.counted) return { firstDay, lastDay, counted: 0, firstCounted: null, lastCounted: null, netMinor };
  while (!isCounted(reader)) reader.next();
  const { lastCounted, counted } = sums;
  return { firstDay, lastDay, counted: counted - out.counted, firstCounted: reader.day, lastCounted, netMinor };
}

function packed({ day, bought, grossMinor, refundedMinor }: DayBucket, before: Day | null): string {
  if (before !== null && day <= before) throw new RangeError(`day ${day} comes after day ${before}: days ascend`);
  const sinceBefore = before === null ? signedAsNatural(day) : day - before;
  if (bought && refundedMinor === 0) return numberText(2 * sinceBefore) + numberText(2 * grossMinor);
  return numberText(2 * sinceBefore + 1) + numberText(2 * refundedMinor + (bought ? 0 : 1)) + numberText(2 * grossMinor + 1);
}

const signedAsNatural = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function numberText(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value / 2} is no whole number that can be packed`);
  if (value < 0x80) return String.fromCharCode(value);
  if (value < 0x4000) return String.fromCharCode((value & 0x7f) | 0x80, value >> 7);
  return String.fromCharCode((value % 0x80) + 0x80) + numberText(Math.floor(value / 0x80));
}

/** Stands at one of packed days, without an object for each. */
class Reader implements DayBucket {
  readonly #text: string;
  /** Behind the day; of one that reads backwards, before it. */
  at = 0;
  day: Day = 0;
  bought = false;
  grossMinor = 0;
  refundedMinor = 0;
  #gap = 0;

  /** Before the first. */
  constructor(text: string) {
    this.#text = text;
  }

  /** At the last, ready to go back. */
  static atEndOf(text: string, lastDay: Day): Reader {
    const reader = new Reader(text);
    reader.at = text.length;
    reader.day = lastDay;
    reader.#readBack();
    return reader;
  }

  get isAtEnd(): boolean {
    return this.at === this.#text.length;
  }

  next(): void {
    const isFirst = this.at === 0;
    const since = this.#number();
    const refunded = since % 2 === 0 ? 0 : this.#number();
    const gross = this.#number();
    if (gross % 2 !== since % 2) throw new RangeError('a day ends otherwise than it begins');
    const gap = half(since);
    this.day = isFirst ? naturalAsSigned(gap) : this.day + gap;
    this.#take(gross, refunded);
  }

  back(): void {
    this.day -= this.#gap;
    this.#readBack();
  }

  #readBack(): void {
    const gross = this.#numberBefore();
    const refunded = gross % 2 === 0 ? 0 : this.#numberBefore();
    this.#gap = half(this.#numberBefore());
    this.#take(gross, refunded);
  }

  #take(gross: number, refunded: number): void {
    this.bought = refunded % 2 === 0;
    this.grossMinor = half(gross);
    this.refundedMinor = half(refunded);
  }

  #number(): number {
    const text = this.#text;
    const low = text.charCodeAt(this.at++);
    if (low < 0x80) return low;
    const high = text.charCodeAt(this.at++);
    // The usual cases, in whole numbers of 32 bits.
    return high < 0x80 ? (low & 0x7f) | (high << 7) : this.#longer((low & 0x7f) | ((high & 0x7f) << 7), high);
  }

  /** A number that goes on after its first two groups, as the code of the second says. */
  #longer(begun: number, second: number): number {
    let [value, code] = [begun, second];
    for (let scale = 0x4000; ; scale *= 0x80) {
      if (!(code <= 0xff)) throw new RangeError('the last day is not whole');
      if (code < 0x80) return value;
      code = this.#text.charCodeAt(this.at++);
      value += (code & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number of a day is too large');
    }
  }

  #numberBefore(): number {
    const text = this.#text;
    this.at -= 1;
    let value = text.charCodeAt(this.at);
    while (this.at > 0) {
      const code = text.charCodeAt(this.at - 1);
      if (code < 0x80) break;
      value = value * 0x80 + (code & 0x7f);
      this.at -= 1;
    }
    return value;
  }
}

const bucketAt = ({ day, bought, grossMinor, refundedMinor }: Reader): DayBucket => ({ day, bought, grossMinor, refundedMinor });

/** Without the lowest bit. */
const half = (value: number): number => (value < 2 ** 31 ? value >>> 1 : Math.floor(value / 2));

const naturalAsSigned = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
