import { type Calibration, defaultRules, type Fact, type Output, utcCalendar, zonedCalendar } from '@ebb/domain';
import { type Customer, CustomerFold, type Emitted, type Leaving, type Sourced } from '@ebb/runtime';
import { readCdnowCalibration } from '@ebb/testing/cdnow';
import { comparable, oracle } from '@ebb/testing/oracle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifecycleProcessor } from './processor.ts';
import { digest } from './records.ts';

const day = 86_400_000;
const hour = 3_600_000;
const lateness = 48 * hour;
const start = Date.UTC(2024, 0, 1);
const calibration: Calibration = readCdnowCalibration();
const calendars = [utcCalendar, zonedCalendar('Europe/Paris'), zonedCalendar('America/Los_Angeles')];

/** A purchase some days after the one before, or a refund; most at midnight, as many shops know only the date. */
const event = fc.record({
  daysLater: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 400 })),
  hour: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 23 })),
  amountMinor: fc.constantFrom(0, 700, 1_500, 4_000, 12_000),
  refundOf: fc.option(fc.nat(20), { freq: 6, nil: null }),
});

const lives = fc.array(event, { minLength: 1, maxLength: 16 }).map((events): Fact[] => {
  const facts: Fact[] = [];
  let today = start;
  for (const [index, { daysLater, hour: hours, amountMinor, refundOf }] of events.entries()) {
    today += daysLater * day;
    const at = today + hours * hour;
    const named = refundOf === null ? undefined : facts[refundOf];
    if (refundOf === null) facts.push({ kind: 'purchase', id: `e${index}`, at, amountMinor, categories: ['book'] });
    else facts.push({ kind: 'refund', id: `e${index}`, at, amountMinor: amountMinor + 1, purchaseAt: named?.at ?? null });
  }
  return facts;
});

/** What stands after all that left. */
function standing(leaving: readonly Leaving<Output>[]): Output[] {
  const records = new Map<string, Output>();
  for (const record of leaving) {
    if (record.kind === 'record') records.set(record.output.recordId, record.output);
    else records.delete((record.of satisfies Emitted).recordId);
  }
  return [...records.values()];
}

const inOrderOfId = <T extends { readonly recordId: string }>(outputs: readonly T[]): T[] =>
  outputs.toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1));

describe('the lifecycle of any customer', () => {
  it('is what the batch oracle says, in any order of arrival within the horizon, refunds and repeats included', () => {
    fc.assert(
      fc.property(
        lives,
        fc.constantFrom(...calendars),
        fc.array(fc.nat(lateness - 1), { minLength: 16, maxLength: 16 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
        (facts, calendar, delays, sizes) => {
          const processor = lifecycleProcessor({ calendar, rules: defaultRules, calibrationAt: () => calibration });
          const fold = new CustomerFold(processor, digest, 256);
          const arrivals = facts
            .map((fact, index) => ({ fact, arrivesAt: fact.at + (delays[index] ?? 0) }))
            .toSorted((a, b) => a.arrivesAt - b.arrivesAt);
          const asOf = start + 3_000 * day;
          const leaving: Leaving<Output>[] = [];
          let customer: Customer<ReturnType<typeof processor.initial>, Fact> = fold.fresh('c');
          const take = (batch: readonly Sourced<Fact>[], watermark: number) => {
            const folded = fold.fold('c', customer, batch, { watermarks: [watermark], horizon: watermark - lateness }, [0]);
            expect(folded.tooLate).toEqual([]);
            leaving.push(...folded.leaving);
            customer = batch.length % 2 === 0 ? folded.customer : { stored: folded.customer.stored, head: null };
          };
          for (let from = 0, turn = 0; from < arrivals.length; turn += 1) {
            const some = arrivals.slice(from, from + (sizes[turn % sizes.length] ?? 1));
            const batch = some.map(({ fact }) => ({ source: 0, fact }));
            take(turn % 3 === 0 ? [...batch, ...batch] : batch, some[0]?.arrivesAt ?? 0);
            from += some.length;
          }
          for (let more = 0; more < 10; more += 1) take([], asOf);
          const verdict = oracle('c', facts, { rules: defaultRules, calibration, calendar, asOf });
          expect(inOrderOfId(standing(leaving).map(comparable))).toEqual(inOrderOfId(verdict.outputs.map(comparable)));
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
