import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMilliseconds } from '../time/calendar.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { zonedCalendar } from '../time/zoned-calendar.ts';
import { applyDeadline } from './apply-deadline.ts';
import { applyFact } from './apply-fact.ts';
import { defaultRules } from './default-rules.ts';
import type { Engagement, Fact, ProfileChange, Purchase, Refund, SupportContact } from './facts.ts';
import type { Output } from './outputs.ts';
import type { LifecycleContext, LifecycleRules } from './parameters.ts';
import { isLive, riskOf } from './risk.ts';
import { emptyChange, emptyEngagement, silentContact, soonest, anyContext as usualContext } from './spec-support.ts';
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

/** Sooner or later there is a calibration. */
interface LawContext extends LifecycleContext {
  readonly calibratedFrom: number;
}

const anyContext: fc.Arbitrary<LawContext> = fc
  .record({
    calendar: fc.constantFrom(utcCalendar, zonedCalendar('America/Sao_Paulo')),
    rules: fc.constantFrom(defaultRules, hurried),
    calibratedFrom: fc.constantFrom(0, 0, 10_300, 11_500).map((day) => day * dayMilliseconds),
  })
  .map((chosen) => ({ ...usualContext, ...chosen }));

const contextAt = (context: LawContext, instant: number): LifecycleContext =>
  instant < context.calibratedFrom ? { ...context, calibration: null } : context;

/** What happens to a customer, without its id and time. */
type Happening = Omit<Purchase, 'id' | 'at'> | Omit<Refund, 'id' | 'at'> | SupportContact | ProfileChange | Engagement;

const anyPurchase: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('purchase'),
  amountMinor: fc.integer({ min: 0, max: 4_000 }),
  categories: fc.subarray(['book', 'cd', 'tea']),
});

const anyRefund: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('refund'),
  amountMinor: fc.integer({ min: 1, max: 4_001 }),
  purchaseAt: fc.constant(null),
});

const anyInstant = fc.integer({ min: 9_990, max: 11_000 }).map((day) => day * dayMilliseconds + 7_200_000);

const anyContact: fc.Arbitrary<Happening> = fc
  .record<Partial<SupportContact>>({
    caseId: fc.constantFrom('a', 'b', 'c'),
    what: fc.constantFrom(
      ...(['opened', 'contacted', 'transferred', 'promised', 'resolved', 'closed', 'reopened'] as const),
      ...(['notice-given', 'notice-withdrawn', 'rating', 'praise', 'other'] as const),
    ),
    caseKind: fc.constantFrom(
      ...(['question', 'complaint', 'defect', 'unmet-expectation', 'service-not-performed', 'failed-onboarding'] as const),
    ),
    desk: fc.constantFrom(null, 'one', 'two'),
    level: fc.constantFrom(null, 1, 2),
    promisedBy: anyInstant,
    rating: fc.integer({ min: 1, max: 5 }),
    motive: fc.constantFrom(null, 'price', 'moved', 'other'),
    effectiveOn: fc.option(fc.integer({ min: 9_990, max: 11_000 })),
    important: fc.boolean(),
  })
  .map((contact) => ({ ...silentContact, ...contact }));

const anyChange: fc.Arbitrary<Happening> = fc
  .constantFrom<Partial<ProfileChange>[]>(
    { what: 'lead-captured' },
    { what: 'lead-qualified' },
    { what: 'lead-disqualified' },
    { what: 'consent', granted: true, channel: 'mail' },
    { what: 'do-not-contact', granted: true },
    { what: 'relationship', relationship: 'contractual' },
    { what: 'relationship', relationship: 'transactional' },
    { what: 'contract-ended' },
    { what: 'share-of-wallet', shareOfWalletPercent: 90 },
    { what: 'referral', referredCustomerId: 'b' },
    { what: 'referral', referredCustomerId: 'c' },
    { what: 'partner', granted: true },
    { what: 'partner', granted: false },
    { what: 'invoice-unpaid', invoiceId: 'i' },
    { what: 'invoice-paid', invoiceId: 'i' },
    { what: 'payment-failed' },
    { what: 'legal-bar', granted: false },
    { what: 'abandonment-approved', approvedBy: 'manager' },
    { what: 'lost', lossReason: 'other' },
  )
  .map((change) => ({ ...emptyChange, ...change }));

