/**
 * When whose silence of one source speaks, for one partition. The store keeps the times in lists, one for each UTC day, as they were
 * set; a day's list is read when the watermark comes to it, and is dropped once all of it has been looked at. So a time costs the store
 * a few bytes more than the customer's id and its place in a list, and setting it no search: in one sorted set it cost 104 bytes, and a
 * quarter of Redis' time. (A calendar queue, Brown 1988, of which only the day at hand is sorted.)
 *
 * A time is never taken out of a list by itself. One that a sooner one has replaced is found out when it comes: it is not among those
 * that are registered with its customer.
 */
import type { Instant } from './processor.ts';
import { never } from './watermark.ts';

/** A time of the index, and whose. */
export interface Timer {
  readonly customerId: string;
  readonly dueAt: Instant;
}

export interface DueTimers {
  /** In the order of their times. */
  readonly due: readonly Timer[];
  /** Once these have been looked at, all up to here have. At most the instant that was asked for. */
  readonly ranTo: Instant;
  /** Days of which none but these are left. */
  readonly passed: readonly number[];
}

export const dayMilliseconds = 86_400_000;
/** One by one, a replay of months would wait for Redis at each day. */
const daysReadTogether = 16;

/** The UTC day of an instant, counted from 1970-01-01. */
export const dayOf = (instant: Instant): number => Math.floor(instant / dayMilliseconds);

/** Nothing here changes what the store has: it is told with the next commit, and `settle` then. */
export class Timers {
  /** Of which nothing has been read, ascending; all after those that have. */
  #days: number[];
  /** Those that have been read, and are not dropped yet. */
  #openDays: number[] = [];
  /** The first day that has not been read. */
  #openTo = Number.NEGATIVE_INFINITY;
  /** All that is left of the days read, in the order of their times. */
  #open: Timer[] = [];
  /** All of the days not read come after this; what lies before it there has been looked at. */
  #unreadAfter: Instant;

  /**
   * @param days that have timers
   * @param ranTo up to where they have been looked at already
   */
  constructor(days: Iterable<number>, ranTo: Instant) {
    this.#days = [...days].toSorted((a, b) => a - b);
    this.#unreadAfter = ranTo;
  }

  /** When the next one is due: not before; `never` where there is none. */
  get nextDueAt(): Instant {
    return this.#dueAfter(0);
  }

  /** Reads days up to an instant, until as many of their timers are there as may be asked for. */
  async open(until: Instant, limit: number, read: (days: readonly number[]) => Promise<readonly Timer[]>): Promise<void> {
    while (this.#open.length < limit) {
      const days = this.#days.slice(0, daysReadTogether).filter((day) => day * dayMilliseconds <= until);
      const last = days.at(-1);
      if (last === undefined) return;
      const timers = await read(days);
      this.#days.splice(0, days.length);
      this.#openDays.push(...days);
      this.#openTo = last + 1;
      for (const timer of timers.toSorted(inOrder)) if (timer.dueAt > this.#unreadAfter) this.#open.push(timer);
    }
  }

  /**
   * The next ones of the days read, as many as asked for, up to an instant: a watermark, after which all lie that are set from now on.
   * They are the next ones until they are settled.
   */
  due(until: Instant, limit: number): DueTimers {
    const later = this.#open.findIndex(({ dueAt }) => dueAt > until);
    const count = Math.min(limit, later < 0 ? this.#open.length : later);
    const nextDay = dayOf(this.#open[count]?.dueAt ?? never);
    return {
      due: this.#open.slice(0, count),
      ranTo: Math.min(until, this.#dueAfter(count) - 1),
      passed: this.#openDays.filter((day) => day < nextDay),
    };
  }

  /** What a commit has changed: those that were due are gone, with the days passed, and others have been set. */
  settle({ due, ranTo, passed }: DueTimers, set: readonly Timer[]): void {
    this.#open.splice(0, due.length);
    this.#unreadAfter = Math.max(this.#unreadAfter, ranTo);
    if (passed.length > 0) this.#openDays = this.#openDays.filter((day) => !passed.includes(day));
    let isSorted = true;
    for (const timer of set) {
      const day = dayOf(timer.dueAt);
      if (day >= this.#openTo) {
        insert(this.#days, day);
        continue;
      }
      insert(this.#openDays, day);
      this.#open.push(timer);
      isSorted = false;
    }
    if (!isSorted) this.#open.sort(inOrder);
  }

  #dueAfter(count: number): Instant {
    const [day] = this.#days;
    return this.#open[count]?.dueAt ?? (day === undefined ? never : Math.max(day * dayMilliseconds, this.#unreadAfter + 1));
  }
}

const inOrder = (a: Timer, b: Timer): number => a.dueAt - b.dueAt || (a.customerId < b.customerId ? -1 : 1);

/** Into ascending numbers, where it is not there. */
function insert(days: number[], day: number): void {
  let [from, to] = [0, days.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle] as number) < day) from = middle + 1;
    else to = middle;
  }
  if (days[from] !== day) days.splice(from, 0, day);
}
