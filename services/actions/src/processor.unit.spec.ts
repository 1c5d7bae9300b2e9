import { type HeardFact, saidFact, withdrawalFact } from '@ebb/contracts';
import { type ActionsOutput, type ActionsState, defaultActionRules, utcCalendar } from '@ebb/domain';
import { type Customer, CustomerFold, type Leaving, noTime } from '@ebb/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAlert } from './plain-alert.spec-support.ts';
import { actionsProcessor } from './processor.ts';
import { contentOf } from './records.ts';

const hour = 3_600_000;
const day = 24 * hour;
const lateness = 96 * hour;
const start = Date.UTC(2026, 0, 12);
const asOf = start + 1_000 * day;
const customerId = 'ann';
const processor = actionsProcessor({
  calendar: utcCalendar,
  rules: defaultActionRules,
  policyVersion: '1',
  holdOutShareOf: () => 0.5,
});
const fold = new CustomerFold<ActionsState, HeardFact, ActionsOutput>(processor, contentOf, 256);

function factIn(decoded: ReturnType<typeof saidFact>): HeardFact {
  if (decoded.kind !== 'fact') throw new Error(`no fact: ${decoded.kind}`);
  return decoded.fact;
}

const limits = { clockSkewMax: 0 };
const alertFact = (...alert: Parameters<typeof plainAlert>): HeardFact =>
  factIn(saidFact('MainDefectorAlert', plainAlert(...alert), limits, asOf));

/** What the lifecycle said of a customer at a time; some of it it takes back, some of that it says anew. */
const said = fc.record({
  hoursLater: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * 40 })),
  what: fc.constantFrom('leaving', 'gone', 'risk by silence', 'closed', 'accepted', 'reachable'),
  fate: fc.constantFrom('stands', 'stands', 'taken back', 'said anew'),
  about: fc.nat(10),
  delay: fc.nat(lateness - 1),
});
type SaidSomething = typeof said extends fc.Arbitrary<infer Value> ? Value : never;

/** One record at one revision. */
function factOf({ what, about }: SaidSomething, index: number, at: number, revision: number): HeardFact {
  const pmg = revision === 0 ? 'large' : 'small';
  const recordId = `e${index}/alert`;
  const common = { recordId, revision, customerId, at, causeId: `e${index}` };
  switch (what) {
    case 'leaving':
      return alertFact(customerId, at, { ...common, pmg });
    case 'gone':
      return alertFact(customerId, at, { ...common, pmg, phase: 'gone', stage: 'core-defector' });
    case 'risk by silence':
      return alertFact(customerId, at, { ...common, pmg, trigger: 'silence' });
    case 'closed':
      return factIn(
        saidFact('AlertClosed', { ...common, alertId: `e${about}/alert`, phase: 'leaving', reason: 'purchased' }, limits, asOf),
      );
    case 'accepted': {
      const outcome = {
        actionId: `e${about}/alert/action`,
        what: 'outcome',
        outcome: 'accepted',
        motive: null,
        callBackAt: null,
      };
      return factIn(saidFact('ActionOutcome', { ...common, ...outcome }, limits, asOf));
    }
    default: {
      const contactability = { consents: [], doNotContact: [], timeZone: null, language: pmg };
      return factIn(saidFact('ContactabilityChanged', { ...common, contactability }, limits, asOf));
    }
  }
}

const withdrawalOf = (index: number, at: number): HeardFact => {
  const recordId = `e${index}/alert`;
  const retraction = { recordId, revision: 0, customerId, at, recordType: '', causedBy: '', reason: 'late-fact' };
  return factIn(withdrawalFact(retraction, limits, asOf));
};

interface Story {
  /** In the order in which the lifecycle says it. */
  readonly arrivals: readonly { readonly fact: HeardFact; readonly arrivesAt: number }[];
  /** What of it holds in the end. */
  readonly holds: readonly HeardFact[];
}

function storyOf(all: readonly SaidSomething[]): Story {
  const arrivals: { fact: HeardFact; arrivesAt: number }[] = [];
  const holds: HeardFact[] = [];
  let at = start;
  for (const [index, one] of all.entries()) {
    at += one.hoursLater * hour;
    const first = factOf(one, index, at, 0);
    const anew = factOf(one, index, at, 1);
    const facts = {
      stands: [first],
      'taken back': [first, withdrawalOf(index, at)],
      'said anew': [first, withdrawalOf(index, at), anew],
    };
    if (one.fate === 'stands') holds.push(first);
    if (one.fate === 'said anew') holds.push(anew);
    for (const [step, fact] of facts[one.fate].entries()) {
      arrivals.push({ fact, arrivesAt: at + Math.min(lateness - 1, one.delay + step * 7 * hour) });
    }
  }
  return { arrivals: arrivals.toSorted((a, b) => a.arrivesAt - b.arrivesAt), holds };
}

/** What stands after all that left. */
function standing(leaving: readonly Leaving<ActionsOutput>[]): ActionsOutput[] {
  const records = new Map<string, ActionsOutput>();
  for (const record of leaving) {
    if (record.kind === 'record') records.set(record.output.recordId, record.output);
    else records.delete(record.of.recordId);
  }
  return [...records.values()].toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1));
}

class Told {
  readonly leaving: Leaving<ActionsOutput>[] = [];
  #customer: Customer<ActionsState, HeardFact> = fold.fresh(customerId);

  take(facts: readonly HeardFact[], watermark: number, horizon: number): void {
    const arrivals = facts.map((fact) => ({ source: 0, fact }));
    const due = this.#customer.stored.registered.filter(({ dueAt }) => dueAt <= watermark);
    const folded = fold.fold(customerId, this.#customer, arrivals, { watermarks: [watermark], horizon }, due);
    expect(folded.tooLate).toEqual([]);
    this.leaving.push(...folded.leaving);
    // Every other time as after a load.
    this.#customer = facts.length % 2 === 0 ? folded.customer : { stored: folded.customer.stored, head: null };
  }
}

describe('the actions of any customer', () => {
  it('are those of what holds of all that the lifecycle said, in whatever order it came within the horizon, and however late', () => {
    fc.assert(
      fc.property(
        fc.array(said, { minLength: 1, maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
        (all, sizes) => {
          const { arrivals, holds } = storyOf(all);
          const asItCame = new Told();
          for (let from = 0, turn = 0; from < arrivals.length; turn += 1) {
            const some = arrivals.slice(from, from + (sizes[turn % sizes.length] ?? 1));
            const watermark = some[0]?.arrivesAt ?? 0;
            asItCame.take(
              some.map(({ fact }) => fact),
              watermark,
              watermark - lateness,
            );
            from += some.length;
          }
          asItCame.take([], asOf, asOf - lateness);
          const asItHolds = new Told();
          asItHolds.take(holds, asOf, noTime);
          expect(standing(asItCame.leaving)).toEqual(standing(asItHolds.leaving));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('end with an action open as long as it may be done, by the time of the alerts', () => {
    const alert = alertFact(customerId, start);
    const { state, emit, wakes } = processor.onEvent(processor.initial(customerId), alert, customerId);
    const [action] = emit;
    if (action?.type !== 'RetentionAction') throw new Error('no action');
    expect(wakes).toEqual([{ source: 0, dueAt: action.expiresAt }]);
    const after = processor.onTime(state, { source: 0, dueAt: action.expiresAt }, customerId);
    expect(after.emit).toMatchObject([{ type: 'ActionCalledOff', reason: 'expired', actionId: action.actionId }]);
    expect(after.wakes).toEqual([]);
  });
});
