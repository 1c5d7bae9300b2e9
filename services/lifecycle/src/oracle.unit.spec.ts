import {
  type CustomerState,
  calibrationsFrom,
  type DatedCalibration,
  defaultRules,
  type Fact,
  featureNames,
  type LifecycleRules,
  type Output,
  type Ranking,
  type Score,
  utcCalendar,
  zonedCalendar,
} from '@ebb/domain';
import { type Customer, CustomerFold, type Emitted, type Leaving, type Sourced } from '@ebb/runtime';
import { readCdnowCalibration } from '@ebb/testing/cdnow';
import { comparable, comparableState, oracle } from '@ebb/testing/oracle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, lifeBegins, lives } from './any-life.spec-support.ts';
import { lifecycleProcessor } from './processor.ts';
import { contentOf } from './records.ts';

const day = 86_400_000;
const lateness = 2 * day;
/** After the last fact, until nothing is due any more. */
const quietDays = 1_000;
const hoursAfterStart = (hours: number): number => lifeBegins + hours * 3_600_000;
const cdnow = { ...readCdnowCalibration(), effectiveFrom: Number.NEGATIVE_INFINITY };
const anyScore: fc.Arbitrary<Score> = fc.record({
  labelDays: fc.constant(28),
  lookBackDays: fc.constantFrom(60, 253),
  intercept: fc.constantFrom(-2, 0.5),
  terms: fc
    .array(fc.constantFrom(-1.5, -0.2, 0, 0.7), { minLength: featureNames.length, maxLength: featureNames.length })
    .map((weights) =>
      featureNames.map((feature, index) => ({ feature, mean: 1 + index / 7, deviation: 1.3, weight: weights[index]! })),
    ),
});
const anyRanking: fc.Arbitrary<Ranking | null> = fc.option(
  fc.record({
    score: fc.option(anyScore),
    chances: fc.constant({ predicted: [0, 0.3, 0.8, 1], observed: [0.02, 0.2, 0.7, 0.9] }),
  }),
);
/** None, one that always holds, or up to three that come into force one after the other, the first perhaps late in a life. */
const anyCalibrations: fc.Arbitrary<readonly DatedCalibration[]> = fc
  .array(
    fc.record({
      effectiveFrom: fc.oneof(fc.constant(Number.NEGATIVE_INFINITY), fc.integer({ min: 0, max: 700 * 24 }).map(hoursAfterStart)),
      patience: fc.constantFrom(0.3, 1, 4),
      edge: fc.constantFrom(0.2, 1, 3),
      spend: fc.constantFrom(null, cdnow.spend),
      goneDaysMin: fc.constantFrom(null, 120, 200),
      returnTable: fc.constantFrom(null, { predicted: [0.02, 0.1, 0.4, 0.7], observed: [0.05, 0.05, 0.5, 0.6] }),
      ranking: anyRanking,
    }),
    { maxLength: 3 },
  )
  .map((versions) =>
    versions
      .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1))
      .map(({ effectiveFrom, patience, edge, spend, goneDaysMin, returnTable, ranking }, index) => ({
        ...cdnow,
        version: index + 1,
        effectiveFrom,
        rhythm: { ...cdnow.rhythm, alpha: cdnow.rhythm.alpha * patience },
        pmgEdges: { medium: cdnow.pmgEdges.medium * edge, large: cdnow.pmgEdges.large * edge },
        spend,
        goneDaysMin,
        returnTable,
        ranking,
      })),
  );
const calendars = [utcCalendar, zonedCalendar('Europe/Paris'), zonedCalendar('America/Los_Angeles')];
const withCategories: LifecycleRules = {
  ...defaultRules,
  advocacy: { ...defaultRules.advocacy, eligibleCategories: categories },
};

const sourceOf: Readonly<Record<Fact['kind'], number>> = {
  purchase: 0,
  refund: 0,
  'support-contact': 1,
  'profile-change': 2,
  engagement: 3,
};
const allSources = [0, 1, 2, 3];

/** What stands after all that left. */
function standing(leaving: readonly Leaving<Output>[]): Output[] {
  const records = new Map<string, Output>();
  for (const record of leaving) {
    if (record.kind === 'record') records.set(record.output.recordId, record.output);
    else records.delete((record.of satisfies Emitted).recordId);
  }
  return [...records.values()];
}

const inOrderOfId = (outputs: readonly { readonly recordId: string }[]): unknown[] =>
  outputs.toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1)).map((output) => comparable(output as unknown as Output));

describe('the lifecycle of any customer', () => {
  it('is what the batch oracle says, in any order of arrival within the horizon, refunds and repeats included', () => {
    fc.assert(
      fc.property(
        lives,
        fc.constantFrom(...calendars),
        anyCalibrations,
        fc.constantFrom(defaultRules, withCategories),
        fc.array(fc.nat(lateness - 1), { minLength: 1, maxLength: 32 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
        (facts, calendar, calibrations, rules, delays, sizes) => {
          const processor = lifecycleProcessor({
            calendar,
            rules,
            rulesVersion: 'rules',
            currency: 'EUR',
            calibrations: calibrationsFrom(calibrations),
          });
          const fold = new CustomerFold(processor, contentOf, 256);
          const arrivals = facts
            .map((fact, index) => ({ fact, arrivesAt: fact.at + (delays[index % delays.length] ?? 0) }))
            .toSorted((a, b) => a.arrivesAt - b.arrivesAt);
          const asOf = Math.max(...facts.map(({ at }) => at)) + quietDays * day;
          const leaving: Leaving<Output>[] = [];
          let customer: Customer<CustomerState, Fact> = fold.fresh('c');
          const take = (batch: readonly Sourced<Fact>[], watermark: number) => {
            const watermarks = allSources.map(() => watermark);
            const due = customer.stored.registered.filter(({ dueAt }) => dueAt <= watermark);
            const folded = fold.fold('c', customer, batch, { watermarks, horizon: watermark - lateness }, due);
            expect(folded.tooLate).toEqual([]);
            leaving.push(...folded.leaving);
            customer = batch.length % 2 === 0 ? folded.customer : { stored: folded.customer.stored, head: null };
          };
          for (let from = 0, turn = 0; from < arrivals.length; turn += 1) {
            const some = arrivals.slice(from, from + (sizes[turn % sizes.length] ?? 1));
            const batch = some.map(({ fact }) => ({ source: sourceOf[fact.kind], fact }));
            take(turn % 3 === 0 ? [...batch, ...batch] : batch, some[0]?.arrivesAt ?? 0);
            from += some.length;
          }
          for (let more = 0; more < 10; more += 1) take([], asOf);
          const verdict = oracle('c', facts, { rules, calibrations, calendar, asOf });
          expect(inOrderOfId(standing(leaving))).toEqual(inOrderOfId(verdict.outputs));
          const state = customer.head?.state ?? customer.stored.base;
          expect(comparableState(state, rules.windowDays)).toEqual(verdict.state);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
