import { setTimeout as pause } from 'node:timers/promises';

const tickMilliseconds = 2;

export interface OpenLoop {
  readonly perSecond: number;
  readonly count: number;
  /** Sends those whose time has come, in their order; it is not waited for. */
  readonly send: (numbers: readonly number[]) => void;
}

/**
 * Sends on a schedule that does not wait for answers: number n is due n / perSecond after the start, and whoever was due while nothing
 * could be sent counts from that time on. Else a pause would be counted once, not for all whom it held up: "coordinated omission" (Tene
 * 2013, "How NOT to measure latency").
 * @returns when each was due, by the clock of Date.now
 */
export async function openLoop({ perSecond, count, send }: OpenLoop): Promise<(number: number) => number> {
  const startedAt = Date.now();
  const dueAt = (number: number) => startedAt + (number * 1_000) / perSecond;
  let next = 0;
  while (next < count) {
    const due: number[] = [];
    for (; next < count && dueAt(next) <= Date.now(); next += 1) due.push(next);
    if (due.length > 0) send(due);
    await pause(tickMilliseconds);
  }
  return dueAt;
}
