import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { RhythmCounts, type RhythmSample } from './rhythm-sample.ts';
import { SpendCounts, type SpendSample } from './spend-sample.ts';

const cdnow = new URL('../../../../infra/cdnow/', import.meta.url);

export interface Golden<Name extends string> {
  readonly params: Readonly<Record<Name, number>>;
  readonly log_likelihood: number;
}

export const golden = JSON.parse(readFileSync(new URL('golden.json', cdnow), 'utf8')) as {
  readonly bg_nbd: Golden<'r' | 'alpha' | 'a' | 'b'>;
  readonly mbg_nbd: Golden<'r' | 'alpha' | 'a' | 'b'>;
  readonly pareto_nbd: Golden<'r' | 'alpha' | 's' | 'beta'>;
  readonly gamma_gamma: Pick<Golden<'p' | 'q' | 'v'>, 'params'>;
};

/** The day on which the calibration period of the CDNOW sample ends: 1997-09-30. */
export const cdnowCut = Date.parse('1997-09-30T00:00:00Z') / 86_400_000;

/** What the 2,357 customers of the CDNOW sample spent on which days, in cents, until 1997-09-30 included. */
export function cdnowSampleDays(): Iterable<ReadonlyMap<number, number>> {
  const ids = new Set(readFileSync(new URL('sample-ids.txt', cdnow), 'utf8').trim().split('\n'));
  const rows = gunzipSync(readFileSync(new URL('purchases.csv.gz', cdnow)))
    .toString()
    .trim()
    .split('\n')
    .slice(1);
  const customers = new Map<string, Map<number, number>>();
  for (const [id, date, , dollars] of rows.map((row) => row.split(',')) as [string, string, string, string][]) {
    const day = dayOf(date);
    if (!ids.has(id) || day > cdnowCut) continue;
    const days = customers.get(id) ?? new Map<number, number>();
    customers.set(id, days.set(day, (days.get(day) ?? 0) + Math.round(Number(dollars) * 100)));
  }
  return customers.values();
}

/** The same counted, T until the beginning of that day, so that it is 38.86 weeks at most; spend over repeat purchase days. */
export function cdnowSample(): { readonly rhythm: RhythmSample; readonly spend: SpendSample } {
  const [rhythm, spend] = [new RhythmCounts(), new SpendCounts()];
  for (const customer of cdnowSampleDays()) {
    const days = [...customer.keys()].toSorted((one, other) => one - other);
    const [first, repeats] = [days[0]!, days.slice(1)];
    rhythm.add(repeats.length, (days.at(-1) ?? first) - first, cdnowCut - first);
    spend.add(
      repeats.length,
      repeats.reduce((sum, day) => sum + customer.get(day)!, 0),
    );
  }
  return { rhythm: rhythm.sample(), spend: spend.sample() };
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** A history in days: x, tx, T. */
export type History = readonly [x: number, txDays: number, TDays: number];

export function rhythmOf(histories: readonly History[]): RhythmSample {
  const counts = new RhythmCounts();
  for (const history of histories) counts.add(...history);
  return counts.sample();
}

/** Up to 10,000 repeats, and up to 50 years. */
export const anyHistory: fc.Arbitrary<History> = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 10_000 })), fc.nat(18_262), fc.nat(18_262))
  .map(([x, one, other]) => (x === 0 ? [0, 0, one] : [x, Math.min(one, other), Math.max(one, other)]));

/** The derivative of a function of one number, by central difference. */
export function slopeOf(f: (value: number) => number, at: number): number {
  const step = 1e-5 * at;
  return (f(at + step) - f(at - step)) / (2 * step);
}