const erasure: fc.Arbitrary<Happening> = fc.constant({ ...emptyChange, what: 'erasure-requested' });

const anyEngagement: fc.Arbitrary<Happening> = fc
  .constantFrom<Partial<Engagement>[]>(
    { what: 'action-sent', actionId: 'a', commercial: true },
    { what: 'campaign-sent', commercial: true },
    { what: 'delivered', actionId: 'a' },
    { what: 'outcome', actionId: 'a', outcome: 'refused', motive: 'price' },
    { what: 'opted-out', channel: 'mail' },
  )
  .map((engagement) => ({ ...emptyEngagement, ...engagement }));

const anyHappening = fc.oneof(
  { weight: 24, arbitrary: anyPurchase },
  { weight: 6, arbitrary: anyRefund },
  { weight: 16, arbitrary: anyContact },
  { weight: 10, arbitrary: anyChange },
  { weight: 4, arbitrary: anyEngagement },
  { weight: 1, arbitrary: erasure },
);

/** Up to 40 facts of a few years, often several at one instant or at the start of a day. */
const anyFacts: fc.Arbitrary<readonly Fact[]> = fc
  .array(
    fc.record({
      happening: anyHappening,
      gapDays: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 400 })),
      hour: fc.constantFrom(0, 3, 12),
      refundsDaysAgo: fc.option(fc.integer({ min: 0, max: 100 })),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((happenings) => {
    let day = 10_000;
    const facts = happenings.map(({ happening, gapDays, hour, refundsDaysAgo }, index): Fact => {
      day += gapDays;
      const fact: Fact = { ...happening, id: `fact-${index}`, at: day * dayMilliseconds + hour * 3_600_000 };
      if (fact.kind !== 'refund' || refundsDaysAgo === null) return fact;
      return { ...fact, purchaseAt: fact.at - refundsDaysAgo * dayMilliseconds };
    });
    return facts.toSorted((one, other) => one.at - other.at);
  });

/** A step, and the instant at which it was taken. */
interface Taken extends LifecycleStep {
  readonly at: number;
}

/** Of 40 facts; whoever asks again and again for a deadline that was has more. */
const stepsMax = 500;

