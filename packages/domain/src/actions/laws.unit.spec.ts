import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeNames } from '../causes/cause.ts';
import type { AlertFact } from './facts.ts';
import type { ActionsOutput } from './outputs.ts';
import {
  type AlertGiven,
  alert,
  anyContactability,
  becomes,
  closing,
  contextOf,
  days,
  fact,
  outcomeOf,
  outputsOf,
  proposal,
  stepsOf,
  tuesday,
  withdrawalOf,
} from './spec-support.ts';
import { alertsServedMax, decisionsMax, withdrawalsMax } from './state.ts';
import { endOf, trialDays } from './trials.ts';

const anyAlert: fc.Arbitrary<AlertGiven> = fc.record({
  phase: fc.constantFrom('leaving' as const, 'gone' as const),
  trigger: fc.constantFrom(
    'silence' as const,
    'incident' as const,
    'payment' as const,
    'notice' as const,
    'contract-ended' as const,
  ),
  causes: fc.uniqueArray(fc.constantFrom(...causeNames), { minLength: 1, maxLength: 3 }),
  pmg: fc.constantFrom('small' as const, 'medium' as const, 'large' as const, null),
  openCase: fc.boolean(),
  valueAtStakeMinor: fc.option(fc.integer({ min: -1_000, max: 1_000_000 }), { nil: null }),
  buys: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** One happening, some time after the one before, about one of the last alerts. */
const anyHappening = fc.record({
  afterDays: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 })),
  what: fc.constantFrom(
    'alert',
    'alert',
    'alert',
    'closing',
    'outcome',
    'contactability',
    'proposal',
    'abandoned',
    'back',
    'lost',
    'withdrawal',
  ),
  given: anyAlert,
  about: fc.integer({ min: 0, max: 3 }),
});

const anyFacts: fc.Arbitrary<readonly AlertFact[]> = fc.array(anyHappening, { minLength: 1, maxLength: 30 }).map((happenings) => {
  const facts = new Map<string, AlertFact>();
  const alerts: ReturnType<typeof alert>[] = [];
  let at = tuesday;
  happenings.forEach(({ afterDays, what, given, about }, index) => {
    at += days(afterDays);
    const meant = alerts.at(-1 - about);
    const made = make();
    if (made !== undefined) facts.set(made.id, made);

    function make(): AlertFact | undefined {
      switch (what) {
        case 'alert':
          alerts.push(alert({ ...given, id: `event-${index}`, at }));
          return alerts.at(-1);
        case 'closing':
          return meant && closing(meant.recordId, at);
        case 'outcome':
          return meant && outcomeOf(`${meant.recordId}/action`, at, 'solved');
        case 'withdrawal':
          return meant && withdrawalOf(meant);
        case 'contactability':
          return fact(`${at}/contactability`, { type: 'ContactabilityChanged', at, contactability: anyContactability });
        case 'proposal':
          return proposal(at);
        default:
          return becomes(what === 'back' ? 'returned' : what, at, what === 'back' ? 'abandoned' : 'core');
      }
    }
  });
  return [...facts.values()];
});

const assertForAll = (law: (outputs: readonly ActionsOutput[], facts: readonly AlertFact[]) => void): void =>
  fc.assert(
    fc.property(anyFacts, (facts) => law(outputsOf(facts), facts)),
    { numRuns: 500 },
  );

