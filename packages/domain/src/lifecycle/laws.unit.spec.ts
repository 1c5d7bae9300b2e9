import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMilliseconds } from '../time/calendar.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { zonedCalendar } from '../time/zoned-calendar.ts';
import { applyDeadlines } from './apply-deadlines.ts';
import { applyFact } from './apply-fact.ts';
import { nextWakeDay } from './deadlines.ts';
import { defaultRules } from './default-rules.ts';
import type { Fact } from './facts.ts';
import type { Output } from './outputs.ts';
import type { LifecycleContext, LifecycleRules } from './parameters.ts';
import { calibration } from './spec-support.ts';
import { initialState } from './state.ts';
import type { LifecycleStep } from './step.ts';

/** Everything happens sooner, so that few facts see much of life; alerts of one phase can come twice within 60 days. */
const hurried: LifecycleRules = {
  ...defaultRules,
  windowDays: 60,
  corePurchaseDaysMin: 2,
  lapse: {
    firstTime: { pAlive: 0.45, daysMin: 20, daysMax: 40 },
    earlyRepeat: { pAlive: 0.3, daysMin: 20, daysMax: 60 },
    returned: { pAlive: 0.3, daysMin: 20, daysMax: 60 },
  },
  core: {
    watch: { pAlive: 0.5, daysMin: 5, daysMax: 60 },
    leaving: { pAlive: 0.3, daysMin: 5, daysMax: 60 },
    gone: { pAlive: 0.1, daysMin: 25, daysMax: 60 },
  },
};

const anyContext: fc.Arbitrary<LifecycleContext> = fc.record({
  customerId: fc.constant('ann'),
  calendar: fc.constantFrom(utcCalendar, zonedCalendar('America/Sao_Paulo')),
  rules: fc.constantFrom(defaultRules, hurried),
  calibration: fc.constantFrom(calibration, calibration, calibration, null),
});

/** Up to 40 facts of a few years, often several at one instant or at the start of a day. */
const anyFacts: fc.Arbitrary<readonly Fact[]> = fc
  .array(
    fc.record({
      isPurchase: fc.boolean(),
      gapDays: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 400 })),
      hour: fc.constantFrom(0, 3, 12),
      amountMinor: fc.integer({ min: 0, max: 4_000 }),
      refundsDaysAgo: fc.option(fc.integer({ min: 0, max: 100 })),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((happenings) => {
    let day = 10_000;
    const facts = happenings.map(({ isPurchase, gapDays, hour, amountMinor, refundsDaysAgo }, index): Fact => {
      day += gapDays;
      const [id, at] = [`fact-${index}`, day * dayMilliseconds + hour * 3_600_000];
      if (isPurchase) return { kind: 'purchase', id, at, amountMinor, categories: [] };
      const purchaseAt = refundsDaysAgo === null ? null : at - refundsDaysAgo * dayMilliseconds;
      return { kind: 'refund', id, at, amountMinor: amountMinor + 1, purchaseAt };
    });
    return facts.toSorted((one, other) => one.at - other.at);
  });

/** Every step of a life: facts in their order, deadlines when they are due, two more years of silence at the end. */
function stepsOf(facts: readonly Fact[], context: LifecycleContext): readonly LifecycleStep[] {
  const steps: LifecycleStep[] = [];
  let state = initialState;
  const take = (step: LifecycleStep): void => {
    steps.push(step);
    ({ state } = step);
  };
  const wakeBefore = (instant: number): void => {
    for (let day = nextWakeDay(state); day !== null && context.calendar.startOf(day) < instant; day = nextWakeDay(state)) {
      take(applyDeadlines(state, day, context));
    }
  };
  for (const fact of facts) {
    wakeBefore(fact.at);
    take(applyFact(state, fact, context));
  }
  wakeBefore(Number.POSITIVE_INFINITY);
  return steps;
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const outputsOf = (steps: readonly LifecycleStep[]): readonly Output[] => steps.flatMap(({ outputs }) => outputs);

const assertForAll = (law: (steps: readonly LifecycleStep[], context: LifecycleContext) => void): void =>
  fc.assert(
    fc.property(anyFacts, anyContext, (facts, context) => law(stepsOf(facts, context), context)),
    { numRuns: 300 },
  );

describe('whatever a customer does and does not', () => {
  it('all numbers in states and records are finite', () => {
    assertForAll((steps) => {
      expect(numbersIn(steps).filter((number) => !Number.isFinite(number))).toEqual([]);
    });
  });

  it('no two records have the same id', () => {
    assertForAll((steps) => {
      const ids = outputsOf(steps).map(({ recordId }) => recordId);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  it('lifetimes never go back, and go on by one at a time', () => {
    assertForAll((steps) => {
      const lifetimes = [0, ...steps.map(({ state }) => state.lifetime)];
      const changes = lifetimes.slice(1).map((lifetime, index) => lifetime - lifetimes[index]!);
      expect(changes.filter((change) => change !== 0 && change !== 1)).toEqual([]);
    });
  });

  it('transitions join up: each begins where the one before ended, and the last ends where the customer stands', () => {
    assertForAll((steps) => {
      let standing = { stage: 'none', risk: 'steady' };
      for (const { state, outputs } of steps) {
        for (const output of outputs) {
          if (output.type !== 'LifecycleTransition') continue;
          expect({ stage: output.fromStage, risk: output.fromRisk }).toEqual(standing);
          standing = { stage: output.toStage, risk: output.toRisk };
        }
        expect({ stage: state.stage, risk: state.risk }).toEqual(standing);
      }
    });
  });

  it('at most one alert is open, and what is closed is the open one', () => {
    assertForAll((steps) => {
      const opened: (string | null)[] = [null];
      const closed: string[] = [];
      for (const output of outputsOf(steps)) {
        if (output.type === 'MainDefectorAlert') opened.push(output.recordId);
        if (output.type === 'AlertClosed') closed.push(output.alertId);
        expect([opened.length - 1, opened.length - 2]).toContain(closed.length);
        expect(closed.at(-1) ?? null).toBe(opened[closed.length]);
      }
    });
  });

  it('records come in the order of their time', () => {
    assertForAll((steps) => {
      const times = outputsOf(steps).map(({ at }) => at);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    });
  });

  it('silence wakes for its next deadline, never before what solved it, and in the end has nothing more to say', () => {
    assertForAll((steps, { calendar }) => {
      for (const { state, outputs, wakeDay } of steps) {
        expect(wakeDay).toBe(nextWakeDay(state));
        const wakesAt = wakeDay === null ? Number.POSITIVE_INFINITY : calendar.startOf(wakeDay);
        expect(outputs.filter(({ at }) => at > wakesAt)).toEqual([]);
      }
      expect(steps.at(-1)?.wakeDay).toBeNull();
    });
  });

  it('only main defectors raise alerts: customers who were core once', () => {
    assertForAll((steps) => {
      const alerting = steps.filter(({ outputs }) => outputs.some(({ type }) => type === 'MainDefectorAlert'));
      expect(alerting.filter(({ state }) => !state.everCore)).toEqual([]);
    });
  });
});
