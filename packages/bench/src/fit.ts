/**
 * How long the fits of a calibration take, on one core: a million customers, simulated from MBG/NBD and gamma-gamma with the
 * parameters of CDNOW, acquired evenly over two years, known by the day.
 *
 *   node packages/bench/src/fit.ts
 */
import {
  corrected,
  countedValues,
  fitIsotonic,
  fitMbgNbd,
  fitSpend,
  mbgNbd,
  pmgEdges,
  quintileEdges,
  RhythmCounts,
  SpendCounts,
} from '@ebb/domain';
import { seededRandom } from '@ebb/testing/seeded-random';

const customers = 1_000_000;
const historyDays = 730;
const truth = {
  rhythm: { r: 0.5248377256, alpha: 6.1829884791, a: 0.8913562809, b: 1.6140000257 },
  spend: { p: 6.2488024961, q: 3.7445884609, gammaMinor: 1544.77480649 },
};

const random = seededRandom(1997);
const exponential = () => -Math.log(1 - random());
const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * random());

/** Of scale 1: Marsaglia & Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26(3), 363-372. */
function gamma(shape: number): number {
  if (shape < 1) return gamma(shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function beta(a: number, b: number): number {
  const one = gamma(a);
  return one / (one + gamma(b));
}

/** Days since the first purchase on which a customer bought, the first left out. */
function repeatDays(TDays: number): readonly number[] {
  const { r, alpha, a, b } = truth.rhythm;
  const [perDay, dropOut] = [gamma(r) / alpha / 7, beta(a, b)];
  const days = new Set<number>();
  let at = 0;
  while (random() >= dropOut) {
    at += exponential() / perDay;
    if (at > TDays) break;
    days.add(Math.floor(at));
  }
  days.delete(0);
  return [...days];
}

const rows: string[] = [];
/** The best of three runs after one to warm up, as others may be at work on the machine. */
function timed<Result>(what: string, run: () => Result): Result {
  let [seconds, result] = [Number.POSITIVE_INFINITY, run()];
  for (let repetition = 0; repetition < 3; repetition += 1) {
    const start = performance.now();
    result = run();
    seconds = Math.min(seconds, (performance.now() - start) / 1_000);
  }
  rows.push(`| ${what} | ${seconds.toFixed(2)} |`);
  return result;
}

const histories = Array.from({ length: customers }, () => {
  const TDays = Math.floor(random() * (historyDays + 1));
  const days = repeatDays(TDays);
  const { p, q, gammaMinor } = truth.spend;
  const scale = gammaMinor / gamma(q);
  const totalMinor = days.reduce((sum) => sum + Math.round(gamma(p) * scale), 0);
  return { x: days.length, txDays: days.at(-1) ?? 0, TDays, totalMinor };
});

const rhythmSample = timed('counting distinct histories', () => {
  const counts = new RhythmCounts();
  for (const { x, txDays, TDays } of histories) counts.add(x, txDays, TDays);
  return counts.sample();
});
const spendSample = timed('counting distinct spends', () => {
  const counts = new SpendCounts();
  for (const { x, totalMinor } of histories) counts.add(x, totalMinor);
  return counts.sample();
});
const rhythm = timed('MBG/NBD', () => fitMbgNbd(rhythmSample));
const spend = timed('gamma-gamma', () => fitSpend(spendSample));
timed('edges of revenue', () => {
  const revenues = countedValues(histories.map(({ totalMinor }) => totalMinor));
  return [pmgEdges(revenues), quintileEdges(revenues)];
});

const scores = Float64Array.from(histories, ({ x, txDays, TDays }) =>
  mbgNbd.pBuysWithin(truth.rhythm, { x, tx: txDays / 7 }, TDays / 7, 180 / 7),
);
const happened = scores.map((score) => (random() < score ** 1.2 ? 1 : 0));
const weight = new Float64Array(customers).fill(1);
const table = timed('isotonic table', () => fitIsotonic({ predicted: scores, happened, weight }, 200));
timed('correcting a million probabilities', () => scores.map((score) => corrected(table, score)));

process.stdout.write(
  [
    `${customers} customers: ${rhythmSample.x.length} distinct histories, ${spendSample.days.length} distinct spends.`,
    '',
    '| what | seconds |',
    '|---|---|',
    ...rows,
    '',
    JSON.stringify({ truth, rhythm, spend, tablePoints: table.predicted.length }, null, 2),
    '',
  ].join('\n'),
);