describe('whatever the lifecycle says', () => {
  it('at most one action is open, each called off once and after it was asked for, and none is left in the end', () => {
    assertForAll((outputs) => {
      const asked = outputs.flatMap((output) => (output.type === 'RetentionAction' ? [output.actionId] : []));
      const ends = outputs.flatMap((output) => (output.type === 'ActionCalledOff' ? [output.actionId] : []));
      const turns = outputs.flatMap(({ type }) => (type === 'RetentionAction' || type === 'ActionCalledOff' ? [type] : []));
      expect(ends).toEqual(asked);
      expect(turns).toEqual(asked.flatMap(() => ['RetentionAction', 'ActionCalledOff']));
    });
  });

  it('the open action of the state is the one that was asked for last and not called off', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        let open: string | null = null;
        for (const { state, outputs, wakeAt } of stepsOf(facts)) {
          for (const output of outputs) {
            if (output.type === 'RetentionAction') open = output.actionId;
            if (output.type === 'ActionCalledOff') open = null;
          }
          expect(state.open?.actionId ?? null).toBe(open);
          const ends = [...state.trials.map(endOf), ...(state.open === null ? [] : [state.open.expiresAt])];
          expect(wakeAt).toBe(ends.length === 0 ? null : Math.min(...ends));
        }
      }),
    );
  });

  it('no two records have the same id, and they come in the order of their time', () => {
    assertForAll((outputs) => {
      const ids = outputs.map(({ recordId }) => recordId);
      expect(new Set(ids).size).toBe(ids.length);
      const times = outputs.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    });
  });

  it('each alert that stands is decided on once: an action, or why not', () => {
    assertForAll((outputs, facts) => {
      const withdrawn = facts.flatMap((one) => (one.type === 'Withdrawal' ? [one.withdraws] : []));
      const asked = facts.flatMap((one) =>
        one.type === 'MainDefectorAlert' && !withdrawn.includes(one.id) ? [one.recordId] : [],
      );
      const decided = outputs.flatMap((output) =>
        (output.type === 'RetentionAction' || output.type === 'ActionWithheld') && output.alertId.endsWith('/alert')
          ? [output.alertId]
          : [],
      );
      expect(decided.toSorted()).toEqual(asked.toSorted());
    });
  });

  it('what is withdrawn leaves no trace: the rest says the same without it', () => {
    assertForAll((outputs, facts) => {
      const withdrawn = facts.flatMap((one) => (one.type === 'Withdrawal' ? [one.withdraws] : []));
      const rest = facts.filter((one) => one.type !== 'Withdrawal' && !withdrawn.includes(one.id));
      expect(outputs).toEqual(outputsOf(rest));
    });
  });

  it('who is compared is watched to the end once, and in the same group whatever comes', () => {
    assertForAll((outputs, facts) => {
      const trials = (some: readonly ActionsOutput[]) => some.filter((output) => output.type === 'EffectMeasured');
      const compared = trials(outputs);
      expect(compared.filter(({ group }) => group !== 'acted')).toEqual([]);
      for (const own of Map.groupBy(compared, ({ kind }) => kind).values()) {
        const begins = own.map(({ at }) => at - days(trialDays));
        expect(begins.every((begin, index) => index === 0 || begin >= (own[index - 1]?.at ?? 0))).toBe(true);
      }
      // Nothing of what becomes of whom differs between the groups where it is not the action that makes a difference.
      const others = trials(outputsOf(facts, contextOf({ holdOutShareOf: () => 0 })));
      expect(others).toEqual(compared.map((effect) => ({ ...effect, group: 'held-out' })));
    });
  });

  it('an offer never exceeds the expected gain, begins at or below its limit, and nothing is negative', () => {
    assertForAll((outputs) => {
      for (const output of outputs) {
        if (output.type !== 'RetentionAction') continue;
        const { offer, expectedGainMinor, at, dueAt, expiresAt } = output;
        expect(expectedGainMinor).toBeGreaterThanOrEqual(0);
        expect(offer?.limitMinor ?? 0).toBeLessThanOrEqual(expectedGainMinor);
        expect(offer?.startMinor ?? 0).toBeLessThanOrEqual(offer?.limitMinor ?? 0);
        expect(offer?.startMinor ?? 0).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThan(dueAt);
        expect(dueAt).toBeLessThanOrEqual(expiresAt);
      }
    });
  });

  it('a customer of the hold-out gets no proactive action and no win-back', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const outputs = outputsOf(facts, contextOf({ holdOutShareOf: () => 0 }));
        const kinds = outputs.flatMap((output) => (output.type === 'RetentionAction' ? [output.kind] : []));
        expect(kinds.filter((kind) => kind === 'proactive-retention' || kind === 'win-back')).toEqual([]);
      }),
    );
  });

  it('what is kept is bounded', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { state } of stepsOf(facts)) {
          expect(state.decisions.length).toBeLessThanOrEqual(decisionsMax);
          expect(state.withdrawals.length).toBeLessThanOrEqual(withdrawalsMax);
          expect(state.open?.alertIds.length ?? 0).toBeLessThanOrEqual(alertsServedMax);
          expect(new Set(state.trials.map(({ kind }) => kind)).size).toBe(state.trials.length);
        }
      }),
    );
  });
});