/** Every step of a life: facts in their order, deadlines when they are due, and in the end all that are left. */
function stepsOf(facts: readonly Fact[], context: LawContext): readonly Taken[] {
  const steps: Taken[] = [];
  let state = initialState;
  let wakes: LifecycleStep['wakes'] = [];
  const take = (step: LifecycleStep, at: number): void => {
    steps.push({ ...step, at });
    ({ state, wakes } = step);
  };
  const wakeBefore = (instant: number): void => {
    for (let wake = soonest(wakes); wake !== null && wake.dueAt < instant; wake = soonest(wakes)) {
      expect(steps.length).toBeLessThan(stepsMax);
      take(applyDeadline(state, wake, contextAt(context, wake.dueAt)), wake.dueAt);
    }
  };
  for (const fact of facts) {
    wakeBefore(fact.at);
    take(applyFact(state, fact, contextAt(context, fact.at)), fact.at);
  }
  wakeBefore(Number.POSITIVE_INFINITY);
  return steps;
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const outputsOf = (steps: readonly LifecycleStep[]): readonly Output[] => steps.flatMap(({ outputs }) => outputs);

const assertForAll = (law: (steps: readonly Taken[], context: LawContext) => void): void =>
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

  it('lifetimes never go back, and go on by one at a time, until they are erased', () => {
    assertForAll((steps) => {
      const known = steps.filter(({ state }) => state.stage !== 'erased');
      const lifetimes = [0, ...known.map(({ state }) => state.lifetime)];
      const changes = lifetimes.slice(1).map((lifetime, index) => lifetime - lifetimes[index]!);
      expect(changes.filter((change) => change !== 0 && change !== 1)).toEqual([]);
    });
  });

  it('transitions join up: each begins where the one before ended, and the last ends where the customer stands', () => {
    assertForAll((steps) => {
      let standing = { stage: 'none', risk: 'steady' };
      let beside = { advocacy: 'none', lifetime: 0 };
      for (const { state, outputs } of steps) {
        for (const output of outputs) {
          if (output.type !== 'LifecycleTransition') continue;
          expect({ stage: output.fromStage, risk: output.fromRisk }).toEqual(standing);
          standing = { stage: output.toStage, risk: output.toRisk };
          beside = { advocacy: output.advocacy, lifetime: output.lifetime };
        }
        const { stage, risk, advocacy, lifetime } = state;
        expect({ stage, risk, advocacy, lifetime }).toEqual({ ...standing, ...beside });
      }
    });
  });

  it('at most one alert is open, and what is closed is the open one', () => {
    assertForAll((steps) => {
      const opened: (string | null)[] = [null];
      const closed: string[] = [];
      for (const output of outputsOf(steps)) {
        if (output.type === 'MainDefectorAlert' || output.type === 'RiskAlert') opened.push(output.recordId);
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

  it('at most one wake-up is asked for of each source, never for what is past, and in the end none is left', () => {
    assertForAll((steps) => {
      for (const { wakes, at } of steps) {
        expect(new Set(wakes.map(({ source }) => source)).size).toBe(wakes.length);
        expect(wakes.filter(({ dueAt }) => dueAt < at)).toEqual([]);
      }
      expect(steps.at(-1)?.wakes).toEqual([]);
    });
  });

  it('a deadline that is asked for at another time says nothing of a time but that', () => {
    fc.assert(
      fc.property(anyFacts, anyContext, fc.integer({ min: -100, max: 1_000 }), (facts, context, days) => {
        for (const { state, at } of stepsOf(facts, context)) {
          const dueAt = context.calendar.startOf(context.calendar.dayOf(at) + days);
          const asked = (['purchases', 'contacts'] as const).map((source) => applyDeadline(state, { source, dueAt }, context));
          expect(outputsOf(asked).filter((output) => output.at !== dueAt)).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('the risk is the greatest of its parts, of those who buy; the others have none', () => {
    assertForAll((steps) => {
      for (const { state } of steps) {
        const { silenceRisk, incidentRisk } = state;
        expect(state.risk).toBe(riskOf(state));
        expect(isLive(state.stage) || (silenceRisk === 'steady' && incidentRisk === 'steady')).toBe(true);
      }
    });
  });

  it('past alerts are kept of each phase and cause at most once', () => {
    assertForAll((steps) => {
      for (const { state } of steps) {
        const kept = state.pastAlerts.map(({ phase, cause }) => `${phase} ${cause}`);
        expect(new Set(kept).size).toBe(kept.length);
      }
    });
  });

  it('an alert is explained in at most three sentences of each language, of known things only', () => {
    assertForAll((steps) => {
      for (const output of outputsOf(steps)) {
        if (output.type !== 'MainDefectorAlert' && output.type !== 'RiskAlert') continue;
        for (const text of [output.explanation, output.explanationFr]) {
          expect(text).toMatch(/^[\p{Lu}\d].*\.$/u);
          expect(text).not.toMatch(/null|undefined|NaN|Infinity/);
          expect(text.split('. ').length).toBeLessThanOrEqual(3);
        }
      }
    });
  });

  it('only main defectors raise alerts: customers who were core once', () => {
    assertForAll((steps) => {
      const alerting = steps.filter(({ outputs }) => outputs.some(({ type }) => type === 'MainDefectorAlert'));
      expect(alerting.filter(({ state }) => !state.everCore)).toEqual([]);
    });
  });
});
