import { createHistogram } from 'node:perf_hooks';

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Of latencies in milliseconds, at least one; exact to three digits. */
export function percentilesOf(milliseconds: Iterable<number>): Percentiles {
  const histogram = createHistogram();
  // A histogram counts whole numbers from 1 on: microseconds.
  for (const one of milliseconds) histogram.record(Math.max(Math.round(one * 1_000), 1));
  const at = (percent: number) => histogram.percentile(percent) / 1_000;
  return { p50: at(50), p99: at(99), p999: at(99.9), max: histogram.max / 1_000 };
}
