import type { Instant } from '@ebb/domain';
import { day } from '../synthetic/pen.ts';

/** How busy a day is beside others, by its month and its weekday (UTC); only the proportions count. */
export interface Season {
  /** January first. */
  readonly byMonth: readonly number[];
  /** Monday first. */
  readonly byWeekday: readonly number[];
}

/** From an instant up to another, both at the start of a day. */
export interface Span {
  readonly from: Instant;
  /** Not included. */
  readonly until: Instant;
}

/** The factor of each day of the span; their mean is 1. */
export function dayFactors({ byMonth, byWeekday }: Season, { from, until }: Span): readonly number[] {
  const factors: number[] = [];
  for (let at = from; at < until; at += day) {
    factors.push(byMonth[new Date(at).getUTCMonth()]! * byWeekday[weekdayOf(at)]!);
  }
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return factors.map((factor) => factor / mean);
}

/** 0 for Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (at: Instant): number => (Math.floor(at / day) + 3) % 7;
