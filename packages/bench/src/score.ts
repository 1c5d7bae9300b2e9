/**
 * What the learnt score costs: of all CDNOW customers at the end of 1997, nanoseconds per customer, beside what they are scored from; and
 * the seconds to learn it.
 *
 *   node packages/bench/src/score.ts
 */
import {
  chanceToBuy,
  defaultRules,
  emptyHistory,
  fitMbgNbd,
  historyWith,
  mbgNbd,
  Population,
  returnChance,
  type Score,
  scoreOf,
  standingAt,
  utcCalendar,
} from '@ebb/domain';
import { readCdnow } from '@ebb/testing/cdnow';

const rounds = 20;
const { windowDays } = defaultRules;
const day = Date.parse('1997-12-31T00:00:00Z') / 86_400_000;
const until = utcCalendar.startOf(day + 1);

const histories = [...readCdnow().values()].map((purchases) =>
  historyWith(
    emptyHistory,
    purchases.filter(({ at }) => at < until),
    utcCalendar,
    defaultRules,
  ),
);
const population = new Population(day, defaultRules);
for (const history of histories) population.add(history);
const fit = fitMbgNbd(population.rhythm());
if (!fit.converged) throw new Error(`MBG/NBD: ${fit.problem}`);
const scale = { rhythm: fit.parameters, ...population.edges(), spend: null, goneDaysMin: null, returnTable: null };

/** The best of some rounds, as others may be at work on the machine. */
function nanosecondsPerCustomer(run: (history: (typeof histories)[number]) => unknown): string {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (const history of histories) run(history);
    least = Math.min(least, performance.now() - start);
  }
  return ((least * 1e6) / histories.length).toFixed(0);
}

const start = performance.now();
const verdict = population.score.fit(scale, []);
const seconds = (performance.now() - start) / 1_000;
if (verdict.kind !== 'used') throw new Error(verdict.reason);
const score: Score = verdict.score;
const ranked = { ...scale, ranking: population.score.ranking(scale, score) };

process.stdout.write(`${histories.length} customers; learnt and tried in ${seconds.toFixed(2)} s.

| what | ns per customer |
|---|---|
| standing | ${nanosecondsPerCustomer((history) => standingAt(history, day, windowDays))} |
| MBG/NBD P(buys within 180 days), with its standing | ${nanosecondsPerCustomer(rhythmOf)} |
| score | ${nanosecondsPerCustomer((history) => scoreOf(history, day, scale, score))} |
| P(buys within 180 days) by the score | ${nanosecondsPerCustomer((history) => returnChance(ranked, history, day))} |
| the same with its reasons | ${nanosecondsPerCustomer((history) => chanceToBuy(ranked, history, day))} |
`);

function rhythmOf(history: (typeof histories)[number]): number {
  const { x, txDays, TDays } = standingAt(history, day, windowDays)!;
  return mbgNbd.pBuysWithin(scale.rhythm, { x, tx: txDays / 7 }, TDays / 7, 180 / 7);
}
