/**
 * What the learnt score costs in the stream: all CDNOW customers through the lifecycle's fold, once judged by a calibration in whose order
 * the score stands and once by the same without, in turn; microseconds per event.
 *
 *   node packages/bench/src/fold.ts
 */
import {
  applyDeadline,
  applyFact,
  type Calibration,
  calibrate,
  defaultRules,
  emptyHistory,
  historyWith,
  initialState,
  type LifecycleContext,
  type LifecycleStep,
  Population,
  type Purchase,
  utcCalendar,
} from '@ebb/domain';
import { readCdnow } from '@ebb/testing/cdnow';

const rounds = 30;
const day = Date.parse('1997-12-31T00:00:00Z') / 86_400_000;
const until = utcCalendar.startOf(day + 1);
const end = Date.parse('1998-07-01T00:00:00Z');

const histories = [...readCdnow().values()].map((purchases) => purchases.toSorted((one, other) => one.at - other.at));
const events = histories.reduce((sum, { length }) => sum + length, 0);

const population = new Population(day, defaultRules);
for (const purchases of histories) {
  const known = purchases.filter(({ at }) => at < until);
  population.add(historyWith(emptyHistory, known, utcCalendar, defaultRules));
}
const fitting = {
  customersMin: 1_000,
  repeatersMin: 300,
  spanDaysMin: 90,
  silenceChangeMax: 2,
  edgeChangeMax: 2,
  falseAlarmShareMax: 0.12,
  observationsMin: 300,
};
const verdict = calibrate(population, null, defaultRules, fitting);
if (verdict.kind !== 'accepted') throw new Error(verdict.reasons.join(' '));
const { parameters, fit } = verdict.found;
if (parameters.ranking?.score == null) throw new Error(`no score ranks: ${fit.scoreDropped}`);

/** @returns alerts raised */
function foldAll(calibration: Calibration): number {
  const context: LifecycleContext = {
    customerId: 'c',
    calendar: utcCalendar,
    rules: defaultRules,
    rulesVersion: '',
    currency: 'USD',
    currencyDigits: 2,
    calibration,
    calibrationOf: () => calibration,
  };
  return histories.reduce((alerts, purchases) => alerts + foldOne(purchases, context), 0);
}

function foldOne(purchases: readonly Purchase[], context: LifecycleContext): number {
  let [alerts, next] = [0, 0];
  let step: LifecycleStep = { state: initialState, wakes: [], outputs: [] };
  const take = (taken: LifecycleStep) => {
    step = taken;
    for (const { type } of taken.outputs) if (type === 'MainDefectorAlert') alerts += 1;
  };
  for (;;) {
    const fact = purchases[next];
    const wake = step.wakes.reduce<(typeof step.wakes)[number] | null>(
      (first, one) => (first === null || one.dueAt < first.dueAt ? one : first),
      null,
    );
    if (wake !== null && wake.dueAt < (fact?.at ?? end)) take(applyDeadline(step.state, wake, context));
    else if (fact === undefined) return alerts;
    else {
      next += 1;
      take(applyFact(step.state, fact, context));
    }
  }
}

const variants = {
  'without the score': { version: 1, ...parameters, ranking: null },
  'with the score': { version: 1, ...parameters },
};
const least = new Map<string, number>();
let alerts = 0;
for (let round = 0; round < rounds; round += 1) {
  for (const [name, calibration] of Object.entries(variants)) {
    const start = performance.now();
    alerts = foldAll(calibration);
    least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, performance.now() - start));
  }
}
const perEvent = (milliseconds: number) => ((milliseconds * 1_000) / events).toFixed(2);
process.stdout.write(`${events} events, ${alerts} alerts of silence; the best of ${rounds} rounds.

| fold | µs per event |
|---|---|
${[...least].map(([name, milliseconds]) => `| ${name} | ${perEvent(milliseconds)} |`).join('\n')}
`);
